import type { listGrants as contract } from '@miji/contract';
import { pageGrants } from '@miji/db';
import type { z } from 'zod';
import { homeCompanyId, requirePerson, scopeOfPerson } from '../platform/acting.ts';
import { done } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import { namesOf } from '../platform/names.ts';
import { peopleOfGrant, toGrantSummary } from '../requests/request-wire.ts';

/** The caller's grants, or those that follow from his own agreements, in all companies, newest first, with what is left of each. */
export const listGrants = async (
  ctx: CallContext,
  input: z.output<typeof contract.input>,
): Promise<z.output<typeof contract.output>> => {
  const { personId } = requirePerson(ctx);
  const page = await ctx.platform.db.transact(scopeOfPerson(ctx), (tx) => pageGrants(tx, input.box, input));
  const details = { box: `grants.${input.box}`, entries: page.rows.length };
  await ctx.platform.trace.record(done(ctx, { companyId: homeCompanyId(ctx), action: 'request.listed', details }));
  const names = await namesOf(ctx, page.rows.flatMap(peopleOfGrant));
  return {
    entries: page.rows.map((row) => toGrantSummary(row, names, ctx.at, row.given_by.includes(personId))),
    next: page.next,
  };
};
