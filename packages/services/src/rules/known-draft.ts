import type { CompanyRef } from '@miji/contract';
import { Refusal } from '@miji/contract';
import type { AuditAction, RuleSet } from '@miji/core';
import type { RuleDraftRow } from '@miji/db';
import { findRuleDraft, newestRuleVersion } from '@miji/db';
import { homeCompanyId, scopeOfCompany } from '../platform/acting.ts';
import { NOT_FOUND, refused } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import { readsDraftsOf } from './rule-desk.ts';

/** A draft that whoever acts may see. */
export interface KnownDraft {
  readonly company: CompanyRef;
  readonly row: RuleDraftRow;
}

/** How what is done with a draft is traced. */
export const happeningOf = (company: Pick<CompanyRef, 'id'>, number: string, action: AuditAction) =>
  ({ companyId: company.id, action, subject: { kind: 'rule_set', id: number } }) as const;

/**
 * Finds a draft for whoever acts. Whoever may not see it finds nothing.
 *
 * @throws Refusal `NOT_FOUND`
 */
export const findKnownDraft = async (ctx: CallContext, number: string, action: AuditAction): Promise<KnownDraft> => {
  const company = await ctx.platform.companies.ofNumber(number);
  const row =
    company !== undefined && (await readsDraftsOf(ctx, company.id))
      ? await ctx.platform.db.transact(scopeOfCompany(ctx, company.id), (tx) => findRuleDraft(tx, number))
      : undefined;
  if (company !== undefined && row !== undefined) return { company, row };
  throw await refused(ctx, happeningOf({ id: company?.id ?? homeCompanyId(ctx) }, number, action), NOT_FOUND);
};

/** The newest published version, in force or not: what the next one is built on. */
export const newestRules = async ({ platform, at }: CallContext): Promise<RuleSet> => {
  const newest = await platform.db.directory(at, newestRuleVersion);
  if (newest === undefined) throw new Refusal('UNAVAILABLE');
  return platform.rules.ofVersion(newest.version, at);
};
