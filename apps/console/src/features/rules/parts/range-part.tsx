import type { RangeRule, Regime, SecretLevel } from '@miji/core';
import {
  NAMER_WORDS,
  NAMERS,
  RANGE_MEMBER_KINDS,
  rangeKey,
  READER_WORDS,
  REGIME_WORDS,
  REGIMES,
  SECRET_LEVELS,
} from '@miji/core';
import { Button, Checkbox, Input } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { LevelTag, WrappedTabs } from '../../../ui/index.ts';
import { ArticleMark } from '../article-mark.tsx';
import { EntryState } from '../entry-state.tsx';
import { rangeSentences, useVoice } from '../entry-words.ts';
import { entryId } from '../model/changes.ts';
import { dropRange, putRange } from '../model/content.ts';
import { useRuleView } from '../rule-view.ts';
import { wordsIn } from '../words-in.ts';
import { isArticle } from './article-field.tsx';

/** What a regime that said nothing so far would say first: nobody, until somebody is ticked. */
const emptyRule = (regime: Regime, level: SecretLevel): RangeRule => ({
  regime,
  level,
  members: [],
  namers: [],
  managerKnows: false,
  executivesKnow: false,
  article: 'K-07',
});

const RangeForm = ({ rule }: { readonly rule: RangeRule }): ReactNode => {
  const { t } = useTranslation();
  const { language } = useVoice();
  const { edit } = useRuleView();
  const [article, setArticle] = useState(rule.article);
  const change = (part: Partial<RangeRule>): void => edit?.(putRange({ ...rule, ...part }));
  return (
    <div className="stack range-form">
      <div className="field">
        <span>{t('rules.range.who_stands')}</span>
        <Checkbox.Group
          className="check-list"
          value={[...rule.members]}
          options={RANGE_MEMBER_KINDS.map((kind) => ({ value: kind, label: wordsIn(READER_WORDS[kind], language) }))}
          onChange={(members) => change({ members: RANGE_MEMBER_KINDS.filter((kind) => members.includes(kind)) })}
        />
      </div>
      <div className="field">
        <span>{t('rules.range.who_names')}</span>
        <Checkbox.Group
          className="check-list"
          value={[...rule.namers]}
          options={NAMERS.map((namer) => ({ value: namer, label: wordsIn(NAMER_WORDS[namer], language) }))}
          onChange={(namers) => change({ namers: NAMERS.filter((namer) => namers.includes(namer)) })}
        />
      </div>
      <div className="field">
        <span>{t('rules.range.by_office')}</span>
        <Checkbox checked={rule.managerKnows} onChange={({ target }) => change({ managerKnows: target.checked })}>
          {t('rules.range.manager_knows')}
        </Checkbox>
        <Checkbox checked={rule.executivesKnow} onChange={({ target }) => change({ executivesKnow: target.checked })}>
          {t('rules.range.executives_know')}
        </Checkbox>
      </div>
      <Input
        aria-label={t('rules.article.label')}
        prefix={<span className="soft">{t('rules.article.label')}</span>}
        value={article}
        maxLength={12}
        {...(isArticle(article) ? {} : { status: 'error' as const })}
        onChange={({ target }) => {
          const typed = target.value.toUpperCase();
          setArticle(typed);
          if (isArticle(typed)) change({ article: typed.trim() });
        }}
      />
    </div>
  );
};

const RangeCard = ({ regime, level }: { readonly regime: Regime; readonly level: SecretLevel }): ReactNode => {
  const { t } = useTranslation();
  const voice = useVoice();
  const { document, article, edit, group, own } = useRuleView();
  const key = rangeKey({ regime, level });
  const rule = document.ranges.find((one) => rangeKey(one) === key);
  return (
    <section className="range-card" aria-label={t(`common.level.${level}`)}>
      <header className="row">
        <LevelTag level={level} />
        {rule === undefined ? null : <ArticleMark article={rule.article} marked={rule.article === article} />}
      </header>
      {rule === undefined ? (
        <p className="soft">{t(regime === 'group' ? 'rules.range.none_group' : 'rules.range.none_further')}</p>
      ) : edit === null ? (
        <ul>
          {rangeSentences(rule, voice).map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      ) : (
        <RangeForm rule={rule} />
      )}
      <EntryState part="ranges" entry={key} />
      {edit === null ? null : (
        <div className="row">
          {rule === undefined ? (
            <Button size="small" onClick={() => edit(putRange(emptyRule(regime, level)))}>
              {t('rules.range.add')}
            </Button>
          ) : null}
          {rule !== undefined && group === null && regime !== 'group' ? (
            <Button size="small" danger onClick={() => edit(dropRange(key))}>
              {t('rules.remove')}
            </Button>
          ) : null}
          {group !== null && own.has(entryId('ranges', key)) ? (
            <Button size="small" danger onClick={() => edit(dropRange(key))}>
              {t('rules.back_to_group')}
            </Button>
          ) : null}
        </div>
      )}
    </section>
  );
};

interface Props {
  readonly regime: Regime | undefined;
  readonly onRegime: (regime: Regime) => void;
}

/** Who may know what, level by level: what may stand in a range, who names, who knows by office. */
export const RangePart = ({ regime, onRegime }: Props): ReactNode => {
  const { t } = useTranslation();
  const { language } = useVoice();
  const { document, changed, onlyChanged, article } = useRuleView();
  const isShown = (one: Regime, level: SecretLevel): boolean =>
    !onlyChanged || changed.has(entryId('ranges', rangeKey({ regime: one, level })));
  const regimes = REGIMES.filter((one) => SECRET_LEVELS.some((level) => isShown(one, level)));
  if (regimes.length === 0) return <p className="empty-note">{t('rules.no_changes_here')}</p>;
  const asked = regime ?? document.ranges.find((rule) => rule.article === article)?.regime ?? 'group';
  return (
    <>
      <p className="soft">{t('rules.range.explain')}</p>
      <WrappedTabs
        activeKey={regimes.includes(asked) ? asked : (regimes[0] ?? 'group')}
        onChange={(key) => {
          const chosen = REGIMES.find((one) => one === key);
          if (chosen !== undefined) onRegime(chosen);
        }}
        items={regimes.map((one) => ({
          key: one,
          label: wordsIn(REGIME_WORDS[one], language),
          children: (
            <div className="range-cards">
              {SECRET_LEVELS.filter((level) => isShown(one, level)).map((level) => (
                <RangeCard key={level} regime={one} level={level} />
              ))}
            </div>
          ),
        }))}
      />
    </>
  );
};
