import type { announceMovement as contract } from '@miji/contract';
import { moveCopy } from '@miji/core';
import type { MovementRow, ScopedTransaction } from '@miji/db';
import { appendEvents, findMovementByKey, placeCopies } from '@miji/db';
import type { z } from 'zod';
import { idsOf, pagesOf } from '../copies/bundle.ts';
import type { HeldCopy, Outcome } from '../copies/copy-desk.ts';
import { actOnCopy, untouchable } from '../copies/copy-desk.ts';
import { copyHappening } from '../copies/copy-events.ts';
import type { Reason } from '../platform/audit.ts';
import { done } from '../platform/audit.ts';
import { loadPerson } from '../platform/caller.ts';
import type { ActingPerson, CallContext } from '../platform/context.ts';
import { beginMovement, movementOf } from './begin-movement.ts';
import { boundFor } from './bound-for.ts';
import { showMovement } from './show-movement.ts';

type Input = z.output<typeof contract.input>;

/**
 * Begins what takes two sides. Whoever answers for the copy says what he hands over, to whom, and how many pages it has; he answers for
 * it until the other side has counted and confirmed. What is sent to another company is on its way from here on.
 *
 * @throws Refusal `NOT_FOUND` to whoever has nothing to do with the copy, `COPY_NOT_WITH_YOU`, `COPY_BOUND`, `MOVEMENT_OPEN`,
 * `NO_RELENDING`, `LENT_ONLY` for what lies in a store, `COPY_STATE`, `COUNT_DIFFERS` where it had another number of pages,
 * `NOT_IN_RANGE`, `STORE_LEVEL`, `ON_HOLD`, `SEPARATION_OF_DUTIES`, `UNPRINTABLE_CHARACTER` to whoever it could not be drawn for,
 * `VERSION_CONFLICT` where the key has served for something else
 * @see AR-35
 * @see AR-36
 * @see PM-11
 * @see CD-12
 */
export const announceMovement = async (ctx: CallContext, input: Input): Promise<z.output<typeof contract.output>> => {
  const { to } = input;
  // Before the copy is held, so that nobody waits for it meanwhile.
  const taker = to !== undefined && 'personId' in to ? await loadPerson(ctx.platform, to.personId, ctx.at) : undefined;
  const asked = {
    id: input.copy,
    action: 'copy.announced',
    ...(to !== undefined && 'storeId' in to ? to : {}),
  } as const;
  const row = await actOnCopy(ctx, asked, (tx, held) => announce(ctx, tx, held, { input, taker }));
  return showMovement(ctx, row);
};

const announce = async (
  ctx: CallContext,
  tx: ScopedTransaction,
  held: HeldCopy,
  { input, taker }: { readonly input: Input; readonly taker: ActingPerson | undefined },
): Promise<Outcome<MovementRow>> => {
  const { copy, person } = held;
  const { act } = input;
  const earlier = await findMovementByKey(tx, copy.id, input.idempotencyKey);
  if (earlier !== undefined) {
    return earlier.given_by === person.personId && isSame(earlier, input)
      ? { done: earlier }
      : { refused: { code: 'VERSION_CONFLICT', rule: 'copy.original' } };
  }
  const refused = untouchable(held) ?? unmoved(held, act);
  if (refused !== null) return { refused };
  const next = moveCopy(copy.state, act);
  if (next === null) return { refused: { code: 'COPY_STATE', rule: 'copy.original', article: 'GS-24' } };
  const destination = await boundFor(ctx, tx, held, { input, taker });
  if ('wrong' in destination) {
    const { wrong } = destination;
    return { refused: wrong };
  }
  const pages = pagesOf(held);
  if (pages !== null && pages !== input.pages)
    return { refused: { code: 'COUNT_DIFFERS', rule: 'copy.original', article: 'AR-36' } };
  const movement = await beginMovement(ctx.platform, tx, copy, {
    ...movementOf(copy, {
      act,
      // What is sent is received once it is confirmed; until then it is on its way.
      to: act === 'send' ? 'held' : next,
      at: ctx.at,
      by: person.personId,
      key: input.idempotencyKey,
    }),
    ...destination.bound,
    pages_given: input.pages,
    condition_given: input.condition ?? null,
    means: input.means ?? null,
  });
  if (act === 'send') await placeCopies(tx, idsOf(held), { state: next });
  await appendEvents(tx, [
    done(ctx, copyHappening(copy, 'copy.announced', { act, movement: movement.id, pages: input.pages })),
  ]);
  return { done: movement };
};

/** Whether an announcement says once more what an earlier one has said. */
const isSame = (earlier: MovementRow, { act, pages, to, means, condition }: Input): boolean =>
  earlier.act === act &&
  earlier.pages_given === pages &&
  earlier.means === (means ?? null) &&
  earlier.condition_given === (condition ?? null) &&
  (to === undefined || ('personId' in to ? earlier.to_person_id === to.personId : earlier.to_store_id === to.storeId));

/** What may not be done with a copy as it is, in the words of the article that says so. */
const unmoved = ({ copy }: HeldCopy, act: Input['act']): Reason | null => {
  if (copy.state === 'lent' && act !== 'give_back')
    return { code: 'NO_RELENDING', rule: 'copy.original', article: 'AR-35' };
  if (copy.state === 'carried_out' && (act === 'pass_on' || act === 'send'))
    return { code: 'NO_RELENDING', rule: 'copy.original', article: 'PM-11' };
  return null;
};
