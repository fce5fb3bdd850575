import type { CompanyRef } from '@miji/contract';
import type { AuditAction } from '@miji/core';
import { inOffice } from '@miji/core';
import type { StoreRow } from '@miji/db';
import { findStore } from '@miji/db';
import { homeCompanyId, requirePersonally, scopeOfCompany } from '../platform/acting.ts';
import { NOT_FOUND, refused } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';

/**
 * A store by its id, in one of the companies that whoever acts belongs to.
 *
 * @throws Refusal `NOT_FOUND`
 */
export const knownStore = async (
  ctx: CallContext,
  id: string,
  action: AuditAction,
): Promise<{ readonly company: CompanyRef; readonly row: StoreRow }> => {
  const person = requirePersonally(ctx);
  for (const companyId of new Set(inOffice(person, ctx.at).map((held) => held.companyId))) {
    const [company, row] = await Promise.all([
      ctx.platform.companies.byId(companyId),
      ctx.platform.db.transact(scopeOfCompany(ctx, companyId), (tx) => findStore(tx, id)),
    ]);
    if (company !== undefined && row !== undefined) return { company, row };
  }
  throw await refused(ctx, { companyId: homeCompanyId(ctx), action, subject: { kind: 'store', id } }, NOT_FOUND);
};
