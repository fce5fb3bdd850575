import { randomUUID } from 'node:crypto';
import { Refusal } from '@miji/contract';
import type { placeHold as contract } from '@miji/contract';
import { appendEvents, insertHold } from '@miji/db';
import type { z } from 'zod';
import { followRoot } from '../copies/follow-root.ts';
import { causedBy, voidGrantsOf } from '../grants/void-grants.ts';
import { lockItemFacts } from '../items/known-item.ts';
import { scopeOfCompany } from '../platform/acting.ts';
import { done } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import { namesOf } from '../platform/names.ts';
import { openHold, refuseHold } from './hold-desk.ts';
import { toHold } from './hold-wire.ts';

/**
 * Holds an item (冻结): from now on nothing is taken out of it, and neither it nor its secrecy ends by anybody's act. What is left of the
 * grants for it is void in the same transaction, and stays so when the hold is lifted. A period that is over is over all the same.
 *
 * @throws Refusal `NOT_FOUND`, `NOT_ENTITLED`, `NO_CHANGE` where it is held already
 * @see GS-23
 */
export const placeHold = async (
  ctx: CallContext,
  input: z.output<typeof contract.input>,
): Promise<z.output<typeof contract.output>> => {
  const matter = await openHold(ctx, input.item, 'hold.placed');
  const { person, company, happening } = matter;
  const placed = await ctx.platform.db.transact(scopeOfCompany(ctx, company.id), async (tx) => {
    const item = await lockItemFacts(tx, input.item);
    if (item === undefined) throw new Refusal('NOT_FOUND');
    if (item.row.on_hold) return undefined;
    const act = { by: person.personId, at: ctx.at };
    const row = await insertHold(tx, { id: randomUUID(), itemId: item.row.id, reason: input.reason }, act);
    const dead = await voidGrantsOf(causedBy(ctx), tx, { item: item.row, code: 'GRANT_VOID_HOLD' });
    await followRoot(causedBy(ctx), tx, { item: item.row, kind: 'held', to: null });
    const because = { code: 'ALLOWED_OFFICE', rule: 'hold.placed', article: 'GS-23' } as const;
    await appendEvents(tx, [done(ctx, { ...happening, because, details: { hold: row.id, grants: dead.length } })]);
    return { row, grantsVoided: dead.length };
  });
  if (placed === undefined) return refuseHold(ctx, matter, 'NO_CHANGE');
  return toHold(placed.row, placed.grantsVoided, await namesOf(ctx, [person.personId]));
};
