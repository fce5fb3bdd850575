import type { CompanyRef } from '@miji/contract';
import type { AuditAction } from '@miji/core';
import { ADMINISTRATION_POSTS } from '@miji/core';
import { companyAskedFor, holdsOffice, homeCompanyId, requirePersonally } from '../platform/acting.ts';
import { refused } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';

/**
 * The company whose robots and dead letters are meant, for its system administrator or the head office’s.
 *
 * @throws Refusal `NOT_ENTITLED`
 */
export const outgoingDesk = async (
  ctx: CallContext,
  code: string | undefined,
  action: AuditAction,
): Promise<CompanyRef> => {
  requirePersonally(ctx);
  const company = await companyAskedFor(ctx, code);
  if (company !== undefined && (await holdsOffice(ctx, company.id, ADMINISTRATION_POSTS))) return company;
  throw await refused(ctx, { companyId: company?.id ?? homeCompanyId(ctx), action }, { code: 'NOT_ENTITLED' });
};

/**
 * All companies that whoever asks administers.
 *
 * @throws Refusal `NOT_ENTITLED` where there is none
 */
export const administered = async (ctx: CallContext, action: AuditAction): Promise<readonly CompanyRef[]> => {
  requirePersonally(ctx);
  const all = await ctx.platform.companies.all();
  const mine = await Promise.all(
    all.map(async (company) => ((await holdsOffice(ctx, company.id, ADMINISTRATION_POSTS)) ? [company] : [])),
  );
  const found = mine.flat();
  if (found.length === 0) throw await refused(ctx, { companyId: homeCompanyId(ctx), action }, { code: 'NOT_ENTITLED' });
  return found;
};
