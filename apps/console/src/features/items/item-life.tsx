import type { ItemDetail } from '@miji/contract';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { dayOf, periodWords, spanWords } from '../../lib/format.ts';
import { useLanguage } from '../../lib/language.ts';
import { useNow } from '../../lib/session.tsx';
import { lifePlace, lifeScale } from './life-scale.ts';
import { Unbroken } from '../../ui/index.ts';
import { Section } from './section.tsx';

const useEnd = (item: ItemDetail): { readonly name: string; readonly words: string } => {
  const { t } = useTranslation();
  if (item.period.kind === 'event')
    return { name: t('items.life.event'), words: t('items.life.untilEvent', { event: item.period.event }) };
  if (item.lastSecretDay === null) return { name: t('items.life.indefinite'), words: t('items.noDay') };
  return { name: t('items.life.last'), words: `${item.lastSecretDay} 24:00` };
};

/** The life of an item as one line: issued, classified, changed, today, the last day on which it is secret. */
export const ItemLife = ({ item }: { readonly item: ItemDetail }): ReactNode => {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const now = useNow();
  const end = useEnd(item);
  const today = dayOf(now);
  const scale = lifeScale(item.issuedOn, item.lastSecretDay, today);
  const over = item.level === 'declassified';
  const left = item.declassifiesAt === null ? null : spanWords(today, dayOf(item.declassifiesAt), language);
  const changes = item.changes.map(({ kind, at }, index) => ({
    key: `change-${index}`,
    name: t(`items.changes.kind.${kind}`),
    words: dayOf(at),
  }));
  const points = [
    { key: 'issued', name: t('items.life.issued'), words: item.issuedOn },
    {
      key: 'confirmed',
      name: t('items.life.confirmed'),
      words: item.confirmedAt === null ? t('items.life.unconfirmed') : dayOf(item.confirmedAt),
    },
    ...changes,
    {
      key: 'today',
      name: t('items.life.today'),
      words: left === null ? today : `${today}, ${t(over ? 'items.life.since' : 'items.life.left', { span: left })}`,
    },
    { key: 'end', ...end },
  ];
  const ordered = over ? [...points.slice(0, -2), ...points.slice(-2).toReversed()] : points;
  return (
    <Section
      title={t('items.life.title')}
      extra={<span className="soft">{over ? t('items.life.over') : periodWords(item.period, language)}</span>}
    >
      <div className={`life mark-${item.level}`} aria-hidden="true">
        <div
          className={scale.end === null ? 'life-bar life-open' : 'life-bar'}
          style={{ width: `${scale.end ?? 100}%` }}
        >
          {over ? null : <div className="life-lived" style={{ width: `${scale.today}%` }} />}
        </div>
        {changes.map(({ key, words }) => (
          <div
            key={key}
            className="life-change"
            style={{ insetInlineStart: `${lifePlace(item.issuedOn, item.lastSecretDay, today, words)}%` }}
          />
        ))}
        <div className="life-today" style={{ insetInlineStart: `${scale.today}%` }} />
      </div>
      <ol className="life-points">
        {ordered.map(({ key, name, words }) => (
          <li key={key} className={`point-${key}`}>
            <span className="soft">{name}</span>
            <span>
              <Unbroken>{words}</Unbroken>
            </span>
          </li>
        ))}
      </ol>
    </Section>
  );
};
