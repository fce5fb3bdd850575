import { randomUUID } from 'node:crypto';
import type { excludeReader as contract } from '@miji/contract';
import { isHeadquartersExecutive } from '@miji/core';
import { appendEvents, exclusionsOf, insertExclusion, rangeOf } from '@miji/db';
import type { z } from 'zod';
import { followRoot } from '../copies/follow-root.ts';
import { causedBy, voidGrantsOf } from '../grants/void-grants.ts';
import { toExclusion } from '../items/range-wire.ts';
import { done } from '../platform/audit.ts';
import { loadPerson } from '../platform/caller.ts';
import type { CallContext } from '../platform/context.ts';
import { namesOf } from '../platform/names.ts';
import { changeRange, groundOf, openRange, refuseRange, requireSecret } from './range-desk.ts';
import type { RangeMatter } from './range-desk.ts';
import { storeReaders } from './readers.ts';

type Input = z.output<typeof contract.input>;

/**
 * Shuts a person out of an item, whatever names him now or later: at once, until somebody lets him in again. What he
 * was granted is void, and stays so. The owner's security
 * officer may do it for an item that he himself may not know; he learns nothing of it that its number does not say.
 *
 * @throws Refusal `NOT_FOUND`, `NOT_ENTITLED_TO_DESIGNATE`, `NOT_EMPLOYED`, `NO_CHANGE` where he is shut out already, `NOT_ENTITLED`
 * for the manager in charge and for whom an exclusion does not reach
 * @see GS-16
 * @see GS-18
 */
export const excludeReader = async (ctx: CallContext, input: Input): Promise<z.output<typeof contract.output>> => {
  const matter = await openRange(ctx, input.number, 'range.excluded', 'namers_and_security_officer');
  await requireSecret(ctx, matter);
  await requireExcludable(ctx, matter, input);
  const { personId, reason } = input;
  const exclusion = await changeRange(ctx, matter, async (tx, row) => {
    const earlier = await exclusionsOf(tx, row.id);
    if (earlier.some((one) => one.person_id === personId && one.readmitted_at === null)) return undefined;
    const act = { by: matter.person.personId, at: ctx.at, reason };
    const written = await insertExclusion(tx, { id: randomUUID(), itemId: row.id, personId }, act);
    const narrowed = { ...row, excluded_ids: [...row.excluded_ids, personId] };
    await voidGrantsOf(causedBy(ctx), tx, { item: row, personIds: [personId], code: 'GRANT_VOID_RANGE_LOST' });
    await followRoot(causedBy(ctx), tx, { item: row, kind: 'range_changed', to: null });
    await Promise.all([
      rangeOf(tx, row.id).then((entries) => storeReaders(tx, matter.law, narrowed, entries, ctx.at)),
      appendEvents(tx, [
        done(ctx, {
          ...matter.happening,
          because: groundOf(matter),
          details: { exclusion: written.id, person: personId, as: matter.namedAs },
        }),
      ]),
    ]);
    return written;
  });
  if (exclusion === undefined) return refuseRange(ctx, matter, { code: 'NO_CHANGE' });
  return { exclusion: toExclusion(exclusion, await namesOf(ctx, [personId, matter.person.personId])) };
};

const requireExcludable = async (ctx: CallContext, matter: RangeMatter, { personId }: Input): Promise<void> => {
  const { facts, knowing } = matter;
  if (personId === facts.range.responsibleManagerId) {
    await refuseRange(ctx, matter, { code: 'NOT_ENTITLED', article: 'GS-18' });
  }
  const person = await loadPerson(ctx.platform, personId, ctx.at);
  if (person === undefined) {
    const fields = [{ field: 'personId', code: 'NOT_EMPLOYED', article: null } as const];
    return refuseRange(ctx, matter, { code: 'VALIDATION', fields });
  }
  // It would stand on paper and bar nobody.
  if (knowing.executivesKnow && isHeadquartersExecutive(person, ctx.at)) {
    await refuseRange(ctx, matter, { code: 'NOT_ENTITLED', article: 'GS-16' });
  }
};
