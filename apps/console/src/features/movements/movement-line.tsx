import type { MovementWire } from '@miji/contract';
import type { ReactNode } from 'react';
import { paths } from '../../app/paths.ts';
import { useSession } from '../../lib/session.tsx';
import { GoLink, Minute } from '../../ui/index.ts';
import { ConfirmMovement } from './confirm-movement.tsx';
import { Countersign } from './countersign.tsx';
import { MovementFacts } from './movement-facts.tsx';
import { timeOf, useMovementSentence } from './movement-words.ts';
import { WithdrawMovement } from './withdraw-movement.tsx';

/** What one can do about a movement that is still open. */
export const MovementActs = ({ movement }: { readonly movement: MovementWire }): ReactNode => {
  const { person } = useSession();
  if (movement.outcome !== 'pending') return null;
  if (movement.yours) return <ConfirmMovement movement={movement} />;
  const withdraws = movement.act !== 'issue' && (movement.countersign || movement.given.by?.id === person.id);
  return (
    <>
      {movement.countersign ? <Countersign movement={movement} /> : null}
      {withdraws ? <WithdrawMovement movement={movement} /> : null}
    </>
  );
};

/** One movement: of which copy, who gave it to whom, what each side counted, and what one can do about it. */
export const MovementLine = ({ movement }: { readonly movement: MovementWire }): ReactNode => {
  const sentence = useMovementSentence();
  const at = timeOf(movement);
  return (
    <li className="list-line">
      <div>
        <div className="row">
          <GoLink href={paths.copy(movement.copy)} className="number">
            {movement.copy}
          </GoLink>
          <span>{sentence(movement)}</span>
          {at === null ? null : <Minute at={at} />}
        </div>
        <MovementFacts movement={movement} />
      </div>
      <div className="row">
        <MovementActs movement={movement} />
      </div>
    </li>
  );
};
