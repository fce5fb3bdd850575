import type { ItemDetail, RangeEntryWire } from '@miji/contract';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { dayOf } from '../../lib/format.ts';
import { Section } from './section.tsx';

const Entry = ({ entry }: { readonly entry: RangeEntryWire }): ReactNode => {
  const { t } = useTranslation();
  const { name, member, namedBy, reason, from, to } = entry;
  const by = namedBy === null ? [] : [t('items.range.by', { name: namedBy.name })];
  const span =
    to === null
      ? t('items.range.from', { from: dayOf(from) })
      : t('items.range.fromTo', { from: dayOf(from), to: dayOf(to) });
  return (
    <li>
      <div className="row">
        <strong>{name}</strong>
        <span className="soft">{t(`items.range.kind.${member.kind}`)}</span>
      </div>
      <div>{reason}</div>
      <div className="soft">{[...by, span].join(' · ')}</div>
    </li>
  );
};

/** Who may know the item, who named them, and why. */
export const ItemRange = ({ item }: { readonly item: ItemDetail }): ReactNode => {
  const { t } = useTranslation();
  const { range } = item;
  return (
    <Section title={t('items.range.title')}>
      {range.length === 0 ? (
        <p className="soft">{t('items.range.empty')}</p>
      ) : (
        <ul className="plain-list two-up">
          {range.map((entry) => (
            <Entry key={entry.id} entry={entry} />
          ))}
        </ul>
      )}
    </Section>
  );
};
