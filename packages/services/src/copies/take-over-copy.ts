import type { takeOverCopy as contract } from '@miji/contract';
import { holdsPost, moveCopy } from '@miji/core';
import type { MovementRow, ScopedTransaction } from '@miji/db';
import { appendEvents, endMovement, findMovementByKey, lockStore, movementsOfCopy, openLoanOf } from '@miji/db';
import type { z } from 'zod';
import { draftIncident, incidentBy } from '../incidents/draft-incident.ts';
import { beginMovement, movementOf } from '../movements/begin-movement.ts';
import { storeRefuses } from '../movements/bound-for.ts';
import { showMovement } from '../movements/show-movement.ts';
import { done } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import { invalid } from '../requests/check-terms.ts';
import { pagesOf } from './bundle.ts';
import type { HeldCopy, Outcome } from './copy-desk.ts';
import { actOnCopy } from './copy-desk.ts';
import { copyHappening } from './copy-events.ts';
import { copyIdOf } from './copy-summary.ts';
import { FETCHED_BY, mayFetch } from './may-fetch.ts';

type Input = z.output<typeof contract.input>;

/**
 * Takes over a copy without its holder: he was to have it and never confirmed that he has, or he has gone and left it behind. The owner’s
 * security officer begins it; it is done when a keeper of the store has counted the same. Whatever is missing by then is looked into. What
 * was lent goes into the store that it was lent from.
 *
 * @throws Refusal `NOT_FOUND`; `NOT_ENTITLED` to everybody but the owner’s security officer; `MOVEMENT_OPEN` while there is time to
 * confirm it, or it is being taken over already; `COPY_STATE` where somebody in office has had it; `STORE_LEVEL`, `VALIDATION`, `VERSION_CONFLICT`
 * where the key has served for something else
 * @see AR-06
 * @see AR-36
 * @see GS-24
 */
export const takeOverCopy = async (ctx: CallContext, input: Input): Promise<z.output<typeof contract.output>> => {
  const asked = { id: input.copy, action: 'copy.announced', storeId: input.storeId } as const;
  const row = await actOnCopy(ctx, asked, (tx, held) => takeOver(ctx, tx, held, input));
  return showMovement(ctx, row);
};

const takeOver = async (
  ctx: CallContext,
  tx: ScopedTransaction,
  held: HeldCopy,
  input: Input,
): Promise<Outcome<MovementRow>> => {
  const { copy, company, person, open } = held;
  const rule = 'copy.original';
  if (!holdsPost(person, company.id, 'security_officer', ctx.at))
    return { refused: { code: 'NOT_ENTITLED', rule, article: 'AR-36' } };
  const earlier = await findMovementByKey(tx, copy.id, input.idempotencyKey);
  if (earlier !== undefined) {
    const isSame = earlier.given_by === person.personId && earlier.pages_given === input.pages;
    return isSame ? { done: earlier } : { refused: { code: 'VERSION_CONFLICT', rule } };
  }
  const act = FETCHED_BY[copy.state];
  const next = act === undefined ? null : moveCopy(copy.state, act);
  if (act === undefined || next === null || !(await mayFetch(ctx, tx, copy, await movementsOfCopy(tx, copy.id))))
    return { refused: { code: open === undefined ? 'COPY_STATE' : 'MOVEMENT_OPEN', rule, article: 'AR-36' } };
  const store = await lockStore(tx, input.storeId);
  const loan = await openLoanOf(tx, copy.id);
  if (store === undefined || (loan !== undefined && loan.store_id !== store.id))
    return { refused: invalid('storeId', 'GS-26') };
  // Back to where it was lent from, even where its level would have it somewhere else by now.
  const wrong = loan === undefined ? storeRefuses(ctx, held, store) : null;
  if (wrong !== null) return { refused: wrong };
  if (open !== undefined) await endMovement(tx, open.id, { outcome: 'withdrawn', at: ctx.at, note: input.reason });
  const movement = await beginMovement(ctx.platform, tx, copy, {
    ...movementOf(copy, {
      act,
      to: next,
      at: ctx.at,
      by: person.personId,
      key: input.idempotencyKey,
    }),
    to_store_id: store.id,
    pages_given: input.pages,
    note: input.reason,
  });
  await lookInto(ctx, tx, held, { movement, counted: input.pages });
  const details = { act, movement: movement.id, pages: input.pages, without_holder: true };
  await appendEvents(tx, [done(ctx, copyHappening(copy, 'copy.announced', details))]);
  return { done: movement };
};

const lookInto = async (
  ctx: CallContext,
  tx: ScopedTransaction,
  held: HeldCopy,
  { movement, counted }: { readonly movement: MovementRow; readonly counted: number },
): Promise<void> => {
  const { copy } = held;
  const issued = pagesOf(held);
  if (issued === null || issued === counted) return;
  await draftIncident(incidentBy(ctx), tx, {
    kind: 'count_differs',
    copy,
    person: copy.holder_id,
    facts: `${copyIdOf(copy)} ${movement.act}: ${issued} → ${counted}`,
    key: `${movement.id} count_differs`,
  });
};
