import type { IncidentDraft } from '@miji/contract';
import { useTranslation } from 'react-i18next';
import { formatMinute } from '../../lib/format.ts';
import type { SheetColumn } from '../../ui/index.ts';
import { useFactsInWords } from './facts-in-words.ts';

/** The columns of the exported sheet. */
export const useIncidentSheet = (): readonly SheetColumn<IncidentDraft>[] => {
  const { t } = useTranslation();
  const inWords = useFactsInWords();
  return [
    { title: t('incidents.field.number'), value: ({ number }) => number, width: 24 },
    { title: t('incidents.field.kind'), value: ({ kind }) => t(`incidents.kind.${kind}`), width: 16 },
    { title: t('incidents.field.at'), value: ({ draftedAt }) => formatMinute(draftedAt) },
    { title: t('incidents.field.item'), value: ({ item }) => item, width: 20 },
    { title: t('incidents.field.copy'), value: ({ copy }) => copy, width: 24 },
    { title: t('incidents.field.loan'), value: ({ loan }) => loan, width: 24 },
    { title: t('incidents.field.person'), value: ({ person }) => person?.name ?? null, width: 14 },
    { title: t('incidents.field.facts'), value: inWords, width: 60 },
  ];
};
