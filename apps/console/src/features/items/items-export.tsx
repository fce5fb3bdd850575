import type { ItemSummary } from '@miji/contract';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatMinute, periodWords } from '../../lib/format.ts';
import { useLanguage } from '../../lib/language.ts';
import { useEntryName } from '../../lib/rules.ts';
import { ExportExcel } from '../../ui/index.ts';

/** The loaded items as an Excel file. */
export const ItemsExport = ({ items }: { readonly items: readonly ItemSummary[] }): ReactNode => {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const entryName = useEntryName();
  return (
    <ExportExcel
      rows={items}
      fileName={t('items.fileName')}
      columns={[
        { title: t('items.column.number'), value: ({ number }) => number, width: 20 },
        { title: t('items.column.level'), value: ({ level }) => t(`common.level.${level}`), width: 12 },
        { title: t('items.column.title'), value: ({ title }) => title, width: 48 },
        { title: t('items.column.entry'), value: ({ catalogueCode }) => entryName(catalogueCode), width: 32 },
        { title: t('items.column.owner'), value: ({ owner }) => owner.name },
        { title: t('items.column.period'), value: ({ period }) => periodWords(period, language) },
        { title: t('items.column.issued'), value: ({ issuedOn }) => issuedOn, width: 12 },
        { title: t('items.column.declassifies'), value: ({ lastSecretDay }) => lastSecretDay, width: 14 },
        { title: t('items.column.state'), value: ({ state }) => t(`items.state.${state}`), width: 14 },
        { title: t('items.column.registered'), value: ({ registeredAt }) => formatMinute(registeredAt) },
      ]}
    />
  );
};
