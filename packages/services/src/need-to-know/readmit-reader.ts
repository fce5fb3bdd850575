import type { readmitReader as contract } from '@miji/contract';
import { appendEvents, liftExclusion, rangeOf } from '@miji/db';
import type { z } from 'zod';
import { toExclusion } from '../items/range-wire.ts';
import { done } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import { namesOf } from '../platform/names.ts';
import { changeRange, groundOf, openRange, refuseRange } from './range-desk.ts';
import { followRoot } from '../copies/follow-root.ts';
import { causedBy } from '../grants/void-grants.ts';
import { storeReaders } from './readers.ts';

/**
 * Lifts an exclusion: what else names the person counts again, and nothing more than that. Nobody lets himself in.
 *
 * @throws Refusal `NOT_FOUND`, `NOT_ENTITLED_TO_DESIGNATE`, `SEPARATION_OF_DUTIES`, `NO_CHANGE` where he is not shut out
 */
export const readmitReader = async (
  ctx: CallContext,
  input: z.output<typeof contract.input>,
): Promise<z.output<typeof contract.output>> => {
  const matter = await openRange(ctx, input.number, 'range.readmitted', 'namers_and_security_officer');
  const { personId, reason } = input;
  if (personId === matter.person.personId) {
    await refuseRange(ctx, matter, { code: 'SEPARATION_OF_DUTIES' });
  }
  const exclusion = await changeRange(ctx, matter, async (tx, row) => {
    const act = { by: matter.person.personId, at: ctx.at, reason };
    const lifted = await liftExclusion(tx, row.id, personId, act);
    if (lifted === undefined) return undefined;
    const widened = { ...row, excluded_ids: row.excluded_ids.filter((id) => id !== personId) };
    await followRoot(causedBy(ctx), tx, { item: row, kind: 'range_changed', to: null });
    await Promise.all([
      rangeOf(tx, row.id).then((entries) => storeReaders(tx, matter.law, widened, entries, ctx.at)),
      appendEvents(tx, [
        done(ctx, {
          ...matter.happening,
          because: groundOf(matter),
          details: { exclusion: lifted.id, person: personId, as: matter.namedAs },
        }),
      ]),
    ]);
    return lifted;
  });
  if (exclusion === undefined) return refuseRange(ctx, matter, { code: 'NO_CHANGE' });
  const names = await namesOf(ctx, [personId, exclusion.excluded_by, exclusion.readmitted_by]);
  return { exclusion: toExclusion(exclusion, names) };
};
