import type { CompanyRef, requestFigures } from '@miji/contract';
import { holdsPost, isHeadquartersExecutive, TRACE_POSTS } from '@miji/core';
import type { AuditAction } from '@miji/core';
import type { Scope } from '@miji/db';
import type { z } from 'zod';
import { actingPerson, companyAskedFor, holdsOffice, homeCompanyId, scopeOfCompany } from '../platform/acting.ts';
import { refused } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';

type Asked = z.output<typeof requestFigures.input>['company'];

/**
 * Whether whoever acts sees the register of a company’s requests: its general manager, its security officers and auditors, and those of
 * the head office.
 *
 * @see CD-24
 */
export const seesRegister = async (ctx: CallContext, companyId: string): Promise<boolean> => {
  const person = actingPerson(ctx);
  if (person === null) return false;
  return holdsPost(person, companyId, 'general_manager', ctx.at) || holdsOffice(ctx, companyId, TRACE_POSTS);
};

/**
 * The person from whose register what is 绝密 is left out, unless it is a matter of his own: whoever sees it as general manager alone, who
 * may not know of an item at that level that he was not named for. Null for those whose office it is to watch over the whole,
 * and for the head office’s executives.
 *
 * @see GS-17
 */
export const unnamedReader = async (ctx: CallContext, companyId: string): Promise<string | null> => {
  const person = actingPerson(ctx);
  // What is 绝密 goes to the executives of the head office anyhow, who name its readers.
  const seesAll =
    person === null || isHeadquartersExecutive(person, ctx.at) || (await holdsOffice(ctx, companyId, TRACE_POSTS));
  return seesAll ? null : person.personId;
};

/**
 * The companies whose register is asked for; the first is where the look is traced.
 *
 * @throws Refusal `NOT_ENTITLED` to whoever does not see the register of each of them
 */
export const registersAskedFor = async (
  ctx: CallContext,
  asked: Asked,
  action: AuditAction,
): Promise<readonly [CompanyRef, ...CompanyRef[]]> => {
  const headquarters = await ctx.platform.companies.headquarters();
  const first = asked === 'all' ? headquarters : await companyAskedFor(ctx, asked);
  const companyId = first?.id ?? homeCompanyId(ctx);
  const mayAsk =
    first !== undefined &&
    (asked === 'all' ? await holdsOffice(ctx, first.id, TRACE_POSTS) : await seesRegister(ctx, first.id));
  if (first === undefined || !mayAsk) throw await refused(ctx, { companyId, action }, { code: 'NOT_ENTITLED' });
  if (asked !== 'all') return [first];
  const others = (await ctx.platform.companies.all()).filter(({ id }) => id !== first.id);
  return [first, ...others];
};

/** The scope of an act across companies, on behalf of whoever acts. */
export const scopeAcross = (ctx: CallContext): Omit<Scope, 'companyId'> => {
  const { personId, principals, at } = scopeOfCompany(ctx, homeCompanyId(ctx));
  return { personId, principals, at };
};
