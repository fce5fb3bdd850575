import type { StocktakingWire } from '@miji/contract';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { paths, stocktakingsSearch } from '../../app/paths.ts';
import { useGo, useSearchParams } from '../../lib/location.ts';
import { useTRPC } from '../../lib/trpc.ts';
import { EmptyNote, GoButton, Loaded, LoadMore, Minute, PageHead, PersonName } from '../../ui/index.ts';
import { BeginStocktaking } from './begin-stocktaking.tsx';
import { CompanyChoice } from './company-choice.tsx';
import { useOwnStores } from './store-select.tsx';
import './custody.css';

/** One stocktaking: of which store, by whom, and what it found. */
const StocktakingLine = ({ stocktaking }: { readonly stocktaking: StocktakingWire }): ReactNode => {
  const { t } = useTranslation();
  const { number, store, begunBy, begunAt, closedBy, closedAt, expected, missing, surplus } = stocktaking;
  const counted = expected - missing;
  const isOver = closedAt !== null;
  return (
    <li className="row">
      <div className="grow">
        <div>
          <strong className="number">{number}</strong> {store.code} {store.name} ·{' '}
          {t(isOver ? 'custody.stocktaking.over' : 'custody.stocktaking.under_way')}
        </div>
        <div className="soft">
          {t('custody.stocktaking.counted_of', { counted, expected })}
          {isOver && (missing > 0 || surplus > 0) ? (
            <span className="custody-late"> · {t('custody.stocktaking.differences', { missing, surplus })}</span>
          ) : null}
        </div>
        <div className="soft">
          {t('custody.stocktaking.begun_by')} <PersonName person={begunBy} /> <Minute at={begunAt} />
          {closedAt === null || closedBy === null ? null : (
            <>
              {' '}
              · {t('custody.stocktaking.closed_by')} <PersonName person={closedBy} /> <Minute at={closedAt} />
            </>
          )}
        </div>
      </div>
      <GoButton href={paths.stocktaking(number)} type={isOver ? 'default' : 'primary'}>
        {t(isOver ? 'custody.stocktaking.see' : 'custody.stocktaking.open')}
      </GoButton>
    </li>
  );
};

/** Every stocktaking of a company, the newest first. */
export const StocktakingsPage = (): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const go = useGo();
  const { company, store } = useSearchParams(stocktakingsSearch);
  const query = useInfiniteQuery(
    trpc.stocktakings.list.infiniteQueryOptions({ company, storeId: store }, { getNextPageParam: (page) => page.next }),
  );
  const keeps = useOwnStores(company).stores.length > 0;
  const rows = query.data?.pages.flatMap((page) => page.entries) ?? [];
  return (
    <div className="page">
      <PageHead
        title={t('custody.stocktaking.title')}
        lead={t('custody.stocktaking.lead')}
        extra={
          <>
            <CompanyChoice
              value={company}
              onChange={(to) => go(paths.stocktakings({ company: to }), { replace: true })}
            />
            {keeps ? <BeginStocktaking company={company} store={store} /> : null}
          </>
        }
      />
      <section className="card" aria-live="polite">
        <Loaded query={query}>
          {() =>
            rows.length === 0 ? (
              <EmptyNote>{t('custody.stocktaking.empty')}</EmptyNote>
            ) : (
              <>
                <ul className="plain-list">
                  {rows.map((stocktaking) => (
                    <StocktakingLine key={stocktaking.number} stocktaking={stocktaking} />
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
