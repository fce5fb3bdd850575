import { randomUUID } from 'node:crypto';
import type { CopyAct, CopyState, Temporal } from '@miji/core';
import type { CopyRow, MovementRow, NewMovement, ScopedTransaction } from '@miji/db';
import { custodySettingOf, insertMovement, keepersOf } from '@miji/db';
import { aboutCopy } from '../copies/copy-events.ts';
import { tell } from '../notices/tell.ts';
import type { Platform } from '../platform/context.ts';

/** The fields of a movement that every act writes in the same way: what moves, from where, as whose act. */
export const movementOf = (
  copy: CopyRow,
  moved: {
    readonly act: CopyAct;
    readonly to: CopyState;
    readonly at: Temporal.Instant;
    /** who hands it over; null where it comes from nobody */
    readonly by: string | null;
    readonly key?: string;
  },
): Pick<
  NewMovement,
  | 'id'
  | 'copy_id'
  | 'act'
  | 'from_state'
  | 'to_state'
  | 'from_person_id'
  | 'from_store_id'
  | 'given_by'
  | 'given_at'
  | 'idempotency_key'
> => {
  const id = randomUUID();
  return {
    id,
    copy_id: copy.id,
    act: moved.act,
    from_state: copy.state,
    to_state: moved.to,
    from_person_id: copy.holder_id,
    from_store_id: copy.store_id,
    given_by: moved.by,
    given_at: moved.at,
    idempotency_key: moved.key ?? id,
  };
};

/** What is done at once: the one who acts has the copy in his own hands, and nobody else has to count. */
export const doneAtOnce = (
  at: Temporal.Instant,
  by: string,
): Pick<NewMovement, 'outcome' | 'taken_by' | 'taken_at' | 'confirmed_by' | 'ended_at'> => ({
  outcome: 'confirmed',
  taken_by: by,
  taken_at: at,
  confirmed_by: 'session',
  ended_at: at,
});

/**
 * Writes down a movement that the other side has to confirm, by when, and tells whoever may.
 *
 * @see AR-36
 */
export const beginMovement = async (
  platform: Platform,
  tx: ScopedTransaction,
  copy: CopyRow,
  movement: Omit<NewMovement, 'outcome' | 'confirm_by'> & { readonly given_at: Temporal.Instant },
): Promise<MovementRow> => {
  const { receiptHours } = await custodySettingOf(tx);
  const at = movement.given_at;
  const confirm_by = at.add({ hours: receiptHours });
  const row = await insertMovement(tx, { ...movement, outcome: 'pending', confirm_by });
  await tell(platform, tx, {
    kind: row.act === 'destroy' ? 'destruction_to_witness' : 'handed_to_you',
    at,
    to: (await takersOf(tx, row)).filter((id) => id !== row.given_by),
    about: aboutCopy(copy, confirm_by),
    ...(row.given_by === null ? {} : { person: row.given_by }),
    key: `${row.id} handed_to_you`,
  });
  return row;
};

/** Who may take what a movement brings: a person, or the keepers of a store. */
export const takersOf = async (
  tx: ScopedTransaction,
  movement: Pick<MovementRow, 'to_person_id' | 'to_store_id'>,
): Promise<readonly string[]> => {
  if (movement.to_store_id !== null)
    return (await keepersOf(tx, [movement.to_store_id])).map(({ person_id }) => person_id);
  return movement.to_person_id === null ? [] : [movement.to_person_id];
};
