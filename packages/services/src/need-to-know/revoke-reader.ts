import type { revokeReader as contract } from '@miji/contract';
import { appendEvents, rangeOf, revokeRangeEntry } from '@miji/db';
import type { z } from 'zod';
import { followRoot } from '../copies/follow-root.ts';
import { holdersOf, voidGrantsOutside } from '../grants/grants-outside-range.ts';
import { causedBy } from '../grants/void-grants.ts';
import { rangeNames } from '../items/range-names.ts';
import { toRangeEntry } from '../items/range-wire.ts';
import { done } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import { changeRange, groundOf, openRange, refuseRange } from './range-desk.ts';
import { storeReaders } from './readers.ts';

/**
 * Takes a name out of the range of an item before its time is over. It bites at the next request; what whoever does
 * not know it any more by that was granted is void, and stays so. Who knows an item by his office is not taken out of it by this.
 *
 * @throws Refusal `NOT_FOUND`, `NOT_ENTITLED_TO_DESIGNATE`, `NOT_ENTITLED` for the manager in charge, `NO_CHANGE` where it is over
 * @see GS-17
 * @see GS-18
 * @see GS-19
 */
export const revokeReader = async (
  ctx: CallContext,
  input: z.output<typeof contract.input>,
): Promise<z.output<typeof contract.output>> => {
  const matter = await openRange(ctx, input.number, 'range.revoked', 'namers');
  const { knowing, facts, law, person } = matter;
  const entry = matter.range.find(({ id }) => id === input.entryId);
  if (entry === undefined) return refuseRange(ctx, matter, { code: 'NOT_FOUND' });
  if (knowing.managerKnows && entry.member_person_id === facts.range.responsibleManagerId) {
    return refuseRange(ctx, matter, { code: 'NOT_ENTITLED', article: 'GS-18' });
  }
  const holders = await holdersOf(ctx, matter.row);
  const revocation = { by: person.personId, at: ctx.at, reason: input.reason };
  const revoked = await changeRange(ctx, matter, async (tx, row) => {
    const ended = await revokeRangeEntry(tx, entry.id, revocation);
    if (ended === undefined) return undefined;
    const range = await rangeOf(tx, row.id);
    await voidGrantsOutside(causedBy(ctx), tx, { holders, law, item: { row, range } });
    await followRoot(causedBy(ctx), tx, { item: row, kind: 'range_changed', to: null });
    await Promise.all([
      storeReaders(tx, law, row, range, ctx.at),
      appendEvents(tx, [
        done(ctx, {
          ...matter.happening,
          because: groundOf(matter),
          details: { entry: entry.id, kind: entry.member_kind, as: matter.namedAs },
        }),
      ]),
    ]);
    return ended;
  });
  if (revoked === undefined) return refuseRange(ctx, matter, { code: 'NO_CHANGE' });
  return { entry: toRangeEntry(revoked, await rangeNames(ctx, [revoked])) };
};
