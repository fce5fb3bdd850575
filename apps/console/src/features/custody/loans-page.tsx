import type { LoanWire } from '@miji/contract';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Grid } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { loansSearch } from '../../app/paths.ts';
import { useSearchParams } from '../../lib/location.ts';
import { useTRPC, useTRPCClient } from '../../lib/trpc.ts';
import { EmptyNote, ExportAll, Loaded, LoadMore, PageHead, PrintButton } from '../../ui/index.ts';
import { asItemNumber } from '../copies/item-filter.ts';
import { LoanFilters } from './loan-filters.tsx';
import { LoanCards, LoanTable } from './loan-list.tsx';
import { useLoanSheet } from './loan-sheet.ts';
import './custody.css';

const NO_ROWS: readonly LoanWire[] = [];
const PER_PAGE = 100;

/** The register of loans: what went out, to whom, until when, and what came back. @see AR-32 @see CF-25 */
export const LoansPage = (): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const client = useTRPCClient();
  const columns = useLoanSheet();
  const wide = Grid.useBreakpoint().xl === true;
  const search = useSearchParams(loansSearch);
  const { box = 'all', company, borrower: borrowerId, from, to } = search;
  const item = asItemNumber(search.item);
  const question = { box, company, item, borrowerId, from, to };
  const query = useInfiniteQuery(
    trpc.loans.list.infiniteQueryOptions(question, { getNextPageParam: (page) => page.next }),
  );
  const rows = query.data?.pages.flatMap((page) => page.entries) ?? NO_ROWS;
  const filtered = Object.values(search).some((value) => value !== undefined);
  return (
    <div className="page">
      <PageHead
        title={t('custody.loans.title')}
        lead={t('custody.loans.lead')}
        extra={
          <>
            <ExportAll
              columns={columns}
              fileName={t('custody.loans.file_name')}
              fetchPage={(cursor, signal) =>
                client.loans.list.query({ ...question, cursor, limit: PER_PAGE }, { signal })
              }
            />
            <PrintButton fetchSheet={() => client.custody.printRegister.query({ register: 'loans', company, item })}>
              {t('custody.loans.print')}
            </PrintButton>
            <PrintButton
              fetchSheet={() =>
                client.custody.printRegister.query({ register: 'loans_and_destructions', company, item })
              }
            >
              {t('custody.loans.print_with_destructions')}
            </PrintButton>
          </>
        }
      />
      <div className="stack">
        <LoanFilters />
        <section className="card" aria-live="polite">
          <Loaded query={query}>
            {() =>
              rows.length === 0 ? (
                <EmptyNote>{t(filtered ? 'custody.loans.empty_filtered' : 'custody.loans.empty')}</EmptyNote>
              ) : (
                <>
                  {wide ? <LoanTable rows={rows} /> : <LoanCards rows={rows} />}
                  <LoadMore query={query} />
                </>
              )
            }
          </Loaded>
        </section>
      </div>
    </div>
  );
};
