import { Refusal } from '@miji/contract';
import type { liftHold as contract } from '@miji/contract';
import type { RefusalCode } from '@miji/core';
import { appendEvents, holdOf, isoMillisecond, liftHoldRow } from '@miji/db';
import type { z } from 'zod';
import { followRoot } from '../copies/follow-root.ts';
import { causedBy } from '../grants/void-grants.ts';
import { lockItemFacts } from '../items/known-item.ts';
import { scopeOfCompany } from '../platform/acting.ts';
import { done } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import { openHold, refuseHold } from './hold-desk.ts';

/**
 * Lifts the hold on an item. Somebody else has to do it than who placed it. The grants that it met stay void: who still needs something
 * asks anew.
 *
 * @throws Refusal `NOT_FOUND`, `NOT_ENTITLED`, `NO_CHANGE` where it is not held, `SEPARATION_OF_DUTIES`
 */
export const liftHold = async (
  ctx: CallContext,
  input: z.output<typeof contract.input>,
): Promise<z.output<typeof contract.output>> => {
  const matter = await openHold(ctx, input.item, 'hold.lifted');
  const { person, company, happening } = matter;
  const refusal = await ctx.platform.db.transact(
    scopeOfCompany(ctx, company.id),
    async (tx): Promise<RefusalCode | null> => {
      const item = await lockItemFacts(tx, input.item);
      if (item === undefined) throw new Refusal('NOT_FOUND');
      const hold = await holdOf(tx, item.row.id);
      if (hold === undefined) return 'NO_CHANGE';
      if (hold.placed_by === person.personId) return 'SEPARATION_OF_DUTIES';
      await liftHoldRow(tx, hold, { by: person.personId, at: ctx.at, reason: input.reason });
      await followRoot(causedBy(ctx), tx, { item: item.row, kind: 'released', to: null });
      const because = { code: 'ALLOWED_OFFICE', rule: 'hold.placed', article: 'GS-23' } as const;
      await appendEvents(tx, [done(ctx, { ...happening, because, details: { hold: hold.id } })]);
      return null;
    },
  );
  if (refusal !== null) return refuseHold(ctx, matter, refusal);
  return { liftedAt: isoMillisecond(ctx.at) };
};
