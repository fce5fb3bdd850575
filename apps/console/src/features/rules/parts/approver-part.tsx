import type { Regime } from '@miji/core';
import { REGIME_WORDS, REGIMES } from '@miji/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../../lib/language.ts';
import { WrappedTabs } from '../../../ui/index.ts';
import { entryId } from '../model/changes.ts';
import { useRuleView } from '../rule-view.ts';
import type { RuleView } from '../rule-view.ts';
import { wordsIn } from '../words-in.ts';
import { ApproverMatrix } from './approver-matrix.tsx';
import { CellEditor } from './cell-editor.tsx';
import { CountMark } from '../count-mark.tsx';

const isRegime = (word: string | undefined): word is Regime => REGIMES.some((regime) => regime === word);

/** Where nobody chose a regime: that of the entry that is open, or of the article that was asked for. */
const regimeAsked = ({ open, article, document }: RuleView): Regime => {
  const named = open?.split(' ')[0];
  if (isRegime(named)) return named;
  return document.approvers.find((cell) => cell.article === article)?.regime ?? 'group';
};

/** How many cells of a regime differ from what is published. */
const changedIn = (regime: Regime, { changed }: RuleView): number =>
  [...changed].filter((id) => id.startsWith(entryId('approvers', `${regime} `))).length;

interface Props {
  readonly regime: Regime | undefined;
  readonly onRegime: (regime: Regime) => void;
}

/** The approver matrix: a tab for each regime, a row for each operation, a column for each level. */
export const ApproverPart = ({ regime, onRegime }: Props): ReactNode => {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const view = useRuleView();
  const shown = isRegime(view.open?.split(' ')[0]) ? regimeAsked(view) : (regime ?? regimeAsked(view));
  const regimes = view.onlyChanged ? REGIMES.filter((one) => changedIn(one, view) > 0) : REGIMES;
  if (regimes.length === 0) return <p className="empty-note">{t('rules.no_changes_here')}</p>;
  return (
    <>
      <p className="soft">{t('rules.matrix.explain')}</p>
      <WrappedTabs
        activeKey={regimes.includes(shown) ? shown : (regimes[0] ?? 'group')}
        onChange={(key) => {
          if (isRegime(key)) onRegime(key);
        }}
        items={regimes.map((one) => {
          const count = changedIn(one, view);
          const name = wordsIn(REGIME_WORDS[one], language);
          return {
            key: one,
            label: (
              <span className="tab-label">
                {name}
                <CountMark count={count} label={t('rules.changed_count', { count })} />
              </span>
            ),
            children: (
              <>
                <p className="soft">{t(one === 'group' ? 'rules.matrix.group_hint' : 'rules.matrix.further_hint')}</p>
                <ApproverMatrix regime={one} />
              </>
            ),
          };
        })}
      />
      {view.edit === null ? null : <CellEditor />}
    </>
  );
};
