import type { CopySummary } from '@miji/contract';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Grid } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { copiesSearch, paths } from '../../app/paths.ts';
import { useSearchParams } from '../../lib/location.ts';
import { useSession } from '../../lib/session.tsx';
import { useTRPC } from '../../lib/trpc.ts';
import { EmptyNote, GoButton, Loaded, LoadMore, PageHead } from '../../ui/index.ts';
import { registersOf } from '../request-register/register-offices.ts';
import { Conservation } from './conservation.tsx';
import { CopyCards } from './copy-cards.tsx';
import { CopyFilters } from './copy-filters.tsx';
import { copiesQuestion } from './copies-question.ts';
import { CopyTable } from './copy-table.tsx';
import { CopyTreeSection } from './copy-tree-section.tsx';
import { ExportCopies } from './export-copies.tsx';
import '../items/item.css';
import './copies.css';

const NO_ROWS: readonly CopySummary[] = [];

/** The register of copies: each counts as an original. @see GS-24 */
export const CopiesPage = (): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const wide = Grid.useBreakpoint().xl === true;
  const search = useSearchParams(copiesSearch);
  const answers = registersOf(useSession()).length > 0;
  const question = copiesQuestion(search);
  const query = useInfiniteQuery(
    trpc.copies.list.infiniteQueryOptions(question, { getNextPageParam: (page) => page.next }),
  );
  const rows = query.data?.pages.flatMap((page) => page.entries) ?? NO_ROWS;
  const { company: _, ...filters } = search;
  const filtered = Object.values(filters).some((value) => value !== undefined);
  return (
    <div className="page">
      <PageHead
        title={t('copies.title')}
        lead={t('copies.intro')}
        extra={
          <>
            {answers ? <GoButton href={paths.register()}>{t('register.title')}</GoButton> : null}
            <ExportCopies question={question} />
          </>
        }
      />
      <div className="stack">
        <CopyFilters />
        {question.item === undefined ? null : <CopyTreeSection item={question.item} />}
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
