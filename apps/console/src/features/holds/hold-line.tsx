import type { HeldItem } from '@miji/contract';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Minute, PersonName } from '../../ui/index.ts';
import { LiftHold } from './lift-hold.tsx';

/** One hold: on which number, why, by whom, and whether it is over. */
export const HoldLine = ({ hold }: { readonly hold: HeldItem }): ReactNode => {
  const { t } = useTranslation();
  return (
    <li className="row">
      <span className="grow">
        <strong className="number">{hold.item}</strong> {hold.reason}
        <span className="soft hold-who">
          {t('holds.placed')} <PersonName person={hold.placedBy} /> · <Minute at={hold.placedAt} />
          {hold.liftedAt === null ? null : (
            <>
              {' '}
              · {t('holds.lifted')} {hold.liftedBy === null ? null : <PersonName person={hold.liftedBy} />} ·{' '}
              <Minute at={hold.liftedAt} /> {hold.liftReason}
            </>
          )}
        </span>
      </span>
      {hold.liftedAt !== null ? null : hold.mayLift ? (
        <LiftHold item={hold.item} />
      ) : (
        <span className="soft">{t('holds.other_lifts')}</span>
      )}
    </li>
  );
};
