import type { withdrawMovement as contract } from '@miji/contract';
import type { MovementRow, ScopedTransaction } from '@miji/db';
import { appendEvents } from '@miji/db';
import type { z } from 'zod';
import type { Outcome } from '../copies/copy-desk.ts';
import { aboutCopy, copyHappening } from '../copies/copy-events.ts';
import { copyIdOf } from '../copies/copy-summary.ts';
import { draftIncident, incidentBy } from '../incidents/draft-incident.ts';
import { tell } from '../notices/tell.ts';
import { done } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import { takersOf } from './begin-movement.ts';
import type { HeldMovement } from './movement-desk.ts';
import { actOnMovement } from './movement-desk.ts';
import { showMovement } from './show-movement.ts';
import { mayCountersign } from './taking.ts';
import { undoMovement } from './undo-movement.ts';

/**
 * Takes back what one has announced and nobody has confirmed yet; whoever was to have it is told. What he has signed for is taken back by
 * a second person, another keeper or the owner’s security officer; where whoever gave it takes it back himself, that is looked into. That
 * a copy was issued is not taken back.
 *
 * @throws Refusal `NOT_FOUND`, `COPY_NOT_WITH_YOU` to everybody but who announced it, keeps where it comes from, or may stand as the second
 * person; `MOVEMENT_OVER`
 * @see AR-36
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
  const isSecond = mayCountersign(movement, keepings) === null;
  const keepsThere = from_store_id !== null && keepings.storeIds.has(from_store_id);
  const isGivers = given_by === person.personId || keepsThere || isSecond;
  const rule = 'copy.original';
  if (given_by === null || !isGivers) return { refused: { code: 'COPY_NOT_WITH_YOU', rule, article: 'AR-36' } };
  const over = { refused: { code: 'MOVEMENT_OVER', rule, article: 'AR-36' } } as const;
  if (movement.outcome !== 'pending') return over;
  const withdrawn = await undoMovement(ctx, tx, held, { outcome: 'withdrawn', at: ctx.at });
  if (withdrawn === undefined) return over;
  if (movement.signed_at !== null && !isSecond) await lookInto(ctx, tx, held);
  await tell(ctx.platform, tx, {
    kind: 'movement_withdrawn',
    at: ctx.at,
    to: (await takersOf(tx, movement)).filter((id) => id !== person.personId),
    about: aboutCopy(copy),
    person: person.personId,
    key: `${movement.id} movement_withdrawn`,
  });
  const details = { act: movement.act, movement: movement.id };
  await appendEvents(tx, [done(ctx, copyHappening(copy, 'copy.withdrawn', details))]);
  return { done: withdrawn };
};

/** He has signed that he has it, and it is said not to have left: one of both is wrong. */
const lookInto = async (ctx: CallContext, tx: ScopedTransaction, { copy, movement }: HeldMovement): Promise<void> => {
  const { id, act, given_by, signed_before, pages_given, pages_taken } = movement;
  await draftIncident(incidentBy(ctx), tx, {
    kind: 'signature_disputed',
    copy,
    person: signed_before ?? given_by,
    facts: `${copyIdOf(copy)} ${act}: ${pages_given ?? '?'} → ${pages_taken ?? '?'}`,
    key: `${id} signature_disputed`,
  });
};
