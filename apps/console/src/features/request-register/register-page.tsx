import type { RegisterEntry } from '@miji/contract';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Grid } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { paths, registerSearch } from '../../app/paths.ts';
import { useSearchParams } from '../../lib/location.ts';
import { refusalOf } from '../../lib/refusal.ts';
import { useSession } from '../../lib/session.tsx';
import { useTRPC } from '../../lib/trpc.ts';
import { EmptyNote, GoButton, Loaded, LoadMore, PageHead } from '../../ui/index.ts';
import { ExportRegister } from './export-register.tsx';
import { NotEntitledNote } from './not-entitled-note.tsx';
import { RegisterCards } from './register-cards.tsx';
import { RegisterFilters } from './register-filters.tsx';
import { firstRegister } from './register-offices.ts';
import { questionOf } from './register-question.ts';
import { RegisterTable } from './register-table.tsx';
import '../requests/requests.css';
import './request-register.css';

const NO_ROWS: readonly RegisterEntry[] = [];

/** Every request and decision for ever, for whoever answers for a register. @see CD-24 */
export const RegisterPage = (): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const wide = Grid.useBreakpoint().xl === true;
  const first = firstRegister(useSession());
  const search = useSearchParams(registerSearch);
  const question = questionOf(search, first);
  const query = useInfiniteQuery(
    trpc.register.list.infiniteQueryOptions(question, { getNextPageParam: (page) => page.next }),
  );
  const rows = query.data?.pages.flatMap((page) => page.entries) ?? NO_ROWS;
  const { company, order, ...filters } = search;
  const filtered = Object.values(filters).some((value) => value !== undefined);
  const several = company === 'all';
  const notEntitled = refusalOf(query.error)?.code === 'NOT_ENTITLED';
  return (
    <div className="page">
      <PageHead
        title={t('register.title')}
        lead={t('register.lead')}
        extra={
          <>
            <GoButton href={paths.copies()}>{t('register.copies')}</GoButton>
            {notEntitled ? null : (
              <>
                <GoButton href={paths.requestFigures({ company })}>{t('register.figures_link')}</GoButton>
                <ExportRegister question={question} />
              </>
            )}
          </>
        }
      />
      <div className="stack">
        {notEntitled ? (
          <NotEntitledNote />
        ) : (
          <>
            <RegisterFilters />
            <section className="card" aria-live="polite">
              {order === 'slowest' || order === 'quickest' ? (
                <p className="soft register-note">{t('register.only_decided')}</p>
              ) : null}
              <Loaded query={query}>
                {() =>
                  rows.length === 0 ? (
                    <EmptyNote>{t(filtered ? 'register.empty_filtered' : 'register.empty')}</EmptyNote>
                  ) : (
                    <>
                      {wide ? (
                        <RegisterTable rows={rows} several={several} />
                      ) : (
                        <RegisterCards rows={rows} several={several} />
                      )}
                      <LoadMore query={query} />
                    </>
                  )
                }
              </Loaded>
            </section>
          </>
        )}
      </div>
    </div>
  );
};
