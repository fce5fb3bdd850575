import type { findCopyAgain as contract } from '@miji/contract';
import { moveCopy } from '@miji/core';
import type { CopyRow, ScopedTransaction } from '@miji/db';
import {
  appendEvents,
  copiesById,
  insertMovement,
  keepsStore,
  lockStore,
  movementsOfCopy,
  placeCopies,
  stayInOffice,
} from '@miji/db';
import type { z } from 'zod';
import { draftIncident, incidentBy } from '../incidents/draft-incident.ts';
import { doneAtOnce, movementOf } from '../movements/begin-movement.ts';
import { storeRefuses } from '../movements/bound-for.ts';
import { done } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import { idsOf, pagesOf } from './bundle.ts';
import type { HeldCopy, Outcome } from './copy-desk.ts';
import { actOnCopy } from './copy-desk.ts';
import { copyHappening } from './copy-events.ts';
import { copyIdOf } from './copy-summary.ts';
import { showSummary } from './show-summary.ts';

type Input = z.output<typeof contract.input>;

/**
 * A keeper has what was lost: it lies in his store, returned for good, and does not go out again. Where pages are missing it is not found:
 * they are still gone, and that is looked into.
 *
 * @throws Refusal `NOT_FOUND`, `NOT_KEEPER`, `COPY_STATE` for what is not lost, `SEPARATION_OF_DUTIES` to who has lost it or said that it
 * was, `COUNT_DIFFERS`, `STORE_LEVEL`
 * @see AR-37
 * @see CF-29
 */
export const findCopyAgain = async (ctx: CallContext, input: Input): Promise<z.output<typeof contract.output>> => {
  const asked = { id: input.copy, action: 'copy.found', storeId: input.storeId } as const;
  const row = await actOnCopy(ctx, asked, (tx, held) => find(ctx, tx, held, input));
  return showSummary(ctx, row);
};

const find = async (
  ctx: CallContext,
  tx: ScopedTransaction,
  held: HeldCopy,
  input: Input,
): Promise<Outcome<CopyRow>> => {
  const { copy, person } = held;
  const rule = 'copy.original';
  const store = await lockStore(tx, input.storeId);
  const keeps = store !== undefined && (await keepsStore(tx, store.id, person.personId));
  if (store === undefined || !keeps || !(await stayInOffice(tx, [person.personId], ctx.at)))
    return { refused: { code: 'NOT_KEEPER', rule, article: 'GS-26' } };
  const next = moveCopy(copy.state, 'find');
  if (next === null) return { refused: { code: 'COPY_STATE', rule, article: 'AR-37' } };
  if (copy.bound_to !== null) return { refused: { code: 'COPY_BOUND', rule, article: 'GS-24' } };
  const wrong = storeRefuses(ctx, held, store);
  if (wrong !== null) return { refused: wrong };
  const loss = (await movementsOfCopy(tx, copy.id)).findLast(({ act }) => act === 'lose');
  if ([copy.holder_id, loss?.given_by].includes(person.personId))
    return { refused: { code: 'SEPARATION_OF_DUTIES', rule, article: 'AR-37' } };
  const had = pagesOf(held);
  if (had !== null && had !== input.pages) {
    await draftIncident(incidentBy(ctx), tx, {
      kind: 'count_differs',
      copy,
      person: copy.holder_id,
      facts: `${copyIdOf(copy)} find: ${had} → ${input.pages}`,
      key: `${loss?.id ?? copy.id} found ${input.pages}`,
    });
    return { refused: { code: 'COUNT_DIFFERS', rule, article: 'AR-36' } };
  }
  const movement = await insertMovement(tx, {
    ...movementOf(copy, { act: 'find', to: next, at: ctx.at, by: person.personId }),
    ...doneAtOnce(ctx.at, person.personId),
    to_store_id: store.id,
    pages_taken: input.pages,
    note: input.note,
  });
  await placeCopies(tx, idsOf(held), { state: next, holder_id: person.personId, store_id: store.id });
  const details = { movement: movement.id, store: store.code, pages: input.pages };
  await appendEvents(tx, [done(ctx, copyHappening(copy, 'copy.found', details))]);
  const [row] = await copiesById(tx, [copy.id]);
  return { done: row ?? copy };
};
