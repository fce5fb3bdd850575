import type { CopySummary } from '@miji/contract';
import { Table } from 'antd';
import type { TableColumnsType } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths.ts';
import { GoLink, LevelTag, Minute, PersonName } from '../../ui/index.ts';
import { CopyFileLink } from './copy-file-link.tsx';
import { StateSign } from './state-sign.tsx';

/** The register as a table. */
export const CopyTable = ({ rows }: { readonly rows: readonly CopySummary[] }): ReactNode => {
  const { t } = useTranslation();
  const columns: TableColumnsType<CopySummary> = [
    {
      key: 'number',
      title: t('copies.field.number'),
      render: (_, row) => (
        <GoLink href={paths.copy(row.id)} className="copy-number number">
          {row.number}
        </GoLink>
      ),
    },
    {
      key: 'item',
      title: t('copies.field.item'),
      render: (_, row) => (
        <GoLink href={paths.item(row.item)} className="number">
          {row.item}
        </GoLink>
      ),
    },
    {
      key: 'mark',
      title: t('copies.field.mark'),
      render: (_, row) => (
        <>
          <LevelTag level={row.level} />
          <div lang="zh-CN">{row.mark}</div>
        </>
      ),
    },
    { key: 'kind', title: t('copies.field.kind'), render: (_, row) => t(`copies.kind.${row.kind}`) },
    {
      key: 'holder',
      title: t('copies.field.holder'),
      render: (_, row) => (
        <>
          <PersonName person={row.holder} />
          {row.store === null ? null : <div className="soft">{row.store.name}</div>}
        </>
      ),
    },
    {
      key: 'state',
      title: t('copies.field.state'),
      render: (_, row) => (
        <>
          <StateSign copy={row} />
          {row.dueAt === null ? null : (
            <div className="soft">
              {t('copies.field.due')} <Minute at={row.dueAt} />
            </div>
          )}
        </>
      ),
    },
    {
      key: 'parent',
      title: t('copies.field.parent'),
      render: (_, row) =>
        row.parent === null ? null : (
          <GoLink href={paths.copy(row.parent)} className="number">
            {row.parent.slice(row.parent.lastIndexOf('-') + 1)}
          </GoLink>
        ),
    },
    { key: 'issued', title: t('copies.field.issued'), render: (_, row) => <Minute at={row.issuedAt} /> },
    { key: 'file', title: t('copies.field.file'), render: (_, row) => <CopyFileLink copy={row} /> },
  ];
  return <Table size="small" rowKey="id" pagination={false} dataSource={rows} columns={columns} />;
};
