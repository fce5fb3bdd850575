import type { CopySummary } from '@miji/contract';
import { useTranslation } from 'react-i18next';

/** `第 003 号副本`: what a copy is, in a sentence. */
export const useCopyLabel = (): ((copy: Pick<CopySummary, 'kind' | 'number'>) => string) => {
  const { t } = useTranslation();
  return ({ kind, number }) => t(`items.copies.${kind}`, { number });
};
