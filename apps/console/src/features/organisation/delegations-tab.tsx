import type { DelegationWire } from '@miji/contract';
import { DELEGABLE_POSTS } from '@miji/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Alert, Button, Segmented } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../lib/session.tsx';
import { useTRPC } from '../../lib/trpc.ts';
import { DelegationLine } from '../../ui/delegation-line.tsx';
import { GiveDelegation } from '../../ui/give-delegation.tsx';
import { EmptyNote, Loaded, LoadMore } from '../../ui/index.ts';
import { useHoldsOffice } from './use-holds-office.ts';

const VIEWS = ['given', 'received', 'company'] as const;
type View = (typeof VIEWS)[number];
const NO_ROWS: readonly DelegationWire[] = [];

/** Who decides for whom: what one has given, what one has received, and for the office all of a company. */
export const DelegationsTab = ({ company }: { readonly company: string }): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const { capacities } = useSession();
  const watches = useHoldsOffice(company, ['security_officer', 'auditor']);
  const [view, setView] = useState<View>(watches ? 'company' : 'given');
  const [open, setOpen] = useState(false);
  const mayGive = capacities.some(({ post, company: { code } }) => code === company && DELEGABLE_POSTS.includes(post));
  const query = useInfiniteQuery(
    trpc.delegations.list.infiniteQueryOptions(
      { view, ...(view === 'company' ? { company } : {}) },
      { getNextPageParam: (page) => page.next },
    ),
  );
  const rows = query.data?.pages.flatMap((page) => page.entries) ?? NO_ROWS;
  return (
    <div className="stack">
      <div className="row">
        <Segmented
          value={view}
          options={VIEWS.filter((value) => value !== 'company' || watches).map((value) => ({
            value,
            label: t(`organisation.delegations.view.${value}`),
          }))}
          onChange={setView}
        />
        {mayGive ? (
          <Button type="primary" onClick={() => setOpen(true)}>
            {t('organisation.delegations.give')}
          </Button>
        ) : null}
      </div>
      <Alert type="info" showIcon title={t('organisation.delegations.rule')} />
      <section className="card" aria-live="polite">
        <Loaded query={query}>
          {() =>
            rows.length === 0 ? (
              <EmptyNote>{t(`organisation.delegations.none.${view}`)}</EmptyNote>
            ) : (
              <>
                <ul className="plain-list">
                  {rows.map((row) => (
                    <DelegationLine key={row.number} delegation={row} revocable={view !== 'received'} />
                  ))}
                </ul>
                <LoadMore query={query} />
              </>
            )
          }
        </Loaded>
      </section>
      <GiveDelegation company={company} open={open} onClose={() => setOpen(false)} />
    </div>
  );
};
