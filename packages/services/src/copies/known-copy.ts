import type { CompanyRef } from '@miji/contract';
import type { AuditAction } from '@miji/core';
import { decide, REGISTER_POSTS } from '@miji/core';
import type { CopyRow, MovementRow, ScopedTransaction } from '@miji/db';
import { findCopy, findItem, keepsStore, openLoanOf, openMovementOf, rangeOfNumber } from '@miji/db';
import { toFacts } from '../items/item-facts.ts';
import { guestOf } from '../need-to-know/guest.ts';
import { holdsOffice, homeCompanyId, lawFor, requirePerson, scopeOfCompany } from '../platform/acting.ts';
import { NOT_FOUND, refused } from '../platform/audit.ts';
import type { ActingPerson, CallContext } from '../platform/context.ts';

/** `HYYH-2026-000012-003` → the item and the running number. */
export const parts = (id: string): { readonly item: string; readonly number: number } => {
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

/** As what somebody sees a copy: as one of the house, or as a guest with a part in this one copy. */
export type SeenAs = 'house' | 'guest';

/** A copy as somebody sees it. */
export interface SeenCopy {
  readonly company: CompanyRef;
  readonly row: CopyRow;
  readonly as: SeenAs;
}

/**
 * Finds a copy for whoever holds it or is to take it over, keeps the store that it lies in, keeps or watches its register, or may know
 * the item as one of the house.
 *
 * @throws Refusal `NOT_FOUND` to everybody else
 */
export const findSeenCopy = async (ctx: CallContext, id: string, action: AuditAction): Promise<SeenCopy> => {
  const { item, number } = parts(id);
  const person = requirePerson(ctx);
  const company = await ctx.platform.companies.ofNumber(id);
  const watches = company !== undefined && (await holdsOffice(ctx, company.id, REGISTER_POSTS));
  const seen =
    company === undefined
      ? undefined
      : await ctx.platform.db.transact(scopeOfCompany(ctx, company.id), async (tx) => {
          const row = await findCopy(tx, item, number);
          if (row === undefined) return undefined;
          const as = watches ? 'house' : await seenAs(ctx, tx, { company, row, person });
          return as === null ? undefined : { company, row, as };
        });
  if (seen !== undefined) return seen;
  const companyId = company?.id ?? homeCompanyId(ctx);
  throw await refused(ctx, { companyId, action, subject: { kind: 'copy', id } }, NOT_FOUND);
};

const seenAs = async (
  ctx: CallContext,
  tx: ScopedTransaction,
  { company, row, person }: { readonly company: CompanyRef; readonly row: CopyRow; readonly person: ActingPerson },
): Promise<SeenAs | null> => {
  const { personId } = person;
  const [root, range] = await Promise.all([findItem(tx, row.item_number), rangeOfNumber(tx, row.item_number)]);
  const guest = root === undefined ? null : guestOf(ctx, company, root.responsible_manager_id);
  const as = guest === null ? 'house' : 'guest';
  if (row.holder_id === personId || takes(await openMovementOf(tx, row.id), personId)) return as;
  // What is lent from a store comes back to it.
  const store = row.store_id ?? (await openLoanOf(tx, row.id))?.store_id;
  if (store !== undefined && (await keepsStore(tx, store, personId))) return 'house';
  if (root === undefined || guest !== null) return null;
  const asked = { law: lawFor(ctx, company), operation: 'view', item: toFacts(root, range), at: ctx.at } as const;
  return decide({ ...asked, actor: person }).outcome === 'allowed' ? 'house' : null;
};

const takes = (open: MovementRow | undefined, personId: string): boolean => open?.to_person_id === personId;
