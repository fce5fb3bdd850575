import type { CustodyDeskWire } from '@miji/contract';
import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { custodySearch, paths } from '../../app/paths.ts';
import { useGo, useSearchParams } from '../../lib/location.ts';
import { refusalOf } from '../../lib/refusal.ts';
import { useTRPC } from '../../lib/trpc.ts';
import { EmptyNote, Loaded, PageHead } from '../../ui/index.ts';
import { CompanyChoice } from './company-choice.tsx';
import { CustodyCard } from './custody-card.tsx';
import {
  LoanLine,
  ToCollectLine,
  ToCountLine,
  ToDestroyLine,
  ToHandOutLine,
  UnconfirmedLine,
} from './custody-lines.tsx';
import { EnterOriginal } from './enter-original.tsx';
import { StockToTakeLine } from './stock-to-take-line.tsx';
import { useOwnStores } from './store-select.tsx';
import './custody.css';

const isQuiet = (desk: CustodyDeskWire): boolean => Object.values(desk).every((lines) => lines.length === 0);

const CARDS = [
  'to_count',
  'to_hand_out',
  'overdue',
  'due_back',
  'to_collect',
  'to_destroy',
  'stock_to_take',
  'unconfirmed',
] as const;

const DeskShape = (): ReactNode => (
  <div className="custody-desk">
    {['out', 'count', 'due', 'late'].map((card) => (
      <div key={card} className="card">
        <Skeleton active title={{ width: 120 }} paragraph={{ rows: 3 }} />
      </div>
    ))}
  </div>
);

/** Who keeps no store has no desk of this kind. */
const NotKeeper = (): ReactNode => {
  const { t } = useTranslation();
  return (
    <EmptyNote>
      <p>{t('custody.not_keeper')}</p>
      <p>{t('custody.not_keeper_hint')}</p>
    </EmptyNote>
  );
};

interface CardsProps {
  readonly desk: CustodyDeskWire;
  readonly company: string | undefined;
  readonly keeps: boolean;
}

/** The questions of the desk: those with answers first, each in the order in which a day goes. */
const Cards = ({ desk, company, keeps }: CardsProps): ReactNode => {
  const lines = {
    to_count: desk.toCount.map((movement) => <ToCountLine key={movement.id} movement={movement} />),
    to_hand_out: desk.toHandOut.map((line) => (
      <ToHandOutLine key={line.grant} line={line} company={company} keeps={keeps} />
    )),
    overdue: desk.overdue.map((loan) => <LoanLine key={loan.number} loan={loan} />),
    due_back: desk.dueBack.map((loan) => <LoanLine key={loan.number} loan={loan} />),
    to_collect: desk.toCollect.map((line) => <ToCollectLine key={line.copy.id} line={line} />),
    to_destroy: desk.toDestroy.map((line) => <ToDestroyLine key={line.grant} line={line} />),
    stock_to_take: desk.stockToTake.map((line) => (
      <StockToTakeLine key={line.store.id} line={line} company={company} />
    )),
    unconfirmed: desk.unconfirmed.map((movement) => <UnconfirmedLine key={movement.id} movement={movement} />),
  } as const;
  const isEmpty = (card: (typeof CARDS)[number]): number => Number(lines[card].length === 0);
  return CARDS.toSorted((one, other) => isEmpty(one) - isEmpty(other)).map((card) => (
    <CustodyCard key={card} card={card} lines={lines[card]} />
  ));
};

/** The custodian’s desk: what to hand out, to count, due back, overdue, to collect, and what nobody has confirmed. */
export const CustodyPage = (): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const go = useGo();
  const { company } = useSearchParams(custodySearch);
  const query = useQuery(trpc.custody.desk.queryOptions({ company }));
  const keeps = useOwnStores(company).stores.length > 0;
  const code = refusalOf(query.error)?.code;
  const isNone = code === 'NOT_ENTITLED' || code === 'NOT_KEEPER';
  return (
    <div className="page">
      <PageHead
        title={t('custody.title')}
        lead={t('custody.lead')}
        extra={
          <>
            <CompanyChoice value={company} onChange={(to) => go(paths.custody({ company: to }), { replace: true })} />
            {keeps ? <EnterOriginal company={company} /> : null}
          </>
        }
      />
      {isNone ? (
        <NotKeeper />
      ) : (
        <Loaded query={query} skeleton={<DeskShape />}>
          {(desk) => (
            <>
              {isQuiet(desk) ? <EmptyNote>{t('custody.quiet')}</EmptyNote> : null}
              <div className="custody-desk">
                <Cards desk={desk} company={company} keeps={keeps} />
              </div>
            </>
          )}
        </Loaded>
      )}
    </div>
  );
};
