import type { confirmMovement as contract } from '@miji/contract';
import type { RefusalCode } from '@miji/core';
import type { MovementRow, ScopedTransaction } from '@miji/db';
import { appendEvents, endMovement, placeCopies, stayInOffice } from '@miji/db';
import type { z } from 'zod';
import { idsOf, pagesOf } from '../copies/bundle.ts';
import type { Outcome } from '../copies/copy-desk.ts';
import { aboutCopy, copyHappening } from '../copies/copy-events.ts';
import { recordDestruction } from '../destructions/witnessed-destruction.ts';
import { closeLoan } from '../loans/close-loan.ts';
import { tell } from '../notices/tell.ts';
import type { Reason } from '../platform/audit.ts';
import { done } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import { forbiddenSince } from './forbidden-since.ts';
import type { HeldMovement } from './movement-desk.ts';
import { actOnMovement } from './movement-desk.ts';
import { placeAfter } from './place-after.ts';
import { showMovement } from './show-movement.ts';
import { signOnScreen } from './signed-on-screen.ts';
import { mayCountersign, mayTake } from './taking.ts';

type Input = z.output<typeof contract.input>;

/**
 * Counts and confirms what somebody else has announced, or that a copy has reached its first holder. With this the other side answers
 * for it. A second confirmation by the same person with the same count changes nothing. Where the taker has signed on a keeper’s screen,
 * a second person may confirm for him.
 *
 * @throws Refusal `NOT_FOUND` to whoever has no part in it, `SEPARATION_OF_DUTIES` to who announced it, or on whose screen it was signed
 * for, `NOT_KEEPER`, `COPY_NOT_WITH_YOU`, `MOVEMENT_OVER`, `COUNT_DIFFERS`, `STORE_LEVEL`; `NOT_IN_RANGE`, `EXCLUDED`, `NOT_DESIGNATED`,
 * `ON_HOLD` where the law gives it no longer; of a destruction also what `copies.destroy` is refused with where it has come about since
 * @see AR-36
 * @see GS-24
 */
export const confirmMovement = async (ctx: CallContext, input: Input): Promise<z.output<typeof contract.output>> => {
  const action = 'copy.confirmed';
  const row = await actOnMovement(ctx, { id: input.movement, action }, (tx, held) => confirm(ctx, tx, held, input));
  return showMovement(ctx, row);
};

const confirm = async (
  ctx: CallContext,
  tx: ScopedTransaction,
  held: HeldMovement,
  input: Input,
): Promise<Outcome<MovementRow>> => {
  const { movement, person } = held;
  const { signature, pages } = input;
  if (movement.outcome !== 'pending') {
    const isHis = movement.outcome === 'confirmed' && confirmerOf(movement) === person.personId;
    return isHis && movement.pages_taken === pages ? { done: movement } : { refused: OVER };
  }
  const differs = countDiffers(held, pages);
  if (signature !== undefined)
    return differs === null ? signOnScreen(ctx, tx, held, { input, signature }) : { refused: differs };
  const taking = takenBy(held);
  const article = movement.act === 'destroy' ? 'K-12' : 'AR-36';
  if ('code' in taking) return { refused: { ...taking, rule: 'copy.original', article } };
  const refused = differs ?? (await forbiddenSince(ctx, tx, held));
  if (refused !== null) return { refused };
  // Whoever leaves at this moment takes nothing with him, see AR-06.
  if (!(await stayInOffice(tx, [taking.taker], ctx.at)))
    return { refused: { code: 'NOT_EMPLOYED', rule: 'copy.original', article: 'AR-06' } };
  return take(ctx, tx, held, { input, taking });
};

/** Who takes it over, and who stands for his signature where he does not confirm it himself. */
interface Taking {
  readonly taker: string;
  readonly countersignedBy?: string;
}

/** In whose name whoever acts may confirm; or why he may not. */
const takenBy = ({ movement, person, keepings }: HeldMovement): Taking | { readonly code: RefusalCode } => {
  const { personId } = person;
  const code = mayTake(movement, keepings);
  if (code === null) return { taker: personId };
  if (movement.signed_at === null || movement.to_person_id === null) return { code };
  const other = mayCountersign(movement, keepings);
  return other === null ? { taker: movement.to_person_id, countersignedBy: personId } : { code: other };
};

const confirmerOf = ({ countersigned_by, taken_by }: MovementRow): string | null => countersigned_by ?? taken_by;

const take = async (
  ctx: CallContext,
  tx: ScopedTransaction,
  held: HeldMovement,
  { input, taking }: { readonly input: Input; readonly taking: Taking },
): Promise<Outcome<MovementRow>> => {
  const { copy, movement, person } = held;
  const { taker, countersignedBy } = taking;
  const { pages, condition = null } = input;
  await placeCopies(tx, idsOf(held), placeAfter(held, taker));
  if (copy.pages === null && held.bound.length === 0 && movement.act !== 'replace_page')
    await placeCopies(tx, [copy.id], { pages });
  if (movement.act === 'give_back')
    await closeLoan(ctx, tx, { copyId: copy.id, outcome: 'returned', by: person.personId, pages, condition });
  const confirmed = await endMovement(tx, movement.id, {
    outcome: 'confirmed',
    at: ctx.at,
    taken: {
      by: taker,
      pages,
      condition,
      how: countersignedBy === undefined ? 'session' : 'signature',
      ...(countersignedBy === undefined ? {} : { countersignedBy }),
    },
  });
  if (confirmed === undefined) return { refused: OVER };
  await (movement.act === 'destroy'
    ? recordDestruction(ctx, tx, held, pages)
    : sayTaken(ctx, tx, held, { taking, pages }));
  return { done: confirmed };
};

const sayTaken = async (
  ctx: CallContext,
  tx: ScopedTransaction,
  { copy, movement, person }: HeldMovement,
  { taking, pages }: { readonly taking: Taking; readonly pages: number },
): Promise<void> => {
  const { taker, countersignedBy } = taking;
  await tell(ctx.platform, tx, {
    kind: 'movement_confirmed',
    at: ctx.at,
    // He for whose signature another stands is told, so that nothing is put under his name behind his back.
    to: [movement.given_by, movement.signed_before, taker].filter((id) => id !== person.personId),
    about: aboutCopy(copy),
    person: taker,
    key: `${movement.id} movement_confirmed`,
  });
  const by = countersignedBy === undefined ? {} : { countersigned: countersignedBy };
  const details = { act: movement.act, movement: movement.id, pages, taker, ...by };
  await appendEvents(tx, [done(ctx, copyHappening(copy, 'copy.confirmed', details))]);
};

const OVER: Reason = { code: 'MOVEMENT_OVER', rule: 'copy.original', article: 'AR-36' };

/** Whether the count is another than the giver’s, or, where he gave none, than what was signed for or counted before. */
const countDiffers = (held: HeldMovement, pages: number): Reason | null => {
  const { act, pages_given, pages_taken } = held.movement;
  const before = pages_given ?? pages_taken ?? (act === 'replace_page' ? null : pagesOf(held));
  return before === null || before === pages
    ? null
    : { code: 'COUNT_DIFFERS', rule: 'copy.original', article: 'AR-36' };
};
