import type { CopyAct } from '@miji/core';
import { inOffice } from '@miji/core';
import type { ScopedTransaction } from '@miji/db';
import { lockStore } from '@miji/db';
import { cannotDestroy } from '../destructions/witnessed-destruction.ts';
import type { Reason } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import { storeRefuses } from './bound-for.ts';
import { areColleagues, mayNotReach } from './may-reach.ts';
import type { HeldMovement } from './movement-desk.ts';

/**
 * Why what was announced may not be taken over any more; null where it may. Since then a store may have closed, a level risen, a grant
 * died; somebody may have left, been moved or shut out; the item may be held. It can still be declined and withdrawn.
 *
 * @see GS-18
 * @see GS-23
 * @see CF-29
 */
export const forbiddenSince = async (
  ctx: CallContext,
  tx: ScopedTransaction,
  held: HeldMovement,
): Promise<Reason | null> =>
  (await cannotLie(ctx, tx, held)) ?? (await cannotReach(ctx, tx, held)) ?? (await cannotDestroy(ctx, tx, held));

const OVER: Reason = { code: 'MOVEMENT_OVER', rule: 'copy.original', article: 'AR-36' };

/** What was announced for a store that has closed meanwhile, or for a level that has risen, does not go there any more. */
const cannotLie = async (ctx: CallContext, tx: ScopedTransaction, held: HeldMovement): Promise<Reason | null> => {
  const { to_store_id, act } = held.movement;
  if (to_store_id === null || act === 'give_back' || act === 'replace_page') return null;
  const store = await lockStore(tx, to_store_id);
  return store === undefined ? OVER : storeRefuses(ctx, held, store);
};

/** What brings something into somebody’s hands. What comes back may always come back, and what was made for one is on his name already. */
const TO_A_PERSON: ReadonlySet<CopyAct> = new Set(['pass_on', 'send', 'lend']);

const NOT_HIS: Reason = { code: 'NOT_IN_RANGE', rule: 'copy.original', article: 'GS-18' };

/** Giver and taker are asked once more: both in office, of one house where it was not sent, and with a right to know the item. @see CD-12 */
const cannotReach = async (ctx: CallContext, tx: ScopedTransaction, held: HeldMovement): Promise<Reason | null> => {
  const { movement, giver, taker } = held;
  if (!TO_A_PERSON.has(movement.act) || movement.to_person_id === null) return null;
  const areInOffice = [giver, taker].every((side) => side !== undefined && inOffice(side, ctx.at).length > 0);
  if (giver === undefined || taker === undefined || !areInOffice) return NOT_HIS;
  if (movement.act === 'pass_on' && !areColleagues(giver, taker, ctx)) return NOT_HIS;
  return mayNotReach(ctx, tx, held, { giver: movement.from_store_id === null ? giver : null, taker });
};
