import type { DelegationWire } from '@miji/contract';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useTRPC } from '../../lib/trpc.ts';
import { DelegationLine } from '../../ui/delegation-line.tsx';
import { EmptyNote, Loaded, LoadMore } from '../../ui/index.ts';

const NO_ROWS: readonly DelegationWire[] = [];

/** Delegations that one has given or received: those in force first, then the newest. */
export const DelegationList = ({ view }: { readonly view: 'given' | 'received' }): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const query = useInfiniteQuery(
    trpc.delegations.list.infiniteQueryOptions({ view }, { getNextPageParam: (page) => page.next }),
  );
  const loaded = query.data?.pages.flatMap((page) => page.entries) ?? NO_ROWS;
  const rows = loaded.toSorted((a, b) => Number(b.inForce) - Number(a.inForce));
  return (
    <section className="card" aria-label={t(`organisation.delegations.view.${view}`)}>
      <h2>{t(`organisation.delegations.view.${view}`)}</h2>
      <Loaded query={query}>
        {() =>
          rows.length === 0 ? (
            <EmptyNote>{t(`organisation.delegations.none.${view}`)}</EmptyNote>
          ) : (
            <>
              <ul className="plain-list">
                {rows.map((row) => (
                  <DelegationLine key={row.number} delegation={row} revocable={view === 'given'} />
                ))}
              </ul>
              <LoadMore query={query} />
            </>
          )
        }
      </Loaded>
    </section>
  );
};
