import type { TidingsWire } from '@miji/contract';
import { useTranslation } from 'react-i18next';
import { formatMinute } from '../../lib/format.ts';
import type { SheetColumn } from '../../ui/index.ts';

/** The columns of the exported sheet. */
export const useTidingsSheet = (): readonly SheetColumn<TidingsWire>[] => {
  const { t } = useTranslation();
  return [
    { title: t('tidings.field.item'), value: ({ item }) => item, width: 20 },
    { title: t('tidings.field.kind'), value: ({ kind }) => t(`tidings.short.${kind}`), width: 14 },
    { title: t('tidings.field.copies'), value: ({ copies }) => copies.join(' '), width: 26 },
    { title: t('tidings.field.person'), value: ({ person }) => person.name, width: 14 },
    { title: t('tidings.field.told'), value: ({ toldAt }) => formatMinute(toldAt) },
    {
      title: t('tidings.field.confirmed'),
      value: ({ confirmedAt }) => (confirmedAt === null ? null : formatMinute(confirmedAt)),
    },
  ];
};
