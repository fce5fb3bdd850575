import type { RulePart } from '@miji/core';
import { RULE_PARTS } from '@miji/core';
import { Grid, Table, Tag } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ExportExcel } from '../../ui/index.ts';
import type { SheetColumn } from '../../ui/index.ts';
import { entryLabel, entryWords, useVoice } from './entry-words.ts';
import type { EntryChange } from './model/changes.ts';

interface Row {
  readonly id: string;
  readonly company: string | null;
  readonly part: RulePart;
  readonly label: string;
  readonly before: string | null;
  readonly after: string | null;
}

const useRows = (changes: readonly EntryChange[]): readonly Row[] => {
  const voice = useVoice();
  return changes.map(({ company, part, key, before, after }) => ({
    id: `${company ?? ''} ${part} ${key}`,
    company,
    part,
    label: entryLabel(part, key, voice),
    before: entryWords(part, key, before, voice),
    after: entryWords(part, key, after, voice),
  }));
};

const Words = ({ row, side }: { readonly row: Row; readonly side: 'before' | 'after' }): ReactNode => {
  const { t } = useTranslation();
  const words = row[side];
  if (words === null) return <span className="soft">{t('rules.not_there')}</span>;
  return side === 'before' ? <del className="was">{words}</del> : <ins className="will">{words}</ins>;
};

const PartRows = ({ part, rows }: { readonly part: RulePart; readonly rows: readonly Row[] }): ReactNode => {
  const { t } = useTranslation();
  const wide = Grid.useBreakpoint().md === true;
  return (
    <section className="part-section">
      <h3>{t(`rules.parts.${part}`)}</h3>
      {wide ? (
        <Table
          size="small"
          rowKey="id"
          pagination={false}
          tableLayout="fixed"
          dataSource={rows}
          columns={[
            {
              key: 'label',
              title: t('rules.diff.entry'),
              width: 220,
              render: (_, row) => (
                <>
                  {row.company === null ? null : <Tag>{row.company}</Tag>}
                  {row.label}
                </>
              ),
            },
            { key: 'before', title: t('rules.diff.before'), render: (_, row) => <Words row={row} side="before" /> },
            { key: 'after', title: t('rules.diff.after'), render: (_, row) => <Words row={row} side="after" /> },
          ]}
        />
      ) : (
        <ul className="plain-list">
          {rows.map((row) => (
            <li key={row.id}>
              <strong>
                {row.company === null ? null : <Tag>{row.company}</Tag>}
                {row.label}
              </strong>
              <div>
                <Words row={row} side="before" />
              </div>
              <div>
                → <Words row={row} side="after" />
              </div>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
};

/** Every difference in words, part by part, before and after; as an Excel file too. */
export const ChangeList = ({
  changes,
  fileName,
}: {
  readonly changes: readonly EntryChange[];
  readonly fileName: string;
}): ReactNode => {
  const { t } = useTranslation();
  const rows = useRows(changes);
  const sheet: readonly SheetColumn<Row>[] = [
    { title: t('rules.diff.whose'), value: (row) => row.company ?? t('rules.scope.group'), width: 12 },
    { title: t('rules.diff.part'), value: (row) => t(`rules.parts.${row.part}`), width: 16 },
    { title: t('rules.diff.entry'), value: (row) => row.label, width: 32 },
    { title: t('rules.diff.before'), value: (row) => row.before ?? t('rules.not_there'), width: 60 },
    { title: t('rules.diff.after'), value: (row) => row.after ?? t('rules.not_there'), width: 60 },
  ];
  if (rows.length === 0) return <p className="empty-note">{t('rules.diff.none')}</p>;
  return (
    <>
      <div className="rules-head">
        <p>{t('rules.diff.count', { count: rows.length })}</p>
        <ExportExcel rows={rows} columns={sheet} fileName={fileName} />
      </div>
      {RULE_PARTS.map((part) => ({ part, rows: rows.filter((row) => row.part === part) }))
        .filter((one) => one.rows.length > 0)
        .map((one) => (
          <PartRows key={one.part} {...one} />
        ))}
    </>
  );
};
