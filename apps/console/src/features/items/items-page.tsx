import { PlusOutlined } from '@ant-design/icons';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { itemsSearch, paths } from '../../app/paths.ts';
import { useGo, useSearchParams } from '../../lib/location.ts';
import { useSearchWords } from '../../lib/search-words.ts';
import { useTRPC } from '../../lib/trpc.ts';
import { EmptyNote, GoButton, Loaded, LoadMore, PageHead } from '../../ui/index.ts';
import { ItemFilters } from './item-filters.tsx';
import { ItemList, ItemListSkeleton } from './item-list.tsx';
import { ItemsExport } from './items-export.tsx';
import './items.css';

/** The items that one may know. Every filter stands in the address, but never the words searched for. */
export const ItemsPage = (): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const go = useGo();
  const filters = useSearchParams(itemsSearch);
  const { company, level, catalogue, sort } = filters;
  const [search, setSearch] = useSearchWords();
  const query = useInfiniteQuery(
    trpc.items.list.infiniteQueryOptions(
      { company, level, catalogueCode: catalogue, search, sort },
      { getNextPageParam: ({ next }) => next },
    ),
  );
  const entries = query.data?.pages.flatMap((page) => page.entries) ?? [];
  const isFiltered = [company, level, catalogue, search].some((filter) => filter !== undefined);
  const clear = (): void => {
    setSearch(undefined);
    go(paths.items(), { replace: true });
  };
  return (
    <div className="page">
      <PageHead
        title={t('items.title')}
        lead={t('items.lead')}
        extra={
          <>
            <ItemsExport items={entries} />
            <GoButton type="primary" icon={<PlusOutlined aria-hidden="true" />} href={paths.registerItem()}>
              {t('items.register')}
            </GoButton>
          </>
        }
      />
      <ItemFilters
        filters={filters}
        search={search}
        onSearch={setSearch}
        onChange={(change) => go(paths.items({ ...filters, ...change }), { replace: true })}
      />
      <Loaded query={query} skeleton={<ItemListSkeleton />}>
        {() =>
          entries.length === 0 ? (
            <div className="card">
              <EmptyNote>
                <p>{t(isFiltered ? 'items.emptyFiltered' : 'items.empty')}</p>
                {isFiltered ? <Button onClick={clear}>{t('items.clear')}</Button> : null}
              </EmptyNote>
            </div>
          ) : (
            <>
              <ItemList items={entries} />
              <LoadMore query={query} />
            </>
          )
        }
      </Loaded>
    </div>
  );
};
