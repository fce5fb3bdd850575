import type { HeldItem } from '@miji/contract';
import { useTranslation } from 'react-i18next';
import { formatMinute } from '../../lib/format.ts';
import type { SheetColumn } from '../../ui/index.ts';

/** The columns of the exported sheet. */
export const useHoldSheet = (): readonly SheetColumn<HeldItem>[] => {
  const { t } = useTranslation();
  return [
    { title: t('requests.field.item'), value: ({ item }) => item, width: 20 },
    { title: t('holds.reason'), value: ({ reason }) => reason, width: 40 },
    { title: t('holds.placed'), value: ({ placedBy }) => placedBy.name, width: 12 },
    { title: t('holds.placed_at'), value: ({ placedAt }) => formatMinute(placedAt), width: 18 },
    { title: t('holds.lifted'), value: ({ liftedBy }) => liftedBy?.name ?? null, width: 12 },
    {
      title: t('holds.lifted_at'),
      value: ({ liftedAt }) => (liftedAt === null ? null : formatMinute(liftedAt)),
      width: 18,
    },
  ];
};
