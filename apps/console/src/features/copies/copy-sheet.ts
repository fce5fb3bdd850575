import type { CopySummary } from '@miji/contract';
import { useTranslation } from 'react-i18next';
import { formatMinute } from '../../lib/format.ts';
import type { SheetColumn } from '../../ui/index.ts';

/** The columns of the exported register. */
export const useCopySheet = (): readonly SheetColumn<CopySummary>[] => {
  const { t } = useTranslation();
  return [
    { title: t('copies.field.id'), value: (row) => row.id, width: 24 },
    { title: t('copies.field.number'), value: (row) => row.number, width: 8 },
    { title: t('copies.field.item'), value: (row) => row.item, width: 20 },
    { title: t('copies.field.level'), value: (row) => t(`common.level.${row.level}`), width: 10 },
    { title: t('copies.field.mark'), value: (row) => row.mark, width: 30 },
    { title: t('copies.field.kind'), value: (row) => t(`copies.kind.${row.kind}`), width: 10 },
    { title: t('copies.field.holder'), value: (row) => row.holder.name, width: 14 },
    { title: t('copies.field.state'), value: (row) => t(`copies.state.${row.state}`), width: 14 },
    { title: t('copies.field.store'), value: (row) => row.store?.name ?? null, width: 16 },
    { title: t('copies.field.medium'), value: (row) => t(`copies.medium.${row.medium}`), width: 10 },
    { title: t('copies.field.parent'), value: (row) => row.parent, width: 24 },
    { title: t('copies.field.bound'), value: (row) => row.boundTo, width: 24 },
    { title: t('copies.field.due'), value: (row) => (row.dueAt === null ? null : formatMinute(row.dueAt)) },
    { title: t('copies.field.use_until'), value: (row) => row.useUntil, width: 14 },
    { title: t('copies.field.grant'), value: (row) => row.grant, width: 26 },
    { title: t('copies.field.issued'), value: (row) => formatMinute(row.issuedAt) },
  ];
};
