import type { LoanWire } from '@miji/contract';
import { useTranslation } from 'react-i18next';
import { formatMinute } from '../../lib/format.ts';
import type { SheetColumn } from '../../ui/index.ts';

/** The columns of the exported register: the fields that the books of loans have on paper. @see AR-32 @see CF-25 */
export const useLoanSheet = (): readonly SheetColumn<LoanWire>[] => {
  const { t } = useTranslation();
  return [
    { title: t('custody.loans.field.number'), value: (row) => row.number, width: 24 },
    { title: t('custody.loans.field.item'), value: (row) => row.item, width: 20 },
    { title: t('custody.loans.field.copy'), value: (row) => row.copy, width: 24 },
    { title: t('custody.loans.field.level'), value: (row) => t(`common.level.${row.level}`), width: 10 },
    { title: t('custody.loans.field.borrower'), value: (row) => row.borrower.name, width: 12 },
    { title: t('custody.loans.field.unit'), value: (row) => row.unit, width: 18 },
    {
      title: t('custody.loans.field.visitor'),
      value: ({ visitor }) => (visitor === null ? null : `${visitor.organisation} ${visitor.name} ${visitor.letter}`),
      width: 26,
    },
    { title: t('custody.loans.field.supervisor'), value: (row) => row.supervisor?.name ?? null, width: 12 },
    { title: t('custody.loans.field.purpose'), value: (row) => row.purpose, width: 36 },
    { title: t('custody.loans.field.grant'), value: (row) => row.grant, width: 26 },
    { title: t('custody.loans.field.lent_at'), value: (row) => formatMinute(row.lentAt) },
    { title: t('custody.loans.field.days'), value: (row) => row.days, width: 8 },
    { title: t('custody.loans.field.due'), value: (row) => `${row.dueOn} 24:00` },
    {
      title: t('custody.loans.field.returned_at'),
      value: ({ returnedAt }) => (returnedAt === null ? null : formatMinute(returnedAt)),
    },
    { title: t('custody.loans.field.state'), value: (row) => t(`custody.loans.state.${row.state}`), width: 10 },
    { title: t('custody.loans.field.pages'), value: (row) => row.pages, width: 10 },
    { title: t('custody.loans.field.pages_returned'), value: (row) => row.pagesReturned, width: 10 },
    { title: t('custody.loans.field.lent_by'), value: (row) => row.lentBy.name, width: 12 },
    { title: t('custody.loans.field.taken_back_by'), value: (row) => row.takenBackBy?.name ?? null, width: 12 },
  ];
};
