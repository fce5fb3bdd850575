import type { listRequests as contract, RequestSummary } from '@miji/contract';
import type { RequestRow } from '@miji/db';
import { pageRequests } from '@miji/db';
import type { z } from 'zod';
import { homeCompanyId, scopeOfPerson } from '../platform/acting.ts';
import { done } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import { namesOf } from '../platform/names.ts';
import { peopleOf, toRequestSummary } from './request-wire.ts';
import { pageToDecide } from './to-decide.ts';

/** Some requests as the wire has them, whichever companies they belong to. */
export const toRequestSummaries = async (ctx: CallContext, rows: readonly RequestRow[]): Promise<RequestSummary[]> => {
  const [companies, names] = await Promise.all([ctx.platform.companies.all(), namesOf(ctx, rows.flatMap(peopleOf))]);
  return rows.flatMap((row) => {
    const owner = companies.find(({ id }) => id === row.company_id);
    return owner === undefined ? [] : [toRequestSummary(row, owner, names, ctx.at)];
  });
};

/** The requests that wait for the caller, that he has made, or that he has decided; in all companies. */
export const listRequests = async (
  ctx: CallContext,
  input: z.output<typeof contract.input>,
): Promise<z.output<typeof contract.output>> => {
  const page =
    input.box === 'to_decide' && (input.state ?? 'pending') === 'pending'
      ? await pageToDecide(ctx, input)
      : await ctx.platform.db.transact(scopeOfPerson(ctx), (tx) => pageRequests(tx, input, input));
  const details = { box: input.box, entries: page.rows.length };
  await ctx.platform.trace.record(done(ctx, { companyId: homeCompanyId(ctx), action: 'request.listed', details }));
  return { entries: await toRequestSummaries(ctx, page.rows), next: page.next };
};
