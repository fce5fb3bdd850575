import type { bindCopies as contract } from '@miji/contract';
import type { CopyRow, ScopedTransaction } from '@miji/db';
import { appendEvents, copiesById, insertMovement, lockCopy, openMovementOf, placeCopies } from '@miji/db';
import type { z } from 'zod';
import { doneAtOnce, movementOf } from '../movements/begin-movement.ts';
import type { Reason } from '../platform/audit.ts';
import { done, NOT_FOUND } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import { invalid } from '../requests/check-terms.ts';
import type { Bundle } from './bundle.ts';
import { idsOf, pagesOf } from './bundle.ts';
import type { HeldCopy, Outcome } from './copy-desk.ts';
import { actOnCopy, untouchable } from './copy-desk.ts';
import { copyHappening } from './copy-events.ts';
import { copyIdOf } from './copy-summary.ts';
import { parts } from './known-copy.ts';
import { showSummaries } from './show-summary.ts';

type Input = z.output<typeof contract.input>;

/**
 * Binds copies of one item that one person holds, or that lie in one store, into one of them: from then on they go where that goes,
 * and each keeps its number.
 *
 * @throws Refusal `NOT_FOUND`, `COPY_NOT_WITH_YOU`, `COPY_BOUND`, `MOVEMENT_OPEN`, `COPY_STATE` where one of them is not held in the same
 * hands, `NOT_COUNTED` where one has no page count, `VALIDATION` where they are not of one item
 * @see GS-24
 */
export const bindCopies = async (ctx: CallContext, input: Input): Promise<z.output<typeof contract.output>> => {
  const rows = await actOnCopy(ctx, { id: input.into, action: 'copy.bound' }, (tx, held) => bind(ctx, tx, held, input));
  return { copies: await showSummaries(ctx, rows) };
};

const bind = async (
  ctx: CallContext,
  tx: ScopedTransaction,
  held: HeldCopy,
  input: Input,
): Promise<Outcome<readonly CopyRow[]>> => {
  const { copy: into, person } = held;
  const refused = untouchable(held);
  if (refused !== null) return { refused };
  if (into.state !== 'held') return { refused: { code: 'COPY_STATE', rule: 'copy.original', article: 'GS-24' } };
  if (pagesOf(held) === null) return { refused: NOT_COUNTED };
  const ids = [...new Set(input.copies)].sort();
  if (ids.includes(input.into) || ids.some((id) => parts(id).item !== into.item_number))
    return { refused: invalid('copies', 'GS-24') };
  const added: Bundle[] = [];
  for (const id of ids) {
    const one = await lockCopy(tx, into.item_number, parts(id).number);
    if (one === undefined) return { refused: NOT_FOUND };
    const wrong = await unbindable(tx, into, one);
    if (wrong !== null) return { refused: wrong };
    added.push(one);
  }
  for (const one of added) {
    // What was bound into it before comes with it, so that everything hangs on one copy.
    await placeCopies(tx, idsOf(one), { bound_to: into.id });
    await insertMovement(tx, {
      ...movementOf(one.copy, { act: 'bind', to: 'held', at: ctx.at, by: person.personId }),
      ...doneAtOnce(ctx.at, person.personId),
      to_person_id: into.holder_id,
      to_store_id: into.store_id,
      note: `${input.into} ${input.note}`,
    });
  }
  await appendEvents(
    tx,
    added.map(({ copy }) => done(ctx, copyHappening(copy, 'copy.bound', { into: copyIdOf(into) }))),
  );
  const moved = await copiesById(tx, [into.id, ...added.map(({ copy }) => copy.id)]);
  return { done: moved.sort((one, other) => one.number - other.number) };
};

/** What is bound is counted as one from then on: of what was never counted nobody could say what is missing. */
const NOT_COUNTED: Reason = { code: 'NOT_COUNTED', rule: 'copy.original', article: 'AR-36' };

const unbindable = async (tx: ScopedTransaction, into: CopyRow, one: Bundle): Promise<Reason | null> => {
  const { copy } = one;
  const rule = 'copy.original';
  if (copy.holder_id !== into.holder_id || copy.store_id !== into.store_id)
    return { code: 'COPY_NOT_WITH_YOU', rule, article: 'GS-24' };
  if (copy.bound_to !== null) return { code: 'COPY_BOUND', rule, article: 'GS-24' };
  if (copy.state !== 'held') return { code: 'COPY_STATE', rule, article: 'GS-24' };
  if (pagesOf(one) === null) return NOT_COUNTED;
  const open = await openMovementOf(tx, copy.id);
  return open === undefined ? null : { code: 'MOVEMENT_OPEN', rule, article: 'AR-36' };
};
