import { DownloadOutlined } from '@ant-design/icons';
import { App, Button, Tooltip } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** One column of a sheet: its heading and what a row shows in it. */
export interface SheetColumn<Row> {
  readonly title: string;
  readonly value: (row: Row) => string | number | null;
  /** in characters */
  readonly width?: number;
}

interface Props<Row> {
  readonly rows: readonly Row[];
  readonly columns: readonly SheetColumn<Row>[];
  /** without the ending; never a title */
  readonly fileName: string;
}

const makeSheet = async <Row,>({ rows, columns }: Omit<Props<Row>, 'fileName'>): Promise<Blob> => {
  const { Workbook } = await import('exceljs');
  const sheet = new Workbook().addWorksheet('Miji', { views: [{ state: 'frozen', ySplit: 1 }] });
  sheet.columns = columns.map(({ title, width }) => ({ header: title, width: width ?? 18 }));
  sheet.getRow(1).font = { bold: true };
  for (const row of rows) sheet.addRow(columns.map(({ value }) => value(row)));
  return new Blob([await sheet.workbook.xlsx.writeBuffer()], {
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  });
};

const save = (file: Blob, name: string): void => {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  // Firefox starts the download after the click has returned.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
};

/** Saves the rows that are loaded as an Excel file. */
export const ExportExcel = <Row,>({ rows, columns, fileName }: Props<Row>): ReactNode => {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [busy, setBusy] = useState(false);
  const run = async (): Promise<void> => {
    setBusy(true);
    try {
      save(await makeSheet({ rows, columns }), `${fileName}.xlsx`);
    } catch {
      message.error(t('common.unreachable'));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Tooltip title={t('common.exportHint', { count: rows.length })}>
      <Button
        icon={<DownloadOutlined aria-hidden="true" />}
        loading={busy}
        disabled={rows.length === 0}
        onClick={() => void run()}
      >
        {t('common.export')}
      </Button>
    </Tooltip>
  );
};
