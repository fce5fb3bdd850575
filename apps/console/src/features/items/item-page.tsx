import type { ItemDetail } from '@miji/contract';
import { useQuery } from '@tanstack/react-query';
import { Skeleton, Tag } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { usePathNumber } from '../../lib/location.ts';
import { refusalOf } from '../../lib/refusal.ts';
import { useTRPC } from '../../lib/trpc.ts';
import { Loaded, LevelTag, MarkHead } from '../../ui/index.ts';
import { CanDo } from './can-do.tsx';
import { DesignateByNumber } from './designate-by-number.tsx';
import { ItemChanges } from './item-changes.tsx';
import { ItemCopies } from './item-copies.tsx';
import { ItemExclusions } from './item-exclusions.tsx';
import { ItemHistory } from './item-history.tsx';
import { ItemLife } from './item-life.tsx';
import { ItemRange } from './item-range.tsx';
import { ItemSummaryCard } from './item-summary.tsx';
import './item.css';

const Head = ({ item }: { readonly item: ItemDetail }): ReactNode => {
  const { t } = useTranslation();
  return (
    <MarkHead mark={item.mark} level={item.level}>
      <h1>{item.title}</h1>
      <div className="row">
        <LevelTag level={item.level} marked={item.markedLevel} />
        <span className="number soft">{item.number}</span>
        {item.state === 'proposed' && item.level !== 'declassified' ? (
          <Tag title={t('items.proposedHint')}>{t('items.state.proposed')}</Tag>
        ) : null}
      </div>
    </MarkHead>
  );
};

const ItemSkeleton = (): ReactNode => (
  <>
    <Skeleton active paragraph={{ rows: 1 }} className="item-head" />
    <div className="item-grid">
      <aside className="card">
        <Skeleton active paragraph={{ rows: 8 }} />
      </aside>
      <div className="stack">
        <div className="card">
          <Skeleton active paragraph={{ rows: 4 }} />
        </div>
        <div className="card">
          <Skeleton active paragraph={{ rows: 6 }} />
        </div>
      </div>
    </div>
  </>
);

/** One item, without its content: its mark, its life, who may know it, where its copies are, and what one may do. */
export const ItemPage = (): ReactNode => {
  const trpc = useTRPC();
  const number = usePathNumber();
  const query = useQuery(trpc.items.get.queryOptions({ number }));
  return (
    <div className="page">
      <Loaded query={query} skeleton={<ItemSkeleton />}>
        {(item) => (
          <article>
            <header className="item-head">
              <Head item={item} />
            </header>
            <div className="item-grid">
              <CanDo item={item} />
              <div className="stack">
                <ItemLife item={item} />
                <ItemSummaryCard item={item} />
                <ItemRange item={item} />
                <ItemExclusions item={item} />
                <ItemChanges item={item} />
                <ItemCopies item={item} />
                <ItemHistory history={item.history} />
              </div>
            </div>
          </article>
        )}
      </Loaded>
      {refusalOf(query.error)?.code === 'NOT_FOUND' ? <DesignateByNumber number={number} /> : null}
    </div>
  );
};
