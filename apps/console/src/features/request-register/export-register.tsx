import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useTRPCClient } from '../../lib/trpc.ts';
import { ExportAll } from '../../ui/index.ts';
import type { questionOf } from './register-question.ts';
import { useRegisterSheet } from './register-sheet.ts';

/** As many as the wire gives at once. */
const PAGE = 100;

/** Saves everything that matches as an Excel file; the trace says that it was taken out. */
export const ExportRegister = ({ question }: { readonly question: ReturnType<typeof questionOf> }): ReactNode => {
  const { t } = useTranslation();
  const client = useTRPCClient();
  const columns = useRegisterSheet();
  return (
    <ExportAll
      columns={columns}
      fileName={t('register.file_name')}
      fetchPage={(cursor, signal) => {
        const asked = { ...question, export: true, limit: PAGE, ...(cursor === undefined ? {} : { cursor }) };
        return client.register.list.query(asked, { signal });
      }}
    />
  );
};
