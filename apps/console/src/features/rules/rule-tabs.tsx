import type { Regime, RuleDocument } from '@miji/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { RuleTab } from '../../app/paths.ts';
import { RULE_TABS } from '../../app/paths.ts';
import { WrappedTabs } from '../../ui/index.ts';
import { CountMark } from './count-mark.tsx';
import { ApproverPart } from './parts/approver-part.tsx';
import { CalendarPart } from './parts/calendar-part.tsx';
import { CataloguePart } from './parts/catalogue-part.tsx';
import { LimitPart } from './parts/limit-part.tsx';
import { MarkPart } from './parts/mark-part.tsx';
import { PeriodPart } from './parts/period-part.tsx';
import { RangePart } from './parts/range-part.tsx';
import { SentencePart } from './parts/sentence-part.tsx';
import { useRuleView } from './rule-view.ts';

/** The tab that shows an article: the matrix before the sentences, as it is what people ask about. */
export const tabOfArticle = (article: string | undefined, document: RuleDocument): RuleTab => {
  if (article === undefined) return 'approvers';
  const says = (entry: { readonly article: string }): boolean => entry.article === article;
  if (document.approvers.some(says)) return 'approvers';
  if (document.rules.some(says)) return 'rules';
  if ([...document.catalogue, ...document.outOfScope].some(says)) return 'catalogue';
  return document.ranges.some(says) ? 'ranges' : 'approvers';
};

export interface Tab {
  readonly key: RuleTab;
  readonly label: ReactNode;
  readonly children: ReactNode;
}

interface Props {
  readonly tab: RuleTab;
  readonly onTab: (tab: RuleTab) => void;
  readonly regime: Regime | undefined;
  readonly onRegime: (regime: Regime) => void;
  /** what the page has beside the parts of the rules */
  readonly extra?: readonly Tab[];
}

const COUNTED: Readonly<Partial<Record<RuleTab, readonly string[]>>> = {
  approvers: ['approvers'],
  catalogue: ['catalogue', 'outOfScope'],
  ranges: ['ranges'],
  periods: ['periods'],
  marks: ['marks'],
  limits: ['limits'],
  calendar: ['calendar'],
  rules: ['rules'],
};

const NO_EXTRA: NonNullable<Props['extra']> = [];

/** The parts of a rule set, a tab each; behind the name of each how many of its entries are changed. */
export const RuleTabs = ({ tab, onTab, regime, onRegime, extra = NO_EXTRA }: Props): ReactNode => {
  const { t } = useTranslation();
  const { changed } = useRuleView();
  const label = (key: RuleTab): ReactNode => {
    const parts = COUNTED[key] ?? [];
    const count = [...changed].filter((id) => parts.includes(id.split(' ')[0] ?? '')).length;
    return (
      <span className="tab-label">
        {t(`rules.parts.${key}`)}
        <CountMark count={count} label={t('rules.changed_count', { count })} />
      </span>
    );
  };
  const part = (key: RuleTab, children: ReactNode): Tab => ({ key, label: label(key), children });
  const tabs: readonly Tab[] = [
    part('approvers', <ApproverPart regime={regime} onRegime={onRegime} />),
    part('catalogue', <CataloguePart />),
    part('ranges', <RangePart regime={regime} onRegime={onRegime} />),
    part('periods', <PeriodPart />),
    part('marks', <MarkPart />),
    part('limits', <LimitPart />),
    part('calendar', <CalendarPart />),
    part('rules', <SentencePart />),
    ...extra,
  ];
  return (
    <WrappedTabs
      activeKey={tabs.some(({ key }) => key === tab) ? tab : 'approvers'}
      onChange={(key) => {
        const chosen = RULE_TABS.find((one) => one === key);
        if (chosen !== undefined) onTab(chosen);
      }}
      items={tabs.map((one) => ({ ...one }))}
    />
  );
};
