import type { MovementWire } from '@miji/contract';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths.ts';
import { useNow } from '../../lib/session.tsx';
import { GoLink, Minute } from '../../ui/index.ts';
import { DestructionFacts } from './destruction-facts.tsx';

/** A signature on a keeper’s screen: who still has to stand for it, or who does. */
const Receipt = ({ movement }: { readonly movement: MovementWire }): ReactNode => {
  const { t } = useTranslation();
  const { outcome, signed, confirmedBy, countersignedBy } = movement;
  if (outcome === 'pending' && signed !== null)
    return <span className="movement-signed">{t('movements.signed', { name: signed.before.name })}</span>;
  if (confirmedBy !== 'signature') return null;
  return (
    <span>
      {countersignedBy === null
        ? t('movements.by_signature')
        : t('movements.countersigned', { name: countersignedBy.name })}
    </span>
  );
};

/** How many pages each side counted, in what condition, how it travelled, and whether the other side has confirmed. */
export const MovementFacts = ({ movement }: { readonly movement: MovementWire }): ReactNode => {
  const { t } = useTranslation();
  const now = useNow();
  const { given, taken, outcome, means, note, loan, destruction, confirmBy } = movement;
  const isPending = outcome === 'pending';
  const isLate = isPending && confirmBy !== null && confirmBy < now;
  // What takes only one side was done when it was said.
  const isOneSided = outcome === 'confirmed' && given.by !== null && given.by.id === taken.by?.id;
  const differs = given.pages !== null && taken.pages !== null && given.pages !== taken.pages;
  return (
    <>
      <div className="row soft movement-counts">
        {isOneSided ? null : (
          <span className={`movement-outcome outcome-${outcome}`}>{t(`movements.outcome.${outcome}`)}</span>
        )}
        {given.pages === null ? null : <span>{t('movements.given', { pages: given.pages })}</span>}
        {taken.pages === null ? null : (
          <span className={differs ? 'movement-differs' : undefined}>
            {t('movements.taken', { pages: taken.pages })}
          </span>
        )}
        <Receipt movement={movement} />
        {loan === null ? null : <GoLink href={paths.loan(loan)}>{t('movements.loan', { number: loan })}</GoLink>}
        {isPending && confirmBy !== null ? (
          <span className={isLate ? 'movement-late' : undefined}>
            {t(isLate ? 'movements.overdue' : 'movements.confirm_by')} <Minute at={confirmBy} relative />
          </span>
        ) : null}
      </div>
      {[
        { side: 'given', ...given },
        { side: 'taken', ...taken },
      ].map(({ condition, side }) =>
        condition === null ? null : (
          <div key={side} className="soft">
            {t('movements.condition', { words: condition })}
          </div>
        ),
      )}
      {destruction === null ? null : <DestructionFacts destruction={destruction} />}
      {means === null ? null : <div className="soft">{t('movements.means', { words: means })}</div>}
      {note === null ? null : <div className="soft">{t('movements.note', { words: note })}</div>}
    </>
  );
};
