import type { Operation } from '@miji/core';
import type { TFunction } from 'i18next';

/** What is wanted of an item, in a word. */
export const operationWords = (operation: Operation, t: TFunction): string =>
  operation === 'view' ? t('explain.view') : t(`common.operation.${operation}`);
