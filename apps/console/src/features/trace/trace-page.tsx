import type { TraceEntry } from '@miji/contract';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { paths, traceSearch } from '../../app/paths.ts';
import { useSearchParams } from '../../lib/location.ts';
import { refusalOf } from '../../lib/refusal.ts';
import { useTRPC } from '../../lib/trpc.ts';
import { EmptyNote, GoLink, Loaded, LoadMore, PageHead } from '../../ui/index.ts';
import { asItemNumber } from './item-filter.ts';
import { NotEntitledNote } from './not-entitled-note.tsx';
import { TraceExport } from './trace-export.tsx';
import { TraceFilters } from './trace-filters.tsx';
import { TraceList } from './trace-list.tsx';
import './trace.css';

const NO_ROWS: readonly TraceEntry[] = [];

/** Who did what and when, or was refused it. */
export const TracePage = (): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const { company, item, person, action, refused, from, to } = useSearchParams(traceSearch);
  const query = useInfiniteQuery(
    trpc.trace.list.infiniteQueryOptions(
      { company, item: asItemNumber(item), personId: person, action, refusedOnly: refused === '1', from, to },
      { getNextPageParam: (page) => page.next },
    ),
  );
  const rows = query.data?.pages.flatMap((page) => page.entries) ?? NO_ROWS;
  const filtered = [item, person, action, refused, from, to].some((value) => value !== undefined);
  const notEntitled = refusalOf(query.error)?.code === 'NOT_ENTITLED';
  return (
    <div className="page">
      <PageHead
        title={t('trace.title')}
        lead={t('trace.intro')}
        extra={notEntitled ? undefined : <GoLink href={paths.whoseCopy()}>{t('whoseCopy.link')}</GoLink>}
      />
      <div className="stack">
        <TraceFilters />
        {notEntitled ? (
          <NotEntitledNote />
        ) : (
          <div className="trace-columns">
            <section className="card" aria-live="polite">
              <Loaded query={query}>
                {() =>
                  rows.length === 0 ? (
                    <EmptyNote>{filtered ? t('trace.empty_filtered') : t('trace.empty')}</EmptyNote>
                  ) : (
                    <>
                      <TraceList rows={rows} />
                      <LoadMore query={query} />
                    </>
                  )
                }
              </Loaded>
            </section>
            <TraceExport />
          </div>
        )}
      </div>
    </div>
  );
};
