import type { ScopedTransaction } from '@miji/db';
import { appendEvents, findGrantById, spendGrant } from '@miji/db';
import { idsOf } from '../copies/bundle.ts';
import { aboutCopy, copyHappening } from '../copies/copy-events.ts';
import { holdWithItem } from '../grants/hold-grant.ts';
import type { HeldMovement } from '../movements/movement-desk.ts';
import { tell } from '../notices/tell.ts';
import type { Reason } from '../platform/audit.ts';
import { done } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import type { SaidDestruction } from './granted-destruction.ts';
import { destructionOf, undestroyable } from './granted-destruction.ts';
import type { HeldGrant } from '../grants/hold-grant.ts';

/**
 * Why a destruction that was begun may not be confirmed any more; null where it may, or where the movement is none. The grant is held
 * from here on: of a revocation and a confirmation at the same instant one comes first.
 *
 * @see K-12
 */
export const cannotDestroy = async (
  ctx: CallContext,
  tx: ScopedTransaction,
  moving: HeldMovement,
): Promise<Reason | null> => {
  if (moving.movement.act !== 'destroy') return null;
  const { company, copy, bound, person, giver: executor } = moving;
  const { held, said } = await grantOf(tx, moving);
  return undestroyable(ctx, { company, copy, bound, held, said, executor, witness: person });
};

/**
 * Writes down that a copy is destroyed, in the transaction that has confirmed it: the grant is used up by it and by what was part of it;
 * the trace says how, by whom, before whom and by whose agreement; whoever asked, did it or had it is told.
 *
 * @see PM-16
 */
export const recordDestruction = async (
  ctx: CallContext,
  tx: ScopedTransaction,
  moving: HeldMovement,
  pages: number,
): Promise<void> => {
  const { copy, movement, person } = moving;
  const { held, said } = await grantOf(tx, moving);
  const { grant } = held;
  await spendGrant(tx, grant.id, idsOf(moving).length);
  await tell(ctx.platform, tx, {
    kind: 'copy_destroyed',
    at: ctx.at,
    to: [movement.given_by, grant.person_id, movement.from_person_id].filter((id) => id !== person.personId),
    about: aboutCopy(copy),
    person: person.personId,
    key: `${movement.id} copy_destroyed`,
  });
  const details = {
    act: movement.act,
    movement: movement.id,
    pages,
    grant: grant.number,
    method: said.method,
    executor: said.executorId,
    witness: said.witnessId,
    approver: grant.given_by.join(' '),
  };
  await appendEvents(tx, [done(ctx, copyHappening(copy, 'copy.destroyed', details))]);
};

const grantOf = async (
  tx: ScopedTransaction,
  { movement }: HeldMovement,
): Promise<{ readonly held: HeldGrant; readonly said: SaidDestruction }> => {
  const grant = movement.grant_id === null ? undefined : await findGrantById(tx, movement.grant_id);
  const said = grant === undefined ? null : destructionOf(grant);
  if (grant === undefined || said === null) throw new Error('a destruction without its grant');
  return { held: await holdWithItem(tx, grant), said };
};
