import type { CopySummary } from '@miji/contract';
import { Table } from 'antd';
import type { TableColumnsType } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths.ts';
import { GoLink, LevelTag, Minute, PersonName } from '../../ui/index.ts';
import { CopyFileLink } from './copy-file-link.tsx';

/** The register as a table. */
export const CopyTable = ({ rows }: { readonly rows: readonly CopySummary[] }): ReactNode => {
  const { t } = useTranslation();
  const columns: TableColumnsType<CopySummary> = [
    {
      key: 'number',
      title: t('copies.field.number'),
      render: (_, row) => <strong className="number">{row.number}</strong>,
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
    { key: 'holder', title: t('copies.field.holder'), render: (_, row) => <PersonName person={row.holder} /> },
    { key: 'state', title: t('copies.field.state'), render: (_, row) => t(`copies.state.${row.state}`) },
    { key: 'issued', title: t('copies.field.issued'), render: (_, row) => <Minute at={row.issuedAt} /> },
    { key: 'file', title: t('copies.field.file'), render: (_, row) => <CopyFileLink copy={row} /> },
  ];
  return <Table size="small" rowKey="id" pagination={false} dataSource={rows} columns={columns} />;
};
