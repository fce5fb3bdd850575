import type { ItemSummary } from '@miji/contract';
import { Grid, Skeleton, Table, Tag } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths.ts';
import { periodWords } from '../../lib/format.ts';
import { useLanguage } from '../../lib/language.ts';
import { useEntryName } from '../../lib/rules.ts';
import { GoLink, LevelTag, Unbroken } from '../../ui/index.ts';

const DeclassifiesWords = ({ item }: { readonly item: ItemSummary }): ReactNode => {
  const { t } = useTranslation();
  const { language } = useLanguage();
  if (item.lastSecretDay === null) return periodWords(item.period, language);
  const words = t(item.level === 'declassified' ? 'items.declassifiedSince' : 'items.declassifiesOn', {
    day: item.lastSecretDay,
  });
  return <Unbroken>{words}</Unbroken>;
};

const StateTag = ({ item }: { readonly item: ItemSummary }): ReactNode => {
  const { t } = useTranslation();
  return item.state === 'proposed' && item.level !== 'declassified' ? (
    <Tag title={t('items.proposedHint')}>{t('items.state.proposed')}</Tag>
  ) : null;
};

const ItemCards = ({ items }: { readonly items: readonly ItemSummary[] }): ReactNode => {
  const entryName = useEntryName();
  return (
    <ul className="plain-list card">
      {items.map((item) => (
        <li key={item.number}>
          <div className="row">
            <LevelTag level={item.level} marked={item.markedLevel} />
            <span className="number soft">{item.number}</span>
            <StateTag item={item} />
          </div>
          <GoLink href={paths.item(item.number)} className="item-title">
            {item.title}
          </GoLink>
          <div className="soft">
            {entryName(item.catalogueCode)} · <DeclassifiesWords item={item} />
          </div>
        </li>
      ))}
    </ul>
  );
};

const ItemTable = ({ items }: { readonly items: readonly ItemSummary[] }): ReactNode => {
  const { t } = useTranslation();
  const entryName = useEntryName();
  return (
    <Table<ItemSummary>
      className="item-table"
      size="medium"
      rowKey="number"
      dataSource={items}
      pagination={false}
      columns={[
        {
          title: t('items.column.level'),
          width: 128,
          render: (_, item) => <LevelTag level={item.level} marked={item.markedLevel} />,
        },
        {
          title: t('items.column.title'),
          render: (_, item) => (
            <>
              <GoLink href={paths.item(item.number)} className="item-title">
                {item.title}
              </GoLink>{' '}
              <StateTag item={item} />
              <div className="soft number">{item.number}</div>
            </>
          ),
        },
        { title: t('items.column.entry'), width: '22%', render: (_, item) => entryName(item.catalogueCode) },
        {
          title: t('items.column.issued'),
          width: 116,
          render: (_, item) => <span className="number">{item.issuedOn}</span>,
        },
        { title: t('items.column.declassifies'), width: '18%', render: (_, item) => <DeclassifiesWords item={item} /> },
      ]}
    />
  );
};

/** Items as a table, or as cards on a phone. */
export const ItemList = ({ items }: { readonly items: readonly ItemSummary[] }): ReactNode => {
  const { md } = Grid.useBreakpoint();
  return md === false ? <ItemCards items={items} /> : <ItemTable items={items} />;
};

/** The list's shape before its first page is there. */
export const ItemListSkeleton = (): ReactNode => (
  <div className="card">
    <Skeleton active title={false} paragraph={{ rows: 12, width: '100%' }} />
  </div>
);
