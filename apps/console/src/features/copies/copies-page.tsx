import type { CopySummary } from '@miji/contract';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Grid } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { copiesSearch, paths } from '../../app/paths.ts';
import { useSearchParams } from '../../lib/location.ts';
import { useSession } from '../../lib/session.tsx';
import { useTRPC } from '../../lib/trpc.ts';
import { EmptyNote, ExportExcel, GoButton, Loaded, LoadMore, PageHead } from '../../ui/index.ts';
import { registersOf } from '../request-register/register-offices.ts';
import { Conservation } from './conservation.tsx';
import { CopyCards } from './copy-cards.tsx';
import { CopyFilters } from './copy-filters.tsx';
import { useCopySheet } from './copy-sheet.ts';
import { CopyTable } from './copy-table.tsx';
import { asItemNumber } from './item-filter.ts';
import './copies.css';

const NO_ROWS: readonly CopySummary[] = [];

/** The register of copies: each counts as an original. @see GS-24 */
export const CopiesPage = (): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const wide = Grid.useBreakpoint().xl === true;
  const { company, item, holder, state } = useSearchParams(copiesSearch);
  const columns = useCopySheet();
  const answers = registersOf(useSession()).length > 0;
  const query = useInfiniteQuery(
    trpc.copies.list.infiniteQueryOptions(
      { company, item: asItemNumber(item), holderId: holder, state },
      { getNextPageParam: (page) => page.next },
    ),
  );
  const rows = query.data?.pages.flatMap((page) => page.entries) ?? NO_ROWS;
  const filtered = [item, holder, state].some((value) => value !== undefined);
  return (
    <div className="page">
      <PageHead
        title={t('copies.title')}
        lead={t('copies.intro')}
        extra={
          <>
            {answers ? <GoButton href={paths.register()}>{t('register.title')}</GoButton> : null}
            <ExportExcel rows={rows} columns={columns} fileName={t('copies.file_name')} />
          </>
        }
      />
      <div className="stack">
        <CopyFilters />
        <section className="card" aria-live="polite">
          <Loaded query={query}>
            {() =>
              rows.length === 0 ? (
                <EmptyNote>{filtered ? t('copies.empty_filtered') : t('copies.empty')}</EmptyNote>
              ) : (
                <>
                  {wide ? <CopyTable rows={rows} /> : <CopyCards rows={rows} />}
                  <LoadMore query={query} />
                </>
              )
            }
          </Loaded>
        </section>
        <Conservation />
      </div>
    </div>
  );
};
