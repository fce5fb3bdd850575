import { DownloadOutlined } from '@ant-design/icons';
import type { RegisterEntry } from '@miji/contract';
import { App, Button, Tooltip } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useTRPCClient } from '../../lib/trpc.ts';
import { saveSheet } from '../../ui/index.ts';
import type { questionOf } from './register-question.ts';
import { useRegisterSheet } from './register-sheet.ts';

/** As many as the wire gives at once. */
const PAGE = 100;

/** Saves everything that matches as an Excel file, fetched page by page; it says how far it is, and can be stopped. */
export const ExportRegister = ({ question }: { readonly question: ReturnType<typeof questionOf> }): ReactNode => {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const client = useTRPCClient();
  const columns = useRegisterSheet();
  const [fetched, setFetched] = useState<number | null>(null);
  const stop = useRef<AbortController>(undefined);
  useEffect(() => () => stop.current?.abort(), []);

  const run = async (): Promise<void> => {
    const { signal } = (stop.current = new AbortController());
    setFetched(0);
    try {
      const rows: RegisterEntry[] = [];
      for (let cursor: string | null | undefined; cursor !== null; ) {
        const asked = { ...question, export: true, limit: PAGE, ...(cursor === undefined ? {} : { cursor }) };
        const page = await client.register.list.query(asked, { signal });
        rows.push(...page.entries);
        cursor = page.next;
        setFetched(rows.length);
      }
      if (rows.length === 0) {
        message.info(t('register.export.none'));
        return;
      }
      await saveSheet(rows, columns, t('register.export.file_name'));
      message.success(t('register.export.done', { count: rows.length }));
    } catch {
      if (!signal.aborted) message.error(t('common.unreachable'));
    } finally {
      setFetched(null);
    }
  };

  if (fetched !== null) {
    return (
      <output className="row register-exporting">
        <span className="soft">{t('register.export.running', { count: fetched })}</span>
        <Button onClick={() => stop.current?.abort()}>{t('register.export.stop')}</Button>
      </output>
    );
  }
  return (
    <Tooltip title={t('register.export.hint')}>
      <Button icon={<DownloadOutlined aria-hidden="true" />} onClick={() => void run()}>
        {t('register.export.button')}
      </Button>
    </Tooltip>
  );
};
