import type { listCopies } from '@miji/contract';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { useTRPCClient } from '../../lib/trpc.ts';
import { ExportAll } from '../../ui/index.ts';
import { useCopySheet } from './copy-sheet.ts';

/** As many as the wire gives at once. */
const PAGE = 100;

/** Saves every copy that matches as an Excel file. @see GS-26 */
export const ExportCopies = ({ question }: { readonly question: z.input<typeof listCopies.input> }): ReactNode => {
  const { t } = useTranslation();
  const client = useTRPCClient();
  const columns = useCopySheet();
  return (
    <ExportAll
      columns={columns}
      fileName={t('copies.file_name')}
      fetchPage={(cursor, signal) =>
        client.copies.list.query({ ...question, limit: PAGE, ...(cursor === undefined ? {} : { cursor }) }, { signal })
      }
    />
  );
};
