import type { GrantSummary } from '@miji/contract';
import { useTranslation } from 'react-i18next';
import { formatMinute } from '../../../lib/format.ts';
import type { SheetColumn } from '../../../ui/index.ts';

/** The columns of the exported sheet. */
export const useGrantSheet = (): readonly SheetColumn<GrantSummary>[] => {
  const { t } = useTranslation();
  return [
    { title: t('ask.grants.number'), value: ({ number }) => number, width: 26 },
    { title: t('requests.field.operation'), value: ({ operation }) => t(`common.operation.${operation}`), width: 12 },
    { title: t('requests.field.item'), value: ({ item }) => item, width: 20 },
    { title: t('ask.grants.person'), value: ({ person }) => person.name, width: 12 },
    { title: t('requests.field.purpose'), value: ({ purpose }) => purpose, width: 40 },
    { title: t('ask.grants.left'), value: ({ copies, used }) => copies - used, width: 8 },
    { title: t('ask.grants.until'), value: ({ expiresAt }) => formatMinute(expiresAt), width: 18 },
    { title: t('ask.grants.state'), value: ({ state }) => t(`ask.grants.states.${state}`), width: 10 },
  ];
};
