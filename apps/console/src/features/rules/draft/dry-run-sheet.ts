import type { DryRun } from '@miji/contract';
import { sentenceFor } from '@miji/contract';
import type { Operation } from '@miji/core';
import { LEVEL_WORDS, OPERATION_WORDS } from '@miji/core';
import { useTranslation } from 'react-i18next';
import type { SheetColumn } from '../../../ui/index.ts';
import { useVoice } from '../entry-words.ts';
import { wordsIn } from '../words-in.ts';

type Row = DryRun['rows'][number];

/** What an operation is called, looking at an item included. */
export const useOperationName = (): ((operation: Operation) => string) => {
  const { t } = useTranslation();
  const { language } = useVoice();
  return (operation) =>
    operation === 'view' ? t('rules.effects.view') : wordsIn(OPERATION_WORDS[operation], language);
};

/** Every answer that changes, as a sheet for Excel; never a title. */
export const useEffectSheet = (): readonly SheetColumn<Row>[] => {
  const { t } = useTranslation();
  const { language } = useVoice();
  const operationName = useOperationName();
  return [
    { title: t('rules.effects.column.change'), value: (row) => t(`rules.effects.change.${row.change}`), width: 10 },
    { title: t('rules.effects.column.person'), value: (row) => row.person.name, width: 16 },
    { title: t('rules.effects.column.company'), value: (row) => row.company, width: 10 },
    { title: t('rules.effects.column.item'), value: (row) => row.item, width: 20 },
    { title: t('rules.effects.column.level'), value: (row) => wordsIn(LEVEL_WORDS[row.level], language), width: 12 },
    { title: t('rules.effects.column.operation'), value: (row) => operationName(row.operation), width: 14 },
    {
      title: t('rules.diff.before'),
      value: (row) => t(`rules.effects.outcome.${row.before.outcome}`),
      width: 14,
    },
    { title: t('rules.diff.after'), value: (row) => t(`rules.effects.outcome.${row.after.outcome}`), width: 14 },
    { title: t('rules.effects.column.why'), value: (row) => sentenceFor(row.after.code, language), width: 50 },
    { title: t('rules.article.label'), value: (row) => row.article, width: 10 },
  ];
};
