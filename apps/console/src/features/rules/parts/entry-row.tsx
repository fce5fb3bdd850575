import type { ScopeEntry } from '@miji/core';
import { REGIME_WORDS } from '@miji/core';
import { Button, Tag } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { LevelTag } from '../../../ui/index.ts';
import { ArticleMark } from '../article-mark.tsx';
import { EntryState } from '../entry-state.tsx';
import { useVoice } from '../entry-words.ts';
import { useRuleView } from '../rule-view.ts';
import { wordsIn } from '../words-in.ts';
import { reasonKey } from './catalogue-sheet.ts';

/** One kind of secret, with its default level and what comes with it. */
export const EntryRow = ({ entry }: { readonly entry: ScopeEntry }): ReactNode => {
  const { t } = useTranslation();
  const { language } = useVoice();
  const { edit, onOpen, article } = useRuleView();
  return (
    <li>
      <div className={entry.closed ? 'entry-row entry-closed' : 'entry-row'}>
        <span className="number soft">{entry.code}</span>
        <span className="entry-name">
          {wordsIn(entry, language)}
          <span className="row entry-facts">
            {entry.closed ? <Tag>{t('rules.catalogue.closed')}</Tag> : null}
            {entry.regimes.map((regime) => (
              <Tag key={regime} variant="outlined">
                {wordsIn(REGIME_WORDS[regime], language)}
              </Tag>
            ))}
            {entry.customerGrade === null ? null : (
              <span className="soft">{t(`rules.catalogue.grade.${entry.customerGrade}`)}</span>
            )}
            <span className="soft">{t(reasonKey(entry))}</span>
            {entry.article === entry.code ? null : (
              <ArticleMark article={entry.article} marked={entry.article === article} />
            )}
          </span>
        </span>
        <span className="entry-level">
          {entry.defaultLevel === null ? (
            <span className="soft">{t('rules.not_set')}</span>
          ) : (
            <LevelTag level={entry.defaultLevel} />
          )}
        </span>
        {edit === null ? null : (
          <Button size="small" onClick={() => onOpen(entry.code)} aria-label={`${t('rules.change')} ${entry.code}`}>
            {t('rules.change')}
          </Button>
        )}
      </div>
      <EntryState part="catalogue" entry={entry.code} />
    </li>
  );
};
