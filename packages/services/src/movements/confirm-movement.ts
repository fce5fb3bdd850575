import type { confirmMovement as contract } from '@miji/contract';
import type { CopyPlace, MovementRow, ScopedTransaction } from '@miji/db';
import { appendEvents, endMovement, lockStore, placeCopies } from '@miji/db';
import type { z } from 'zod';
import { idsOf, pagesOf } from '../copies/bundle.ts';
import type { Outcome } from '../copies/copy-desk.ts';
import { aboutCopy, copyHappening } from '../copies/copy-events.ts';
import { closeLoan } from '../loans/close-loan.ts';
import { tell } from '../notices/tell.ts';
import type { Reason } from '../platform/audit.ts';
import { done } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import { storeRefuses } from './bound-for.ts';
import type { HeldMovement } from './movement-desk.ts';
import { actOnMovement } from './movement-desk.ts';
import { showMovement } from './show-movement.ts';
import { signedOnScreen } from './signed-on-screen.ts';
import { mayTake } from './taking.ts';

type Input = z.output<typeof contract.input>;

/**
 * Counts and confirms what somebody else has announced, or that a copy has reached its first holder. With this the other side answers
 * for it. A second confirmation by the same person with the same count changes nothing.
 *
 * @throws Refusal `NOT_FOUND` to whoever has no part in it, `SEPARATION_OF_DUTIES` to who announced it, `NOT_KEEPER`,
 * `COPY_NOT_WITH_YOU`, `MOVEMENT_OVER`, `COUNT_DIFFERS`, `STORE_LEVEL`
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
  const { copy, movement, person, keepings } = held;
  const signed = input.signature === undefined ? null : await signedOnScreen(ctx, tx, held, input.signature);
  if (signed !== null && 'wrong' in signed) return { refused: signed.wrong };
  const taker = signed?.taker ?? person.personId;
  if (movement.outcome !== 'pending') {
    const isHis = movement.outcome === 'confirmed' && movement.taken_by === taker;
    return isHis && movement.pages_taken === input.pages ? { done: movement } : { refused: OVER };
  }
  const code = signed === null ? mayTake(movement, keepings) : null;
  if (code !== null) return { refused: { code, rule: 'copy.original', article: 'AR-36' } };
  const refused = countDiffers(held, input.pages) ?? (await cannotLie(ctx, tx, held));
  if (refused !== null) return { refused };

  await placeCopies(tx, idsOf(held), placeAfter(held, taker));
  if (copy.pages === null && held.bound.length === 0 && movement.act !== 'replace_page')
    await placeCopies(tx, [copy.id], { pages: input.pages });
  if (movement.act === 'give_back') {
    const condition = input.condition ?? null;
    await closeLoan(ctx, tx, {
      copyId: copy.id,
      outcome: 'returned',
      by: person.personId,
      pages: input.pages,
      condition,
    });
  }
  const confirmed = await endMovement(tx, movement.id, {
    outcome: 'confirmed',
    at: ctx.at,
    taken: {
      by: taker,
      pages: input.pages,
      condition: input.condition ?? null,
      how: signed === null ? 'session' : 'signature',
      signature: signed === null ? null : JSON.stringify(input.signature),
    },
  });
  if (confirmed === undefined) return { refused: OVER };
  await tell(ctx.platform, tx, {
    kind: 'movement_confirmed',
    at: ctx.at,
    // Whoever signed on somebody else’s screen is told, so that no signature is put under his name behind his back.
    to: [movement.given_by, signed === null ? null : taker].filter((id) => id !== person.personId),
    about: aboutCopy(copy),
    person: taker,
    key: `${movement.id} movement_confirmed`,
  });
  const details = { act: movement.act, movement: movement.id, pages: input.pages, taker, signed: signed !== null };
  await appendEvents(tx, [done(ctx, copyHappening(copy, 'copy.confirmed', details))]);
  return { done: confirmed };
};

const OVER: Reason = { code: 'MOVEMENT_OVER', rule: 'copy.original', article: 'AR-36' };

/** Whether the count is another than the giver’s, or, where he gave none, than what was counted before. */
const countDiffers = (held: HeldMovement, pages: number): Reason | null => {
  const { act, pages_given } = held.movement;
  const before = pages_given ?? (act === 'replace_page' ? null : pagesOf(held));
  return before === null || before === pages
    ? null
    : { code: 'COUNT_DIFFERS', rule: 'copy.original', article: 'AR-36' };
};

/** What was announced for a store that has closed meanwhile, or for a level that has risen, does not go there any more. */
const cannotLie = async (ctx: CallContext, tx: ScopedTransaction, held: HeldMovement): Promise<Reason | null> => {
  const { to_store_id, act } = held.movement;
  if (to_store_id === null || act === 'give_back' || act === 'replace_page') return null;
  const store = await lockStore(tx, to_store_id);
  return store === undefined ? OVER : storeRefuses(ctx, held, store);
};

/** Where a copy is once a movement is confirmed. */
const placeAfter = ({ movement, copy }: HeldMovement, taker: string): CopyPlace => {
  const { act, to_state: state, to_store_id, to_person_id } = movement;
  switch (act) {
    case 'issue':
    case 'replace_page':
      return { state: copy.state };
    case 'lend':
      return { state, holder_id: taker, store_id: null };
    case 'bring_back':
      return { state, holder_id: to_person_id ?? taker, store_id: to_store_id, due_at: null };
    default:
      return { state, holder_id: taker, store_id: to_store_id, due_at: null };
  }
};
