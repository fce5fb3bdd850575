import type { ServiceDenial } from '@miji/contract';
import { sentenceFor } from '@miji/contract';
import { useTranslation } from 'react-i18next';
import { formatMinute } from '../../lib/format.ts';
import { useLanguage } from '../../lib/language.ts';
import type { SheetColumn } from '../../ui/index.ts';
import { operationWords } from './operation-words.ts';

/** The columns of the exported refusals. */
export const useDenialsSheet = (): readonly SheetColumn<ServiceDenial>[] => {
  const { t } = useTranslation();
  const { language } = useLanguage();
  return [
    { title: t('developers.denials.at'), value: ({ at }) => formatMinute(at) },
    { title: t('developers.calls.service'), value: ({ service }) => service.name, width: 20 },
    { title: t('developers.denials.person'), value: ({ person }) => person?.name ?? null, width: 14 },
    { title: t('developers.denials.item'), value: ({ item }) => item, width: 20 },
    { title: t('developers.denials.act'), value: ({ action }) => t(`trace.action.${action}`), width: 20 },
    {
      title: t('developers.denials.operation'),
      value: ({ operation }) => (operation === null ? null : operationWords(operation, t)),
      width: 12,
    },
    { title: t('developers.denials.code'), value: ({ code }) => code, width: 24 },
    { title: t('developers.denials.why'), value: ({ code }) => sentenceFor(code, language), width: 50 },
    { title: t('developers.denials.article'), value: ({ article }) => article, width: 12 },
  ];
};
