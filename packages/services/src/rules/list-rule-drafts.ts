import type { listRuleDrafts as contract } from '@miji/contract';
import { ruleDraftsOf } from '@miji/db';
import type { z } from 'zod';
import { scopeOfCompany } from '../platform/acting.ts';
import type { CallContext } from '../platform/context.ts';
import { namesOf } from '../platform/names.ts';
import { companiesAskedFor } from './rule-desk.ts';
import { peopleOfDraft, toDraftSummary } from './rule-draft-wire.ts';

/**
 * The drafts of every company that the caller’s office covers, the newest first.
 *
 * @throws Refusal `NOT_ENTITLED`
 */
export const listRuleDrafts = async (
  ctx: CallContext,
  { company, state }: z.output<typeof contract.input>,
): Promise<z.output<typeof contract.output>> => {
  const companies = await companiesAskedFor(ctx, company, 'rules.viewed');
  const found = await Promise.all(
    companies.map(async (owner) => {
      const rows = await ctx.platform.db.transact(scopeOfCompany(ctx, owner.id), (tx) => ruleDraftsOf(tx, { state }));
      return rows.map((row) => ({ row, owner }));
    }),
  );
  const drafts = found
    .flat()
    .toSorted((a, b) => b.row.drafted_at.epochMilliseconds - a.row.drafted_at.epochMilliseconds);
  const names = await namesOf(
    ctx,
    drafts.flatMap(({ row }) => peopleOfDraft(row)),
  );
  return { entries: drafts.map(({ row, owner }) => toDraftSummary(row, owner, names)) };
};
