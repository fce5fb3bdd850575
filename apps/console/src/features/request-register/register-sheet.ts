import type { RegisterEntry } from '@miji/contract';
import { useTranslation } from 'react-i18next';
import { formatMinute } from '../../lib/format.ts';
import type { SheetColumn } from '../../ui/index.ts';
import { decisionsWords, recipientsWords } from './decision-words.ts';

/** The columns of the exported register. */
export const useRegisterSheet = (): readonly SheetColumn<RegisterEntry>[] => {
  const { t } = useTranslation();
  return [
    { title: t('register.field.number'), value: (row) => row.number, width: 24 },
    { title: t('register.field.company'), value: (row) => row.owner.name, width: 20 },
    { title: t('register.field.item'), value: (row) => row.item, width: 20 },
    { title: t('register.field.level'), value: (row) => t(`common.level.${row.level}`), width: 10 },
    { title: t('register.field.catalogue'), value: (row) => row.catalogueCode, width: 10 },
    { title: t('register.field.operation'), value: (row) => t(`common.operation.${row.operation}`), width: 12 },
    { title: t('register.field.requester'), value: (row) => row.requester.name, width: 14 },
    { title: t('register.field.recipients'), value: (row) => recipientsWords(row, t), width: 24 },
    { title: t('register.field.copies'), value: (row) => row.copies, width: 8 },
    { title: t('register.field.purpose'), value: (row) => row.purpose, width: 40 },
    { title: t('register.field.necessity'), value: (row) => row.necessity, width: 30 },
    { title: t('register.field.state'), value: (row) => t(`requests.state.${row.state}`), width: 12 },
    { title: t('register.field.round'), value: (row) => row.round, width: 8 },
    { title: t('register.field.decisions'), value: (row) => decisionsWords(row, t), width: 40 },
    { title: t('register.field.reason'), value: (row) => row.decisionReason, width: 40 },
    { title: t('register.field.filed'), value: (row) => formatMinute(row.filedAt) },
    {
      title: t('register.field.decided'),
      value: (row) => (row.decidedAt === null ? null : formatMinute(row.decidedAt)),
    },
    { title: t('register.field.took_minutes'), value: (row) => row.minutesToDecide, width: 12 },
    { title: t('register.field.repeats'), value: (row) => row.repeats, width: 24 },
    { title: t('register.field.rules'), value: (row) => row.ruleSetVersion, width: 12 },
  ];
};
