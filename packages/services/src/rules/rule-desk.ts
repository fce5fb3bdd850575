import type { CompanyRef } from '@miji/contract';
import type { AuditAction, Post } from '@miji/core';
import { holdsPost, inOffice, isHeadquartersExecutive } from '@miji/core';
import { holdsOffice, homeCompanyId, requirePersonally } from '../platform/acting.ts';
import { refused } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';

/** Whose rules: null the group’s, or a company’s own by its code. */
export type RuleScope = string | null;

/** Who reads drafts, tries them out and looks at the coverage, in a company or from the head office. */
const READING_POSTS: readonly Post[] = ['security_officer', 'auditor'];

/** The company whose office writes the rules of a scope: the company itself, or the head office for the group. */
export const officeOfScope = (ctx: CallContext, scope: RuleScope): Promise<CompanyRef | undefined> =>
  scope === null ? ctx.platform.companies.headquarters() : ctx.platform.companies.byCode(scope);

/** Whether whoever acts drafts for a company: its own security officer, and nobody else’s. */
export const draftsFor = (ctx: CallContext, companyId: string): boolean =>
  holdsPost(requirePersonally(ctx), companyId, 'security_officer', ctx.at);

/**
 * Whether whoever acts may publish rules at all: a security officer of the head office, or one of its executives. That holds for a
 * company’s overlay too: its own office drafts, the group’s confirms, so that two offices have looked at it.
 */
export const publishesRules = async (ctx: CallContext): Promise<boolean> => {
  const person = requirePersonally(ctx);
  const headquarters = await ctx.platform.companies.headquarters();
  return (
    isHeadquartersExecutive(person, ctx.at) ||
    (headquarters !== undefined && holdsPost(person, headquarters.id, 'security_officer', ctx.at))
  );
};

/**
 * Whether whoever acts wrote or proposed any of a draft, or keeps the post of somebody who did: either way he does not publish it.
 *
 * @see CD-26
 */
export const isAuthor = (ctx: CallContext, { author_ids }: { readonly author_ids: readonly string[] }): boolean => {
  const person = requirePersonally(ctx);
  const principals = inOffice(person, ctx.at).flatMap(({ actingFor }) => actingFor ?? []);
  return [person.personId, ...principals].some((id) => author_ids.includes(id));
};

/** Whether whoever acts may read the drafts of a company’s office and what they would do there. */
export const readsDraftsOf = async (ctx: CallContext, companyId: string): Promise<boolean> =>
  isHeadquartersExecutive(requirePersonally(ctx), ctx.at) || (await holdsOffice(ctx, companyId, READING_POSTS));

/** The companies that the office of whoever acts covers: all of them for the head office’s. */
export const coveredCompanies = async (ctx: CallContext): Promise<readonly CompanyRef[]> => {
  const all = await ctx.platform.companies.all();
  const covered = await Promise.all(all.map((company) => readsDraftsOf(ctx, company.id)));
  return all.filter((_, index) => covered[index]);
};

/**
 * The companies that are asked about: the named one, or all that the office covers.
 *
 * @throws Refusal `NOT_ENTITLED` where that is none
 */
export const companiesAskedFor = async (
  ctx: CallContext,
  code: string | undefined,
  action: AuditAction,
): Promise<readonly CompanyRef[]> => {
  const covered = await coveredCompanies(ctx);
  const asked = code === undefined ? covered : covered.filter((company) => company.code === code);
  if (asked.length > 0) return asked;
  const named = code === undefined ? undefined : await ctx.platform.companies.byCode(code);
  throw await refused(ctx, { companyId: named?.id ?? homeCompanyId(ctx), action }, { code: 'NOT_ENTITLED' });
};
