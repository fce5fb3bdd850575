import type { PeopleRow } from '@miji/contract';
import { PEOPLE_COLUMNS, sentenceFor } from '@miji/contract';
import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Radio, Segmented, Table } from 'antd';
import type { TableColumnsType } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../lib/language.ts';
import { dayOf } from '../../lib/format.ts';
import { useTRPC } from '../../lib/trpc.ts';
import type { SheetColumn } from '../../ui/index.ts';
import { EmptyNote, ExportExcel, RefusalNote } from '../../ui/index.ts';
import type { Sheet } from '../sheet-import/read-sheet.ts';
import { saveTemplate } from '../sheet-import/save-template.ts';
import { SheetDrop } from '../sheet-import/sheet-drop.tsx';
import { lastDayOf } from '../../ui/day-field.tsx';
import { useDone } from '../../ui/use-done.ts';
import { useAdministers } from './use-holds-office.ts';

const STATUSES = ['error', 'new', 'changed', 'unchanged'] as const;
const SHOWN_AT_ONCE = 50;

/** People and posts out of a table: first what would change, row by row, then, on one click, all of it. */
export const ImportPeople = ({ company }: { readonly company: string }): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const done = useDone();
  const administers = useAdministers(company);
  const [sheet, setSheet] = useState<{ readonly rows: Sheet; readonly name: string } | null>(null);
  const [wrongRows, setWrongRows] = useState<'refuse_all' | 'leave_out'>('refuse_all');
  const preview = useMutation(trpc.organisation.previewPeopleImport.mutationOptions());
  const write = useMutation(
    trpc.organisation.importPeople.mutationOptions({
      onSuccess: async ({ counts }) => {
        setSheet(null);
        preview.reset();
        await done(t('organisation.import.done', { people: counts.people, begun: counts.begun, ended: counts.ended }));
      },
    }),
  );
  if (!administers) return <EmptyNote>{t('organisation.import.not_yours')}</EmptyNote>;
  const read = (rows: Sheet, name: string): void => {
    setSheet({ rows, name });
    write.reset();
    preview.mutate({ company, rows: rows.map((row) => [...row]) });
  };
  const shown = preview.data;
  return (
    <div className="stack">
      <SheetDrop
        onRead={read}
        disabled={preview.isPending || write.isPending}
        hint={t('organisation.import.columns')}
      />
      <div className="row">
        <Button
          onClick={() =>
            void saveTemplate(
              PEOPLE_COLUMNS.map((column) => t(`organisation.import.column.${column}`)),
              [],
              t('organisation.import.template_name'),
            )
          }
        >
          {t('organisation.import.template')}
        </Button>
      </div>
      <RefusalNote error={preview.error ?? write.error} />
      <div aria-live="polite">{preview.isPending ? <p>{t('organisation.import.looking')}</p> : null}</div>
      {sheet === null || shown === undefined ? null : (
        <section className="card stack">
          <Alert
            type={shown.counts.errors > 0 ? 'warning' : 'info'}
            showIcon
            title={t('organisation.import.would', { ...shown.counts, file: sheet.name })}
          />
          {shown.counts.errors > 0 ? (
            <Radio.Group
              value={wrongRows}
              options={(['refuse_all', 'leave_out'] as const).map((value) => ({
                value,
                label: t(`organisation.import.${value}`),
              }))}
              onChange={(event) => setWrongRows(event.target.value === 'leave_out' ? 'leave_out' : 'refuse_all')}
            />
          ) : null}
          <div className="row">
            <Button
              type="primary"
              loading={write.isPending}
              disabled={shown.counts.errors > 0 && wrongRows === 'refuse_all'}
              onClick={() =>
                write.mutate({
                  company,
                  rows: sheet.rows.map((row) => [...row]),
                  digest: shown.digest,
                  wrongRows,
                })
              }
            >
              {t('organisation.import.write')}
            </Button>
          </div>
          <ImportRows rows={shown.rows} />
        </section>
      )}
    </div>
  );
};

const ImportRows = ({ rows }: { readonly rows: readonly PeopleRow[] }): ReactNode => {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const present = STATUSES.filter((status) => rows.some((row) => row.status === status));
  const [chosen, setChosen] = useState<PeopleRow['status'] | 'all'>('all');
  const listed = chosen === 'all' ? rows : rows.filter((row) => row.status === chosen);
  const wrong = (row: PeopleRow): string =>
    row.findings
      .map(({ column, code, value }) =>
        t('organisation.import.finding', {
          column: t(`organisation.import.column.${column}`),
          value,
          words: sentenceFor(code, language),
        }),
      )
      .join(' ');
  const sheet: readonly SheetColumn<PeopleRow>[] = [
    { title: t('organisation.import.row'), value: ({ row }) => row, width: 8 },
    { title: t('organisation.import.status_head'), value: ({ status }) => t(`organisation.import.status.${status}`) },
    { title: t('organisation.field.name'), value: ({ name }) => name },
    { title: t('organisation.field.employee_number'), value: ({ employeeNumber }) => employeeNumber },
    { title: t('organisation.import.findings'), value: wrong, width: 60 },
  ];
  const columns: TableColumnsType<PeopleRow> = [
    { key: 'row', title: t('organisation.import.row'), dataIndex: 'row', width: 64 },
    {
      key: 'status',
      title: t('organisation.import.status_head'),
      render: (_, { status }) => <strong>{t(`organisation.import.status.${status}`)}</strong>,
    },
    { key: 'name', title: t('organisation.field.name'), dataIndex: 'name' },
    { key: 'number', title: t('organisation.field.employee_number'), dataIndex: 'employeeNumber' },
    {
      key: 'post',
      title: t('organisation.field.post'),
      render: (_, row) =>
        [row.post === null ? null : t(`common.post.${row.post}`), row.department].filter(Boolean).join(' · '),
    },
    {
      key: 'term',
      title: t('organisation.field.term'),
      render: (_, { from, to }) =>
        [from === null ? null : dayOf(from), to === null ? null : lastDayOf(to)].filter(Boolean).join(' – '),
    },
    { key: 'findings', title: t('organisation.import.findings'), render: (_, row) => wrong(row) },
  ];
  return (
    <>
      <div className="row">
        <Segmented
          value={chosen}
          options={[
            { value: 'all' as const, label: t('organisation.import.all', { count: rows.length }) },
            ...present.map((status) => ({
              value: status,
              label: `${t(`organisation.import.status.${status}`)} ${rows.filter((row) => row.status === status).length}`,
            })),
          ]}
          onChange={setChosen}
        />
        <ExportExcel rows={listed} columns={sheet} fileName={t('organisation.import.file_name')} />
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
