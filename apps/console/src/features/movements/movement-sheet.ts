import type { MovementWire } from '@miji/contract';
import { useTranslation } from 'react-i18next';
import { formatMinute } from '../../lib/format.ts';
import type { SheetColumn } from '../../ui/index.ts';
import { fromWords, timeOf, toWords } from './movement-words.ts';

/** The columns of the exported sheet. */
export const useMovementSheet = (): readonly SheetColumn<MovementWire>[] => {
  const { t } = useTranslation();
  const receipt = ({ confirmedBy, countersignedBy }: MovementWire): string | null => {
    if (confirmedBy === null) return null;
    return countersignedBy === null
      ? t(`movements.by_${confirmedBy}`)
      : t('movements.countersigned', { name: countersignedBy.name });
  };
  return [
    { title: t('copies.field.id'), value: ({ copy }) => copy, width: 24 },
    {
      title: t('movements.field.time'),
      value: (row) => {
        const at = timeOf(row);
        return at === null ? null : formatMinute(at);
      },
    },
    { title: t('movements.field.act'), value: ({ act }) => t(`movements.act.${act}`), width: 10 },
    { title: t('movements.field.from'), value: fromWords, width: 16 },
    { title: t('movements.field.to'), value: toWords, width: 16 },
    { title: t('movements.field.pages_given'), value: ({ given }) => given.pages, width: 10 },
    { title: t('movements.field.pages_taken'), value: ({ taken }) => taken.pages, width: 10 },
    { title: t('movements.field.outcome'), value: ({ outcome }) => t(`movements.outcome.${outcome}`), width: 14 },
    { title: t('movements.field.receipt'), value: receipt, width: 30 },
  ];
};
