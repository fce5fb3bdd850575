import type { ItemDetail } from '@miji/contract';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths.ts';
import { ChangeEffect, GoLink, Minute, PersonName } from '../../ui/index.ts';
import { Section } from './section.tsx';

/** Every change of the classification as before → after, the latest first; nothing where there never was one. */
export const ItemChanges = ({ item }: { readonly item: ItemDetail }): ReactNode => {
  const { t } = useTranslation();
  if (item.changes.length === 0) return null;
  return (
    <Section title={t('items.changes.title')}>
      <ol className="plain-list">
        {item.changes.toReversed().map((change) => (
          <li key={`${change.at} ${change.kind} ${change.request ?? ''}`}>
            <div className="range-head">
              <strong>{t(`items.changes.kind.${change.kind}`)}</strong>
              <span className="soft">
                <Minute at={change.at} />
              </span>
            </div>
            <ChangeEffect effect={change} />
            <div>{change.reason}</div>
            <div className="soft row">
              <span>
                {t('items.changes.by')} <PersonName person={change.decidedBy} />
              </span>
              {change.request === null ? null : (
                <GoLink href={paths.request(change.request)} className="number">
                  {change.request}
                </GoLink>
              )}
            </div>
          </li>
        ))}
      </ol>
    </Section>
  );
};
