import type { CompanyRef } from '@miji/contract';
import type { AuditAction } from '@miji/core';
import type { CopyRow } from '@miji/db';
import { findCopy } from '@miji/db';
import { homeCompanyId, requirePerson, scopeOfCompany } from '../platform/acting.ts';
import { NOT_FOUND, refused } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';

/** `HYYH-2026-000012-003` → the item and the running number. */
const parts = (id: string): { readonly item: string; readonly number: number } => {
  const end = id.lastIndexOf('-');
  return { item: id.slice(0, end), number: Number(id.slice(end + 1)) };
};

/**
 * Finds a copy for its holder.
 *
 * @throws Refusal `NOT_FOUND` to everybody else
 */
export const findOwnCopy = async (
  ctx: CallContext,
  id: string,
  action: AuditAction,
): Promise<{ readonly company: CompanyRef; readonly row: CopyRow }> => {
  const { item, number } = parts(id);
  const person = requirePerson(ctx);
  const company = await ctx.platform.companies.ofNumber(id);
  const row =
    company === undefined
      ? undefined
      : await ctx.platform.db.transact(scopeOfCompany(ctx, company.id), (tx) => findCopy(tx, item, number));
  if (company === undefined || row === undefined || row.holder_id !== person.personId) {
    const companyId = company?.id ?? homeCompanyId(ctx);
    throw await refused(ctx, { companyId, action, subject: { kind: 'copy', id } }, NOT_FOUND);
  }
  return { company, row };
};
