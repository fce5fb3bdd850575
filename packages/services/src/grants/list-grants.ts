import type { listGrants as contract } from '@miji/contract';
import { pageGrants } from '@miji/db';
import type { z } from 'zod';
import { homeCompanyId, scopeOfPerson } from '../platform/acting.ts';
import { done } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import { toGrantSummary } from '../requests/request-wire.ts';

/** The caller's grants in all companies, newest first, with what is left of each. */
export const listGrants = async (
  ctx: CallContext,
  input: z.output<typeof contract.input>,
): Promise<z.output<typeof contract.output>> => {
  const page = await ctx.platform.db.transact(scopeOfPerson(ctx), (tx) => pageGrants(tx, input));
  const details = { box: 'grants', entries: page.rows.length };
  await ctx.platform.trace.record(done(ctx, { companyId: homeCompanyId(ctx), action: 'request.listed', details }));
  return { entries: page.rows.map((row) => toGrantSummary(row, ctx.at)), next: page.next };
};
