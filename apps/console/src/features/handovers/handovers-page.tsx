import { PrinterOutlined } from '@ant-design/icons';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useEffect } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { handoversSearch, paths } from '../../app/paths.ts';
import { useSearchParams } from '../../lib/location.ts';
import { useTRPC } from '../../lib/trpc.ts';
import { EmptyNote, GoButton, Loaded, LoadMore, PageHead } from '../../ui/index.ts';
import { HandoverCard } from './handover-card.tsx';
import { Holdings } from './holdings.tsx';
import './handovers.css';

/** What stands on one’s name, and the handovers that one gives, takes or watches; one of them alone, as it is printed. @see AR-06 */
export const HandoversPage = (): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const { company, number } = useSearchParams(handoversSearch);
  const query = useInfiniteQuery(
    trpc.handovers.list.infiniteQueryOptions({ company }, { getNextPageParam: (page) => page.next }),
  );
  const all = query.data?.pages.flatMap((page) => page.entries) ?? [];
  const shown = number === undefined ? all : all.filter((handover) => handover.number === number);
  const { hasNextPage, isFetching, isError, fetchNextPage } = query;
  // The one that was asked for may stand further down.
  const searches = number !== undefined && shown.length === 0 && hasNextPage && !isFetching && !isError;
  useEffect(() => {
    if (searches) void fetchNextPage();
  }, [searches, fetchNextPage]);
  return (
    <div className="page">
      <PageHead
        title={t('handovers.title')}
        lead={t('handovers.lead')}
        extra={
          number === undefined ? undefined : (
            <>
              <Button icon={<PrinterOutlined aria-hidden="true" />} onClick={() => window.print()}>
                {t('handovers.print')}
              </Button>
              <GoButton href={paths.handovers({ company })}>{t('handovers.all')}</GoButton>
            </>
          )
        }
      />
      <div className="stack">
        {number === undefined ? <Holdings /> : null}
        <section className="stack" aria-label={t('handovers.list')} aria-live="polite">
          <Loaded query={query}>
            {() =>
              shown.length === 0 ? (
                <EmptyNote>{t(number === undefined ? 'handovers.list_empty' : 'handovers.not_found')}</EmptyNote>
              ) : (
                <>
                  <ul className="handover-list">
                    {shown.map((handover) => (
                      <HandoverCard key={handover.number} handover={handover} whole={number !== undefined} />
                    ))}
                  </ul>
                  {number === undefined ? <LoadMore query={query} /> : null}
                </>
              )
            }
          </Loaded>
        </section>
      </div>
    </div>
  );
};
