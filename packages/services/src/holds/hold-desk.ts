import type { CompanyRef } from '@miji/contract';
import type { AuditAction, RefusalCode } from '@miji/core';
import { decide } from '@miji/core';
import type { ItemRow } from '@miji/db';
import { findItem, rangeOfNumber } from '@miji/db';
import { toFacts } from '../items/item-facts.ts';
import { notFound } from '../items/known-item.ts';
import { holdsOffice, lawFor, requirePersonally, scopeOfCompany } from '../platform/acting.ts';
import { refused } from '../platform/audit.ts';
import type { ActingPerson, CallContext } from '../platform/context.ts';

/** An item that somebody is about to hold or to let go, and who may do that. */
export interface HoldMatter {
  readonly person: ActingPerson;
  readonly company: CompanyRef;
  readonly row: ItemRow;
  readonly happening: {
    readonly companyId: string;
    readonly action: AuditAction;
    readonly subject: { readonly kind: 'item'; readonly id: string };
    readonly item: string;
  };
}

/**
 * Finds an item for whoever may hold it: the owner's security officer or the head office's, who need not know it, and learn nothing of
 * it that its number does not say.
 *
 * @throws Refusal `NOT_FOUND` to whoever may not know it either, `NOT_ENTITLED` to whoever may
 */
export const openHold = async (
  ctx: CallContext,
  number: string,
  action: Extract<AuditAction, `hold.${string}`>,
): Promise<HoldMatter> => {
  const person = requirePersonally(ctx);
  const company = await ctx.platform.companies.ofNumber(number);
  const found =
    company === undefined
      ? undefined
      : await ctx.platform.db.transact(scopeOfCompany(ctx, company.id), async (tx) => {
          const [row, range] = await Promise.all([findItem(tx, number), rangeOfNumber(tx, number)]);
          return row === undefined ? undefined : { company, row, range };
        });
  if (found === undefined) throw await notFound(ctx, { companyId: company?.id, number, action }, undefined);
  const { row, range } = found;
  const happening = {
    companyId: found.company.id,
    action,
    subject: { kind: 'item', id: number },
    item: number,
  } as const;
  if (await holdsOffice(ctx, found.company.id, ['security_officer'])) {
    return { person, company: found.company, row, happening };
  }
  const law = lawFor(ctx, found.company);
  const decision = decide({ law, operation: 'view', item: toFacts(row, range), actor: person, at: ctx.at });
  if (decision.outcome !== 'allowed')
    throw await notFound(ctx, { companyId: found.company.id, number, action }, decision);
  throw await refused(ctx, happening, { code: 'NOT_ENTITLED', rule: 'hold.placed', article: 'GS-23' });
};

/** Refuses to hold an item, or to let it go. */
export const refuseHold = async (ctx: CallContext, { happening }: HoldMatter, code: RefusalCode): Promise<never> => {
  throw await refused(ctx, happening, { code, rule: 'hold.placed', article: 'GS-23' });
};
