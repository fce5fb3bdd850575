import type { MovementEnd, MovementRow, ScopedTransaction } from '@miji/db';
import { endMovement, placeCopies } from '@miji/db';
import type { Bundle } from '../copies/bundle.ts';
import { idsOf } from '../copies/bundle.ts';
import { closeLoan } from '../loans/close-loan.ts';
import type { CallContext } from '../platform/context.ts';

/**
 * Ends a movement that did not come about, within the transaction that holds it and its copy: the copy is where it was, and with whom.
 * A loan that nobody took over is over, and never was one.
 *
 * @returns the movement as it ended; undefined where it had ended before
 */
export const undoMovement = async (
  ctx: CallContext,
  tx: ScopedTransaction,
  { movement, ...bundle }: Bundle & { readonly movement: MovementRow },
  end: MovementEnd,
): Promise<MovementRow | undefined> => {
  const ended = await endMovement(tx, movement.id, end);
  if (ended === undefined) return undefined;
  const { act, from_state, from_person_id, from_store_id } = movement;
  const place = { state: from_state, store_id: from_store_id };
  const holder = from_person_id === null ? {} : { holder_id: from_person_id };
  if (act === 'send') await placeCopies(tx, idsOf(bundle), { ...place, ...holder });
  if (act === 'lend') {
    await placeCopies(tx, idsOf(bundle), { ...place, ...holder, due_at: null });
    await closeLoan(ctx, tx, { copyId: bundle.copy.id, outcome: 'not_taken', by: null, pages: null, condition: null });
  }
  return ended;
};
