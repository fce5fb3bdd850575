import type { LedgerPreview, LedgerReport } from '@miji/contract';
import { sentenceFor } from '@miji/contract';
import { Segmented, Table } from 'antd';
import type { TableColumnsType } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths.ts';
import { useLanguage } from '../../lib/language.ts';
import type { SheetColumn } from '../../ui/index.ts';
import { ExportExcel, GoLink, LevelTag } from '../../ui/index.ts';

type PreviewRow = LedgerPreview['rows'][number];
type ReportRow = LedgerReport['rows'][number];
type Shown = PreviewRow & { readonly number: string | null; readonly outcome: PreviewRow['status'] | 'imported' };

const OUTCOMES = ['error', 'imported', 'new', 'duplicate'] as const;
const SHOWN_AT_ONCE = 50;

interface Props {
  readonly preview: readonly PreviewRow[];
  /** what became of each row, once it was written */
  readonly report: readonly ReportRow[] | null;
}

/** Row by row: what would become of it, or what did. Titles stay in the file. */
export const LedgerRows = ({ preview, report }: Props): ReactNode => {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const [chosen, setChosen] = useState<Shown['outcome'] | 'all'>('all');
  const reported = new Map(report?.map((row) => [row.row, row]));
  const rows = preview.map((row): Shown => {
    const after = reported.get(row.row);
    return {
      ...row,
      number: after?.number ?? null,
      outcome: after?.status ?? row.status,
      findings: after?.findings ?? row.findings,
    };
  });
  const listed = chosen === 'all' ? rows : rows.filter(({ outcome }) => outcome === chosen);
  const present = OUTCOMES.filter((outcome) => rows.some((row) => row.outcome === outcome));
  const wrong = ({ findings }: Shown): string =>
    findings
      .map(({ column, code, article }) =>
        [
          column === null ? null : t(`ledger.column.${column}`),
          sentenceFor(code, language),
          article === null ? null : `（${article}）`,
        ]
          .filter(Boolean)
          .join(' '),
      )
      .join(' ');
  const sheet: readonly SheetColumn<Shown>[] = [
    { title: t('ledger.field.row'), value: ({ row }) => row, width: 8 },
    { title: t('ledger.field.file_number'), value: ({ fileNumber }) => fileNumber },
    { title: t('ledger.field.outcome'), value: ({ outcome }) => t(`ledger.outcome.${outcome}`) },
    { title: t('ledger.field.number'), value: ({ number }) => number },
    { title: t('ledger.field.findings'), value: wrong, width: 60 },
  ];
  const columns: TableColumnsType<Shown> = [
    { key: 'row', title: t('ledger.field.row'), dataIndex: 'row', width: 64 },
    { key: 'file', title: t('ledger.field.file_number'), dataIndex: 'fileNumber' },
    {
      key: 'outcome',
      title: t('ledger.field.outcome'),
      render: (_, { outcome }) => <strong>{t(`ledger.outcome.${outcome}`)}</strong>,
    },
    {
      key: 'level',
      title: t('ledger.field.level'),
      render: (_, { level, declassified }) =>
        level === null ? null : (
          <>
            <LevelTag level={level} /> {declassified ? <span className="soft">{t('ledger.already_over')}</span> : null}
          </>
        ),
    },
    { key: 'copies', title: t('ledger.field.copies'), dataIndex: 'copies' },
    {
      key: 'number',
      title: t('ledger.field.number'),
      render: (_, { number }) =>
        number === null ? null : (
          <GoLink href={paths.item(number)} className="number">
            {number}
          </GoLink>
        ),
    },
    { key: 'findings', title: t('ledger.field.findings'), render: (_, row) => wrong(row) },
  ];
  return (
    <>
      <div className="row">
        <Segmented
          value={chosen}
          options={[
            { value: 'all' as const, label: t('ledger.all', { count: rows.length }) },
            ...present.map((outcome) => ({
              value: outcome,
              label: `${t(`ledger.outcome.${outcome}`)} ${rows.filter((row) => row.outcome === outcome).length}`,
            })),
          ]}
          onChange={setChosen}
        />
        <ExportExcel rows={listed} columns={sheet} fileName={t('ledger.file_name')} />
      </div>
      <Table
        size="small"
        rowKey="row"
        dataSource={listed}
        columns={columns}
        scroll={{ x: 'max-content' }}
        pagination={{ pageSize: SHOWN_AT_ONCE, hideOnSinglePage: true, showSizeChanger: false }}
      />
    </>
  );
};
