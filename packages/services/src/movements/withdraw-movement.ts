import type { withdrawMovement as contract } from '@miji/contract';
import type { MovementRow, ScopedTransaction } from '@miji/db';
import { appendEvents } from '@miji/db';
import type { z } from 'zod';
import type { Outcome } from '../copies/copy-desk.ts';
import { copyHappening } from '../copies/copy-events.ts';
import { done } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import type { HeldMovement } from './movement-desk.ts';
import { actOnMovement } from './movement-desk.ts';
import { showMovement } from './show-movement.ts';
import { undoMovement } from './undo-movement.ts';

/**
 * Takes back what one has announced and nobody has confirmed yet. That a copy was issued is not taken back.
 *
 * @throws Refusal `NOT_FOUND`, `COPY_NOT_WITH_YOU` to everybody but who announced it, or keeps where it comes from; `MOVEMENT_OVER`
 */
export const withdrawMovement = async (
  ctx: CallContext,
  input: z.output<typeof contract.input>,
): Promise<z.output<typeof contract.output>> => {
  const row = await actOnMovement(ctx, { id: input.movement, action: 'copy.withdrawn' }, (tx, held) =>
    withdraw(ctx, tx, held),
  );
  return showMovement(ctx, row);
};

const withdraw = async (ctx: CallContext, tx: ScopedTransaction, held: HeldMovement): Promise<Outcome<MovementRow>> => {
  const { copy, movement, person, keepings } = held;
  const { given_by, from_store_id } = movement;
  const isGivers = given_by === person.personId || (from_store_id !== null && keepings.storeIds.has(from_store_id));
  const rule = 'copy.original';
  if (given_by === null || !isGivers) return { refused: { code: 'COPY_NOT_WITH_YOU', rule, article: 'AR-36' } };
  const over = { refused: { code: 'MOVEMENT_OVER', rule, article: 'AR-36' } } as const;
  if (movement.outcome !== 'pending') return over;
  const withdrawn = await undoMovement(ctx, tx, held, { outcome: 'withdrawn', at: ctx.at });
  if (withdrawn === undefined) return over;
  const details = { act: movement.act, movement: movement.id };
  await appendEvents(tx, [done(ctx, copyHappening(copy, 'copy.withdrawn', details))]);
  return { done: withdrawn };
};
