import { useInfiniteQuery } from '@tanstack/react-query';
import { Checkbox } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { holdsSearch, paths } from '../../app/paths.ts';
import { useGo, useSearchParams } from '../../lib/location.ts';
import { refusalOf } from '../../lib/refusal.ts';
import { useTRPC } from '../../lib/trpc.ts';
import { EmptyNote, ExportExcel, Loaded, LoadMore, PageHead } from '../../ui/index.ts';
import { HoldLine } from './hold-line.tsx';
import { useHoldSheet } from './hold-sheet.ts';
import { PlaceHold } from './place-hold.tsx';

/** What is held: nothing leaves it, and nothing of it ends, until somebody else than who placed it lifts that. */
export const HoldsPage = (): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const go = useGo();
  const columns = useHoldSheet();
  const { all } = useSearchParams(holdsSearch);
  const query = useInfiniteQuery(
    trpc.holds.list.infiniteQueryOptions({ inForce: all === undefined }, { getNextPageParam: ({ next }) => next }),
  );
  const holds = query.data?.pages.flatMap(({ entries }) => entries) ?? [];
  const mayPlace = refusalOf(query.error) === null;
  return (
    <div className="page">
      <PageHead
        title={t('holds.title')}
        lead={t('holds.lead')}
        extra={
          mayPlace ? (
            <div className="row">
              <ExportExcel rows={holds} columns={columns} fileName={t('holds.title')} />
              <PlaceHold />
            </div>
          ) : undefined
        }
      />
      <div className="stack">
        {mayPlace ? (
          <Checkbox
            checked={all !== undefined}
            onChange={({ target }) => go(paths.holds({ all: target.checked ? '1' : undefined }), { replace: true })}
          >
            {t('holds.with_lifted')}
          </Checkbox>
        ) : null}
        <section className="card" aria-live="polite">
          <Loaded query={query}>
            {() =>
              holds.length === 0 ? (
                <EmptyNote>{t('holds.empty')}</EmptyNote>
              ) : (
                <>
                  <ul className="plain-list">
                    {holds.map((hold) => (
                      <HoldLine key={`${hold.item} ${hold.placedAt}`} hold={hold} />
                    ))}
                  </ul>
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
