import type { HistoryEntry } from '@miji/contract';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatMinute } from '../../lib/format.ts';
import { ArticleLink, Minute } from '../../ui/index.ts';
import { Section } from './section.tsx';

/** What happened to the item, the latest first. */
export const ItemHistory = ({ history }: { readonly history: readonly HistoryEntry[] }): ReactNode => {
  const { t } = useTranslation();
  return (
    <Section title={t('items.history.title')}>
      <ol className="history">
        {history.map((entry) => (
          <li key={`${entry.at} ${entry.action} ${entry.actor}`}>
            <Minute at={entry.at} />
            <span>
              {t(`trace.action.${entry.action}`)} <bdi>{entry.actor}</bdi>
            </span>
            <span className="soft row">
              {entry.effectiveAt === null || entry.effectiveAt === entry.at ? null : (
                <span>{t('items.history.effective', { at: formatMinute(entry.effectiveAt) })}</span>
              )}
              {entry.article === null ? null : <ArticleLink article={entry.article} />}
            </span>
          </li>
        ))}
      </ol>
    </Section>
  );
};
