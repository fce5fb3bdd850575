import type { CopyDetail, replacePage as contract } from '@miji/contract';
import { moveCopy } from '@miji/core';
import type { CopyRow, ScopedTransaction } from '@miji/db';
import { appendEvents, lockStore } from '@miji/db';
import type { z } from 'zod';
import { beginMovement, movementOf } from '../movements/begin-movement.ts';
import { storeRefuses } from '../movements/bound-for.ts';
import { done } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import { invalid } from '../requests/check-terms.ts';
import type { HeldCopy, Outcome } from './copy-desk.ts';
import { actOnCopy, untouchable } from './copy-desk.ts';
import { copyHappening } from './copy-events.ts';
import { showCopy } from './get-copy.ts';
import { findSeenCopy } from './known-copy.ts';

type Input = z.output<typeof contract.input>;

/**
 * Takes a page out of a copy for a new one. The old page goes to a store, and one of its keepers confirms that he has it: a page is not
 * thrown away.
 *
 * @throws Refusal `NOT_FOUND`, `COPY_NOT_WITH_YOU`, `COPY_BOUND`, `MOVEMENT_OPEN`, `COPY_STATE`, `STORE_LEVEL`, `VALIDATION` where it
 * has no such page
 * @see GS-24
 */
export const replacePage = async (ctx: CallContext, input: Input): Promise<CopyDetail> => {
  const asked = { id: input.copy, action: 'copy.page_replaced', storeId: input.storeId } as const;
  await actOnCopy(ctx, asked, (tx, held) => replace(ctx, tx, held, input));
  return showCopy(ctx, await findSeenCopy(ctx, input.copy, 'copy.page_replaced'));
};

const replace = async (
  ctx: CallContext,
  tx: ScopedTransaction,
  held: HeldCopy,
  input: Input,
): Promise<Outcome<CopyRow>> => {
  const { copy, person } = held;
  const refused = untouchable(held);
  if (refused !== null) return { refused };
  const next = moveCopy(copy.state, 'replace_page');
  if (next === null) return { refused: { code: 'COPY_STATE', rule: 'copy.original', article: 'GS-24' } };
  if (copy.pages !== null && input.page > copy.pages) return { refused: invalid('page', 'GS-24') };
  const store = await lockStore(tx, input.storeId);
  if (store === undefined) return { refused: invalid('storeId', 'GS-26') };
  const wrong = storeRefuses(ctx, held, store);
  if (wrong !== null) return { refused: wrong };
  const movement = await beginMovement(ctx.platform, tx, copy, {
    ...movementOf(copy, { act: 'replace_page', to: next, at: ctx.at, by: person.personId }),
    to_store_id: store.id,
    pages_given: 1,
    note: `第${input.page}页 ${input.reason}`,
  });
  const details = { movement: movement.id, page: input.page, store: store.code };
  await appendEvents(tx, [done(ctx, copyHappening(copy, 'copy.page_replaced', details))]);
  return { done: copy };
};
