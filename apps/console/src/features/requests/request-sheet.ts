import type { RequestSummary } from '@miji/contract';
import { useTranslation } from 'react-i18next';
import { formatMinute } from '../../lib/format.ts';
import { useLanguage } from '../../lib/language.ts';
import type { SheetColumn } from '../../ui/index.ts';
import { recipientNames } from './next-words.ts';
import { isTaking } from './request-kind.ts';
import { extentOf } from './request-sentence.ts';

/** The columns of the exported sheet. Titles stay out of it: a file is passed on. */
export const useRequestSheet = (): readonly SheetColumn<RequestSummary>[] => {
  const { t } = useTranslation();
  const { language } = useLanguage();
  return [
    { title: t('requests.field.number'), value: (row) => row.number, width: 24 },
    { title: t('requests.field.item'), value: (row) => row.item, width: 20 },
    { title: t('requests.field.level'), value: (row) => t(`common.level.${row.level}`), width: 10 },
    { title: t('requests.field.catalogue'), value: (row) => row.catalogueCode, width: 12 },
    { title: t('requests.field.operation'), value: (row) => t(`common.operation.${row.operation}`), width: 10 },
    { title: t('requests.decide.lines_label'), value: (row) => extentOf(row, t, language), width: 14 },
    { title: t('requests.field.copies'), value: (row) => (isTaking(row.operation) ? row.copies : null), width: 8 },
    { title: t('requests.field.requester'), value: (row) => row.requester.name, width: 12 },
    { title: t('requests.field.beneficiary'), value: (row) => recipientNames(row, t), width: 20 },
    { title: t('requests.field.purpose'), value: (row) => row.purpose, width: 40 },
    { title: t('requests.field.state'), value: (row) => t(`requests.state.${row.state}`), width: 12 },
    { title: t('requests.field.round'), value: (row) => row.round, width: 8 },
    { title: t('requests.field.repeats'), value: (row) => row.repeats, width: 24 },
    { title: t('requests.field.filed'), value: (row) => formatMinute(row.filedAt) },
    { title: t('requests.field.expires'), value: (row) => formatMinute(row.expiresAt) },
    {
      title: t('requests.field.decided'),
      value: (row) => (row.decidedAt === null ? null : formatMinute(row.decidedAt)),
    },
    { title: t('requests.field.decided_by'), value: (row) => row.decidedBy?.name ?? null, width: 12 },
    { title: t('requests.field.reason'), value: (row) => row.decisionReason, width: 40 },
  ];
};
