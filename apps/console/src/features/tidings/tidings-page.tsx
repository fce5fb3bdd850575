import { REGISTER_POSTS } from '@miji/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Checkbox } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { paths, tidingsSearch } from '../../app/paths.ts';
import { useGo, useSearchParams } from '../../lib/location.ts';
import { useSession } from '../../lib/session.tsx';
import { useTRPC } from '../../lib/trpc.ts';
import { EmptyNote, ExportExcel, Loaded, LoadMore, PageHead, SearchField } from '../../ui/index.ts';
import { asItemNumber } from '../copies/item-filter.ts';
import { TidingsLine } from './tidings-line.tsx';
import { useTidingsSheet } from './tidings-sheet.ts';
import './tidings.css';

/** Changes that one has to know of because one holds a copy; of one item, for the offices of the register, who has confirmed. */
export const TidingsPage = (): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const go = useGo();
  const columns = useTidingsSheet();
  const { capacities } = useSession();
  const search = useSearchParams(tidingsSearch);
  const item = asItemNumber(search.item);
  const unconfirmedOnly = search.open !== undefined;
  const keeps = capacities.some(({ post }) => REGISTER_POSTS.includes(post));
  const query = useInfiniteQuery(
    trpc.tidings.list.infiniteQueryOptions({ item, unconfirmedOnly }, { getNextPageParam: ({ next }) => next }),
  );
  const rows = query.data?.pages.flatMap(({ entries }) => entries) ?? [];
  const confirmed = rows.filter(({ confirmedAt }) => confirmedAt !== null).length;
  const none = unconfirmedOnly
    ? t('tidings.empty_unconfirmed')
    : t(item === undefined ? 'tidings.empty' : 'tidings.empty_item');
  return (
    <div className="page">
      <PageHead
        title={item === undefined ? t('tidings.title') : t('tidings.of_item', { item })}
        lead={t('tidings.lead')}
        extra={<ExportExcel rows={rows} columns={columns} fileName={t('tidings.file_name')} />}
      />
      <div className="stack">
        <div className="row tidings-filters">
          {keeps ? (
            <SearchField
              value={search.item}
              label={t('tidings.item_hint')}
              onSearch={(typed) => go(paths.tidings({ ...search, item: typed?.toUpperCase() }), { replace: true })}
            />
          ) : null}
          <Checkbox
            checked={unconfirmedOnly}
            onChange={({ target }) =>
              go(paths.tidings({ ...search, open: target.checked ? '1' : undefined }), { replace: true })
            }
          >
            {t('tidings.unconfirmed')}
          </Checkbox>
          {rows.length === 0 ? null : (
            <span className="soft">{t('tidings.progress', { all: rows.length, confirmed })}</span>
          )}
        </div>
        <section className="card" aria-live="polite">
          <Loaded query={query}>
            {() =>
              rows.length === 0 ? (
                <EmptyNote>{none}</EmptyNote>
              ) : (
                <>
                  <ul className="plain-list">
                    {rows.map((one) => (
                      <TidingsLine key={one.id} tidings={one} />
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
