import { DownloadOutlined } from '@ant-design/icons';
import { App, Button, Tooltip } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SheetColumn } from './excel-sheet.ts';
import { saveSheet } from './excel-sheet.ts';

interface Props<Row> {
  readonly rows: readonly Row[];
  readonly columns: readonly SheetColumn<Row>[];
  /** without the ending; never a title */
  readonly fileName: string;
}

/** Saves the rows that are loaded as an Excel file. */
export const ExportExcel = <Row,>({ rows, columns, fileName }: Props<Row>): ReactNode => {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [busy, setBusy] = useState(false);
  const run = async (): Promise<void> => {
    setBusy(true);
    try {
      await saveSheet(rows, columns, fileName);
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
