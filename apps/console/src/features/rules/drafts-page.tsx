import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths.ts';
import { useTRPC } from '../../lib/trpc.ts';
import { EmptyNote, GoButton, Loaded, PageHead } from '../../ui/index.ts';
import { DraftLine } from './draft-line.tsx';
import { StartButtons } from './start-buttons.tsx';
import './rules.css';

/** Every draft that one's office may see: those that wait first, then what became of the others. */
export const RuleDraftsPage = (): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const query = useQuery(trpc.rules.drafts.queryOptions({}));
  return (
    <div className="page">
      <PageHead
        title={t('rules.draft.title')}
        lead={t('rules.draft.lead')}
        extra={
          <>
            {query.data === undefined ? null : <StartButtons drafts={query.data.entries} />}
            <GoButton href={paths.rules()}>{t('rules.back')}</GoButton>
          </>
        }
      />
      <Loaded query={query}>
        {({ entries }) => {
          const waiting = entries.filter(({ state }) => state === 'proposed' || state === 'draft');
          const over = entries.filter(({ state }) => state === 'published' || state === 'discarded');
          return (
            <div className="stack">
              <section className="card">
                <h2>{t('rules.draft.open')}</h2>
                {waiting.length === 0 ? (
                  <EmptyNote>{t('rules.draft.none')}</EmptyNote>
                ) : (
                  <ul className="plain-list">
                    {waiting.map((draft) => (
                      <DraftLine key={draft.number} draft={draft} />
                    ))}
                  </ul>
                )}
              </section>
              {over.length === 0 ? null : (
                <section className="card">
                  <h2>{t('rules.draft.over')}</h2>
                  <ul className="plain-list">
                    {over.map((draft) => (
                      <DraftLine key={draft.number} draft={draft} />
                    ))}
                  </ul>
                </section>
              )}
            </div>
          );
        }}
      </Loaded>
    </div>
  );
};
