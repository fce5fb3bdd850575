import type { CompanyRef } from '@miji/contract';
import type { AuditAction, Post } from '@miji/core';
import { companyAskedFor, holdsOffice, homeCompanyId, requirePersonally } from '../platform/acting.ts';
import { refused } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';

/**
 * The company whose service keys are meant, for whoever holds one of these posts there or at the head office, and acts himself.
 *
 * @throws Refusal `NOT_ENTITLED`
 */
export const keyDesk = async (
  ctx: CallContext,
  code: string | undefined,
  { action, posts }: { readonly action: AuditAction; readonly posts: readonly Post[] },
): Promise<CompanyRef> => {
  requirePersonally(ctx);
  const company = await companyAskedFor(ctx, code);
  if (company !== undefined && (await holdsOffice(ctx, company.id, posts))) return company;
  throw await refused(ctx, { companyId: company?.id ?? homeCompanyId(ctx), action }, { code: 'NOT_ENTITLED' });
};
