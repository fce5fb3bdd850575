import type { CompanyRef, rulesCoverage as contract } from '@miji/contract';
import type { CoverageCell, Officers, RuleSet } from '@miji/core';
import { coverageOf } from '@miji/core';
import { isoMillisecond, isOpen, listDepartmentsOf } from '@miji/db';
import type { z } from 'zod';
import { requirePersonally, systemScope } from '../platform/acting.ts';
import { done } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import type { Names } from '../platform/names.ts';
import { namesOf, personRef } from '../platform/names.ts';
import { OfficerDesk } from '../requests/officers.ts';
import { toSeat } from '../requests/route-wire.ts';
import { findKnownDraft, newestRules } from './known-draft.ts';
import { candidateOfDraft } from './publishable.ts';
import { companiesAskedFor } from './rule-desk.ts';

type Output = z.output<typeof contract.output>;

/**
 * For today’s appointments, whether each cell of the approver matrix has somebody who can decide it in each company, and whom to
 * appoint where it has not. Delegations are left out: an office has to be covered without them.
 *
 * @throws Refusal `NOT_ENTITLED`, `NOT_FOUND` for a draft
 */
export const rulesCoverage = async (ctx: CallContext, input: z.output<typeof contract.input>): Promise<Output> => {
  requirePersonally(ctx);
  const asked = await companiesAskedFor(ctx, input.company, 'rules.covered');
  const rules = await rulesAsked(ctx, input.draft);
  const all = await ctx.platform.companies.all();
  const places = await Promise.all(asked.map((company) => place(ctx, company)));
  const names = await namesOf(
    ctx,
    places.flatMap(({ officers }) => officers.map(({ personId }) => personId)),
    places.flatMap(({ departments }) => departments),
  );
  const companies = places.map(({ company, departments, officers }) => {
    const departmentIds = departments.map(({ id }) => id);
    const cells = coverageOf(rules, [{ ...company, departmentIds }], officers, ctx.at);
    return {
      company,
      gaps: cells.filter(({ status }) => status === 'gap' || status === 'gap_for_some').length,
      cells: cells.map((cell) => toCell(cell, names, all)),
    };
  });
  await ctx.platform.trace.record(
    ...companies.map(({ company, gaps }) =>
      done(ctx, { companyId: company.id, action: 'rules.covered', details: { version: rules.version, gaps } }),
    ),
  );
  return { version: rules.version, at: isoMillisecond(ctx.at), companies };
};

/** The rules in force, or what they would be with a draft. */
const rulesAsked = async (ctx: CallContext, draft: string | undefined): Promise<RuleSet> => {
  if (draft === undefined) return ctx.rules;
  const { row } = await findKnownDraft(ctx, draft, 'rules.covered');
  return candidateOfDraft(await newestRules(ctx), row);
};

interface Place {
  readonly company: CompanyRef;
  readonly departments: readonly { readonly id: string; readonly name: string }[];
  readonly officers: Officers;
}

const place = async (ctx: CallContext, company: CompanyRef): Promise<Place> => {
  const { platform, at } = ctx;
  const [departments, officers] = await Promise.all([
    platform.db.transact(systemScope(at, company.id), (tx) => listDepartmentsOf(tx)),
    new OfficerDesk(ctx).of([company.id], null),
  ]);
  return { company, departments: departments.filter((department) => isOpen(department, at)), officers };
};

const toCell = (
  cell: CoverageCell,
  names: Names,
  companies: readonly CompanyRef[],
): Output['companies'][number]['cells'][number] => ({
  regime: cell.regime,
  operation: cell.operation,
  level: cell.level,
  applicant: cell.applicant,
  status: cell.status,
  approver: cell.approver,
  article: cell.article,
  appoint: cell.appoint.map((seat) => toSeat(seat, names, companies)),
  lockedFor: cell.lockedFor.map((id) => personRef(id, names)),
});
