import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { incidentsSearch } from '../../app/paths.ts';
import { useSearchParams } from '../../lib/location.ts';
import { useTRPC } from '../../lib/trpc.ts';
import { EmptyNote, ExportExcel, Loaded, LoadMore, PageHead } from '../../ui/index.ts';
import { IncidentLine } from './incident-line.tsx';
import { useIncidentSheet } from './incident-sheet.ts';

/** What the register found out by itself and somebody has to look into. @see AR-37 */
export const IncidentsPage = (): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const columns = useIncidentSheet();
  const { company } = useSearchParams(incidentsSearch);
  const query = useInfiniteQuery(
    trpc.incidents.list.infiniteQueryOptions({ company }, { getNextPageParam: ({ next }) => next }),
  );
  const rows = query.data?.pages.flatMap(({ entries }) => entries) ?? [];
  return (
    <div className="page">
      <PageHead
        title={t('incidents.title')}
        lead={t('incidents.lead')}
        extra={<ExportExcel rows={rows} columns={columns} fileName={t('incidents.file_name')} />}
      />
      <section className="card" aria-live="polite">
        <Loaded query={query}>
          {() =>
            rows.length === 0 ? (
              <EmptyNote>{t('incidents.empty')}</EmptyNote>
            ) : (
              <>
                <ul className="plain-list">
                  {rows.map((incident) => (
                    <IncidentLine key={incident.number} incident={incident} />
                  ))}
                </ul>
                <LoadMore query={query} />
              </>
            )
          }
        </Loaded>
      </section>
    </div>
  );
};
