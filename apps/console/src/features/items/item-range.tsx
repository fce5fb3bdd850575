import type { ItemDetail, RangeEntryWire } from '@miji/contract';
import { NAMER_WORDS } from '@miji/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { dayOf, formatMinute } from '../../lib/format.ts';
import { useLanguage } from '../../lib/language.ts';
import { useNow } from '../../lib/session.tsx';
import { ruleLanguage, Unbroken } from '../../ui/index.ts';
import { lastDayOf } from '../../ui/day-field.tsx';
import { isEntryOver, isEntryToCome, useRangeRights } from './range-acts.ts';
import { RevokeReader } from './revoke-reader.tsx';
import { Section } from './section.tsx';

interface EntryProps {
  readonly number: string;
  readonly entry: RangeEntryWire;
  readonly mayRevoke: boolean;
}

/** Who named him, in what capacity, and when. */
const useNamedWords = (): ((entry: RangeEntryWire) => string) => {
  const { t } = useTranslation();
  const { language } = useLanguage();
  return ({ namedBy, namedAs, namedAt }) => {
    const at = dayOf(namedAt);
    if (namedBy === null) return t('items.range.written', { at });
    if (namedAs === null) return t('items.range.by', { name: namedBy.name, at });
    return t('items.range.byAs', { name: namedBy.name, as: NAMER_WORDS[namedAs][ruleLanguage(language)], at });
  };
};

const Entry = ({ number, entry, mayRevoke }: EntryProps): ReactNode => {
  const { t } = useTranslation();
  const now = useNow();
  const named = useNamedWords()(entry);
  const { name, member, reason, from, to, revoked } = entry;
  const over = isEntryOver(entry, now);
  const span =
    to === null
      ? t('items.range.from', { from: dayOf(from) })
      : t('items.range.fromTo', { from: dayOf(from), to: lastDayOf(to) });
  return (
    <li className={over ? 'range-over' : undefined}>
      <div className="range-head">
        <span>
          <strong>{name}</strong> <span className="soft">{t(`items.range.kind.${member.kind}`)}</span>
        </span>
        {isEntryToCome(entry, now) ? <span className="soft">{t('items.range.toCome')}</span> : null}
        {mayRevoke && !over ? <RevokeReader number={number} entry={entry} /> : null}
      </div>
      <div>{reason}</div>
      <div className="soft">
        <Unbroken>{[named, span].join(' · ')}</Unbroken>
      </div>
      {revoked === null ? null : (
        <div className="soft">
          {t('items.range.revokedBy', { name: revoked.by.name, at: formatMinute(revoked.at), reason: revoked.reason })}
        </div>
      )}
    </li>
  );
};

/** Who may know the item, who named them in what capacity, until when, and why; and who no longer counts. */
export const ItemRange = ({ item }: { readonly item: ItemDetail }): ReactNode => {
  const { t } = useTranslation();
  const now = useNow();
  const { names } = useRangeRights(item);
  const { range, number } = item;
  const past = range.filter((entry) => isEntryOver(entry, now));
  const standing = range.filter((entry) => !isEntryOver(entry, now));
  return (
    <Section title={t('items.range.title')}>
      {standing.length === 0 ? (
        <p className="soft">{t('items.range.empty')}</p>
      ) : (
        <ul className="plain-list two-up">
          {standing.map((entry) => (
            <Entry key={entry.id} number={number} entry={entry} mayRevoke={names} />
          ))}
        </ul>
      )}
      {past.length === 0 ? null : (
        <details className="range-past">
          <summary>{t('items.range.past', { count: past.length })}</summary>
          <ul className="plain-list two-up">
            {past.map((entry) => (
              <Entry key={entry.id} number={number} entry={entry} mayRevoke={false} />
            ))}
          </ul>
        </details>
      )}
    </Section>
  );
};
