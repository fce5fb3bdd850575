import type { ItemDetail } from '@miji/contract';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { periodWords } from '../../lib/format.ts';
import { useLanguage } from '../../lib/language.ts';
import { useEntryName } from '../../lib/rules.ts';
import { Minute, PersonName } from '../../ui/index.ts';
import { Section } from './section.tsx';

/** What was decided about the item, and by whom. */
export const ItemSummaryCard = ({ item }: { readonly item: ItemDetail }): ReactNode => {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const entryName = useEntryName();
  const facts = [
    [t('items.column.entry'), `${entryName(item.catalogueCode)} ${item.catalogueCode}`],
    [t('items.column.period'), periodWords(item.period, language)],
    [t('items.basis'), item.basis],
    ...(item.levelReason === null ? [] : [[t('items.levelReason'), item.levelReason] as const]),
    [t('items.owner'), item.owner.name],
    [t('items.manager'), <PersonName key="manager" person={item.responsibleManager} />],
    [t('items.drafter'), <PersonName key="drafter" person={item.drafter} />],
    [t('items.registeredAt'), <Minute key="registered" at={item.registeredAt} />],
  ] as const;
  return (
    <Section title={t('items.summary')}>
      <dl className="facts">
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt className="soft">{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
};
