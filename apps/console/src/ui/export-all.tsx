import { DownloadOutlined } from '@ant-design/icons';
import { App, Button, Tooltip } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { refusalOf } from '../lib/refusal.ts';
import type { SheetColumn } from './excel-sheet.ts';
import { saveSheet } from './excel-sheet.ts';

interface Page<Row> {
  readonly entries: readonly Row[];
  readonly next: string | null;
}

interface Props<Row> {
  /** one page of what is exported; the first where no cursor is given */
  readonly fetchPage: (cursor: string | undefined, signal: AbortSignal) => Promise<Page<Row>>;
  readonly columns: readonly SheetColumn<Row>[];
  /** without the ending; never a title */
  readonly fileName: string;
}

/** Saves everything that matches as an Excel file, fetched page by page; it says how far it is, and can be stopped. */
export const ExportAll = <Row,>({ fetchPage, columns, fileName }: Props<Row>): ReactNode => {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [fetched, setFetched] = useState<number | null>(null);
  const stop = useRef<AbortController>(undefined);
  useEffect(() => () => stop.current?.abort(), []);

  const run = async (): Promise<void> => {
    const { signal } = (stop.current = new AbortController());
    setFetched(0);
    try {
      const rows: Row[] = [];
      for (let cursor: string | null | undefined; cursor !== null; ) {
        const page: Page<Row> = await fetchPage(cursor, signal);
        rows.push(...page.entries);
        cursor = page.next;
        setFetched(rows.length);
      }
      if (rows.length === 0) {
        message.info(t('common.exportAll.none'));
        return;
      }
      await saveSheet(rows, columns, fileName);
      message.success(t('common.exportAll.done', { count: rows.length }));
    } catch (error) {
      if (!signal.aborted && refusalOf(error)?.code !== 'UNAUTHENTICATED') message.error(t('common.unreachable'));
    } finally {
      setFetched(null);
    }
  };

  if (fetched !== null) {
    return (
      <output className="row exporting">
        <span className="soft">{t('common.exportAll.running', { count: fetched })}</span>
        <Button onClick={() => stop.current?.abort()}>{t('common.exportAll.stop')}</Button>
      </output>
    );
  }
  return (
    <Tooltip title={t('common.exportAll.hint')}>
      <Button icon={<DownloadOutlined aria-hidden="true" />} onClick={() => void run()}>
        {t('common.export')}
      </Button>
    </Tooltip>
  );
};
