import type { CompanyRef } from '@miji/contract';
import type { AuditAction, Post } from '@miji/core';
import { ADMINISTRATION_POSTS, inOffice, REGISTER_POSTS } from '@miji/core';
import type { HandoverRow, Within } from '@miji/db';
import { findHandover } from '@miji/db';
import { holdsOffice, homeCompanyId, requirePersonally, scopeOfCompany } from '../platform/acting.ts';
import { NOT_FOUND, refused } from '../platform/audit.ts';
import type { ActingPerson, CallContext } from '../platform/context.ts';
import type { Holdings } from './holdings.ts';
import { holdingsIn } from './holdings.ts';

/** Who looks after people that leave or are moved, beside themselves. */
export const HANDOVER_POSTS: readonly Post[] = [...ADMINISTRATION_POSTS, ...REGISTER_POSTS];

/**
 * Whether whoever acts may know and arrange what stands on somebody’s name: his own, or anybody’s where he administers or keeps. Whoever
 * has left is still somebody to the companies that he was with.
 */
export const mayArrange = async (ctx: CallContext, person: ActingPerson, giver: ActingPerson): Promise<boolean> => {
  if (person.personId === giver.personId) return true;
  const now = inOffice(giver, ctx.at);
  const held = now.length > 0 ? now : giver.appointments;
  for (const companyId of new Set(held.map((one) => one.companyId))) {
    if (await holdsOffice(ctx, companyId, HANDOVER_POSTS)) return true;
  }
  return false;
};

/** What stands on a person’s name in every company of the group, each looked at within its own scope. */
export const holdingsAcross = async (
  ctx: CallContext,
  within: Within,
  of: { readonly personId: string; readonly taker: ActingPerson | null; readonly hold: boolean },
): Promise<readonly { readonly company: CompanyRef; readonly holdings: Holdings }[]> => {
  const all: { readonly company: CompanyRef; readonly holdings: Holdings }[] = [];
  // One company after the other, in one order: two who hold the same things do not wait for each other.
  const companies = [...(await ctx.platform.companies.all())].sort((a, b) => a.code.localeCompare(b.code));
  for (const company of companies) {
    const holdings = await within(company.id, (tx) => holdingsIn(ctx, tx, company, of));
    if (holdings.copies.length + holdings.stores.length > 0) all.push({ company, holdings });
  }
  return all;
};

/**
 * A handover, to whoever gives, takes or has proposed it, and to whoever arranges handovers in its company.
 *
 * @throws Refusal `NOT_FOUND` to everybody else
 */
export const knownHandover = async (
  ctx: CallContext,
  number: string,
  action: AuditAction,
): Promise<{ readonly company: CompanyRef; readonly row: HandoverRow; readonly person: ActingPerson }> => {
  const person = requirePersonally(ctx);
  const company = await ctx.platform.companies.ofNumber(number);
  const row =
    company === undefined
      ? undefined
      : await ctx.platform.db.transact(scopeOfCompany(ctx, company.id), (tx) => findHandover(tx, number));
  const isHis = row !== undefined && [row.giver_id, row.taker_id, row.proposed_by].includes(person.personId);
  if (company === undefined || row === undefined || !(isHis || (await holdsOffice(ctx, company.id, HANDOVER_POSTS)))) {
    const companyId = company?.id ?? homeCompanyId(ctx);
    throw await refused(ctx, { companyId, action, subject: { kind: 'handover', id: number } }, NOT_FOUND);
  }
  return { company, row, person };
};
