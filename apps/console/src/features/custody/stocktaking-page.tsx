import type { StocktakingLine, StocktakingWire } from '@miji/contract';
import { useQuery } from '@tanstack/react-query';
import { Button, Progress } from 'antd';
import { PrinterOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatMinute } from '../../lib/format.ts';
import { usePathNumber } from '../../lib/location.ts';
import { useTRPC } from '../../lib/trpc.ts';
import type { SheetColumn } from '../../ui/index.ts';
import { ExportExcel, Loaded, Minute, PageHead, PersonName } from '../../ui/index.ts';
import { CloseStocktaking } from './close-stocktaking.tsx';
import { CountingCard } from './counting.tsx';
import { Differences } from './differences.tsx';
import { findingWords } from './finding-words.ts';
import './custody.css';

const useFindingSheet = (): readonly SheetColumn<StocktakingLine>[] => {
  const { t } = useTranslation();
  return [
    { title: t('custody.copy'), value: ({ copy }) => copy, width: 26 },
    { title: t('custody.stocktaking.finding'), value: (line) => findingWords(line, t), width: 26 },
    {
      title: t('custody.stocktaking.means_title'),
      value: ({ means }) => (means === null ? null : t(`custody.stocktaking.means.${means}`)),
      width: 12,
    },
    { title: t('custody.stocktaking.elsewhere'), value: ({ elsewhere }) => elsewhere, width: 26 },
    {
      title: t('custody.stocktaking.counted_at'),
      value: ({ countedAt }) => (countedAt === null ? null : formatMinute(countedAt)),
    },
    { title: t('custody.stocktaking.counted_by'), value: ({ countedBy }) => countedBy?.name ?? null, width: 12 },
  ];
};

/** How far it has come, by whom it was begun and closed. */
const Course = ({ stocktaking }: { readonly stocktaking: StocktakingWire }): ReactNode => {
  const { t } = useTranslation();
  const { expected, missing, surplus, begunBy, begunAt, closedBy, closedAt } = stocktaking;
  const counted = expected - missing;
  const percent = expected === 0 ? 100 : Math.round((counted / expected) * 100);
  return (
    <section className="card">
      <strong>{t('custody.stocktaking.counted_of', { counted, expected })}</strong>{' '}
      {closedAt === null || (missing === 0 && surplus === 0) ? null : (
        <span className="custody-late">{t('custody.stocktaking.differences', { missing, surplus })}</span>
      )}
      <Progress
        percent={percent}
        showInfo={false}
        strokeColor="var(--accent)"
        aria-label={t('custody.stocktaking.counted_of', { counted, expected })}
      />
      <div className="soft">
        {t('custody.stocktaking.begun_by')} <PersonName person={begunBy} /> <Minute at={begunAt} />
        {closedAt === null || closedBy === null ? null : (
          <>
            {' '}
            · {t('custody.stocktaking.closed_by')} <PersonName person={closedBy} /> <Minute at={closedAt} />
          </>
        )}
      </div>
    </section>
  );
};

/** Who may do what in one that is open, so that nobody looks in vain for a button. @see GS-26 */
const Rules = ({ mayCount, mayClose }: { readonly mayCount: boolean; readonly mayClose: boolean }): ReactNode => {
  const { t } = useTranslation();
  return (
    <p className="soft">
      {mayCount ? null : `${t('custody.stocktaking.other_counts')} `}
      {mayClose ? null : `${t('custody.stocktaking.other_closes')} `}
      {t('custody.stocktaking.unseen')}
    </p>
  );
};

/** One stocktaking: labels are read, the differences stand below, and somebody else closes it. */
export const StocktakingPage = (): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const number = usePathNumber();
  const columns = useFindingSheet();
  const query = useQuery(trpc.stocktakings.get.queryOptions({ number }));
  return (
    <div className="page">
      <Loaded query={query}>
        {({ stocktaking, lines, mayCount, mayClose }) => {
          const isOpen = stocktaking.closedAt === null;
          const { store } = stocktaking;
          return (
            <>
              <PageHead
                title={`${t('custody.stocktaking.title')} ${store.code} ${store.name}`}
                lead={<span className="number">{stocktaking.number}</span>}
                extra={
                  <>
                    <ExportExcel rows={lines} columns={columns} fileName={stocktaking.number} />
                    <Button icon={<PrinterOutlined aria-hidden="true" />} onClick={() => window.print()}>
                      {t('custody.stocktaking.print')}
                    </Button>
                    {mayClose ? <CloseStocktaking stocktaking={stocktaking} /> : null}
                  </>
                }
              />
              <div className="stack">
                <Course stocktaking={stocktaking} />
                {mayCount ? <CountingCard number={stocktaking.number} /> : null}
                {isOpen ? <Rules mayCount={mayCount} mayClose={mayClose} /> : null}
                <Differences lines={lines} />
              </div>
            </>
          );
        }}
      </Loaded>
    </div>
  );
};
