import { randomUUID } from 'node:crypto';
import type { ScopedTransaction, StoreRow } from '@miji/db';
import { copiesKeptBy, insertMovement, lockCopies, placeCopies, setCountDue } from '@miji/db';
import type { CallContext } from '../platform/context.ts';

/** Whose name is to stand for what lies in a store from now on. */
export interface StorePassing {
  readonly store: Pick<StoreRow, 'id'>;
  readonly from: string;
  readonly to: string;
  readonly note: string | null;
  readonly handoverId: string | null;
}

/**
 * Puts what lies in a store under one keeper's name under another's, each with a movement of its own; it goes on lying there. What he has
 * taken out of it goes with nothing. Nobody has counted what he gets by that: stock is to be taken. The store is held already.
 *
 * @see AR-06
 */
export const passStore = async (ctx: CallContext, tx: ScopedTransaction, passing: StorePassing): Promise<number> => {
  const { store, from, to, note, handoverId } = passing;
  await lockCopies(tx, await copiesKeptBy(tx, store.id, from));
  const lying = await copiesKeptBy(tx, store.id, from);
  for (const copy of lying) {
    await insertMovement(tx, {
      id: randomUUID(),
      copy_id: copy.id,
      act: 'pass_on',
      outcome: 'confirmed',
      from_state: copy.state,
      to_state: copy.state,
      from_person_id: from,
      from_store_id: store.id,
      to_person_id: to,
      to_store_id: store.id,
      given_by: from,
      given_at: ctx.at,
      taken_by: to,
      taken_at: ctx.at,
      // Nobody has counted it, on neither side: a stocktaking says what is there.
      pages_given: null,
      pages_taken: null,
      confirmed_by: handoverId === null ? null : 'session',
      note,
      handover_id: handoverId,
      ended_at: ctx.at,
      idempotency_key: randomUUID(),
    });
  }
  if (lying.length > 0) {
    await placeCopies(
      tx,
      lying.map(({ id }) => id),
      { holder_id: to },
    );
    await setCountDue(tx, store.id, ctx.at);
  }
  return lying.length;
};
