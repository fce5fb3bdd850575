import type { CompanyRef } from '@miji/contract';
import type { AuditAction, Decision, ItemFacts, Operation } from '@miji/core';
import { decide } from '@miji/core';
import type { ItemRow, RangeRow, ScopedTransaction } from '@miji/db';
import { findItem, lockItem, rangeOfNumber } from '@miji/db';
import { actingPerson, homeCompanyId, lawFor, scopeOfCompany } from '../platform/acting.ts';
import { NOT_FOUND, refused } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import { toFacts } from './item-facts.ts';

/** An item that whoever acts may know of, and what the law says to his question. */
export interface KnownItem {
  readonly company: CompanyRef;
  readonly row: ItemRow;
  readonly range: readonly RangeRow[];
  readonly facts: ItemFacts;
  readonly decision: Decision;
}

/** What is asked of an item, and how the asking is traced. */
export interface Asking {
  readonly number: string;
  readonly operation: Operation;
  readonly necessity?: string | undefined;
  /** whether it is for somebody from outside the group */
  readonly forVisitor?: boolean | undefined;
  readonly action: AuditAction;
}

/** Nobody: what a service is that acts for no person. It may know nothing. */
export const NOBODY = { personId: '', appointments: [] };

/**
 * Finds an item for whoever acts, in one transaction with whatever else is wanted of it.
 *
 * To a person outside its range it answers exactly as a number that was never issued; the trace alone keeps the difference.
 *
 * @param also further reads in the same transaction, only run where the item may be known
 * @throws Refusal `NOT_FOUND`
 */
export const findKnownItem = async <T>(
  ctx: CallContext,
  asking: Asking,
  also: (tx: ScopedTransaction, item: KnownItem) => Promise<T>,
): Promise<KnownItem & { readonly also: T }> => {
  const { number, operation, necessity, forVisitor, action } = asking;
  const company = await ctx.platform.companies.ofNumber(number);
  const actor = actingPerson(ctx) ?? NOBODY;
  const found =
    company === undefined
      ? undefined
      : await ctx.platform.db.transact(scopeOfCompany(ctx, company.id), async (tx) => {
          const [row, range] = await Promise.all([findItem(tx, number), rangeOfNumber(tx, number)]);
          if (row === undefined) return undefined;
          const facts = toFacts(row, range);
          const law = lawFor(ctx, company);
          const knowing = decide({ law, operation: 'view', item: facts, actor, at: ctx.at });
          if (knowing.outcome !== 'allowed') return { unknown: knowing };
          const decision = decide({ law, operation, item: facts, actor, at: ctx.at, necessity, forVisitor });
          const item: KnownItem = { company, row, range, facts, decision };
          return { known: { ...item, also: await also(tx, item) } };
        });
  if (found?.known !== undefined) return found.known;
  throw await notFound(ctx, { companyId: company?.id, number, action }, found?.unknown);
};

/** Traces why an item is not there for whoever asked, and gives the answer that tells him nothing. */
export const notFound = (
  ctx: CallContext,
  asked: { readonly companyId: string | undefined; readonly number: string; readonly action: AuditAction },
  reason: Decision | undefined,
) => {
  const happening = {
    companyId: asked.companyId ?? homeCompanyId(ctx),
    action: asked.action,
    subject: { kind: 'item', id: asked.number },
    item: asked.number,
  } as const;
  return refused(ctx, happening, reason === undefined || reason.outcome === 'allowed' ? NOT_FOUND : reason, NOT_FOUND);
};

/** The same item, held until the transaction ends, with its facts: for whoever is about to change something of it. */
export const lockItemFacts = async (
  tx: ScopedTransaction,
  number: string,
): Promise<{ readonly row: ItemRow; readonly range: readonly RangeRow[]; readonly facts: ItemFacts } | undefined> => {
  const [row, range] = await Promise.all([lockItem(tx, number), rangeOfNumber(tx, number)]);
  return row === undefined ? undefined : { row, range, facts: toFacts(row, range) };
};
