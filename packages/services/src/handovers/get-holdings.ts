import type { holdingsOf as contract } from '@miji/contract';
import type { z } from 'zod';
import { homeCompanyId, requirePersonally } from '../platform/acting.ts';
import { done, NOT_FOUND, refused } from '../platform/audit.ts';
import { loadPerson } from '../platform/caller.ts';
import type { CallContext } from '../platform/context.ts';
import { scopeAcross } from '../register/register-desk.ts';
import { holdingsAcross, mayArrange } from './handover-desk.ts';
import { linesOf } from './holding-lines.ts';
import { everything, insightOf, standingOf } from './standing.ts';

/**
 * What stands on somebody’s name: one’s own, or anybody’s for whoever administers the appointments of his company or keeps or watches
 * its register, as far as it concerns him; with what would be in the way of somebody’s taking it over.
 *
 * @throws Refusal `NOT_FOUND` to everybody else
 * @see AR-06
 */
export const getHoldings = async (
  ctx: CallContext,
  input: z.output<typeof contract.input>,
): Promise<z.output<typeof contract.output>> => {
  const { platform, at } = ctx;
  const person = requirePersonally(ctx);
  const personId = input.personId ?? person.personId;
  const [giver, taker] = await Promise.all([
    loadPerson(platform, personId, at),
    input.takerId === undefined ? null : loadPerson(platform, input.takerId, at),
  ]);
  const happening = {
    companyId: homeCompanyId(ctx),
    action: 'handover.listed',
    subject: { kind: 'person', id: personId },
  } as const;
  if (giver === undefined || taker === undefined || !(await mayArrange(ctx, person, giver))) {
    throw await refused(ctx, happening, NOT_FOUND);
  }
  const insight = personId === person.personId ? everything : await insightOf(ctx);
  const lines = await platform.db.transactAcross(scopeAcross(ctx), async (within) =>
    linesOf(await holdingsAcross(ctx, within, { personId, taker, hold: false }), at),
  );
  const standing = standingOf(lines, insight);
  await platform.trace.record(done(ctx, { ...happening, details: { lines: standing.lines.length } }));
  return { person: { id: giver.personId, name: giver.name }, ...standing };
};
