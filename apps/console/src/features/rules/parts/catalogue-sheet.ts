import type { ScopeEntry } from '@miji/core';
import { useTranslation } from 'react-i18next';
import type { SheetColumn } from '../../../ui/index.ts';

/** When a level needs a reason. */
export const reasonKey = (entry: ScopeEntry) =>
  entry.needsReason
    ? 'rules.catalogue.needs_reason'
    : entry.defaultLevel === null
      ? 'rules.catalogue.reason_always'
      : 'rules.catalogue.no_reason';

/** The catalogue as a sheet for Excel. */
export const useCatalogueSheet = (): readonly SheetColumn<ScopeEntry>[] => {
  const { t } = useTranslation();
  return [
    { title: t('rules.catalogue.code'), value: (row) => row.code, width: 12 },
    { title: t('rules.catalogue.kind_zh'), value: (row) => row.zh, width: 44 },
    { title: t('rules.catalogue.kind_en'), value: (row) => row.en, width: 56 },
    {
      title: t('rules.catalogue.level'),
      value: (row) => (row.defaultLevel === null ? t('rules.not_set') : t(`common.level.${row.defaultLevel}`)),
      width: 14,
    },
    { title: t('rules.catalogue.reason'), value: (row) => t(reasonKey(row)), width: 30 },
    {
      title: t('rules.catalogue.grade.label'),
      value: (row) => (row.customerGrade === null ? null : t(`rules.catalogue.grade.${row.customerGrade}`)),
      width: 16,
    },
    { title: t('rules.article.label'), value: (row) => row.article, width: 10 },
    { title: t('rules.catalogue.closed'), value: (row) => (row.closed ? t('rules.yes') : null), width: 10 },
  ];
};
