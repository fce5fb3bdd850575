import { decide } from '@miji/core';
import { findItem, rangeOfNumber } from '@miji/db';
import { toFacts } from '../items/item-facts.ts';
import { NOBODY } from '../items/known-item.ts';
import { actingPerson, lawFor, scopeOfCompany } from '../platform/acting.ts';
import type { CallContext } from '../platform/context.ts';

/** Whether whoever acts may know an item now; asking leaves no trace, as nothing of it is told. */
export const knowsItem = async (ctx: CallContext, number: string): Promise<boolean> => {
  const company = await ctx.platform.companies.ofNumber(number);
  if (company === undefined) return false;
  return ctx.platform.db.transact(scopeOfCompany(ctx, company.id), async (tx) => {
    const [row, range] = await Promise.all([findItem(tx, number), rangeOfNumber(tx, number)]);
    if (row === undefined) return false;
    const question = { law: lawFor(ctx, company), operation: 'view', at: ctx.at } as const;
    const { outcome } = decide({ ...question, item: toFacts(row, range), actor: actingPerson(ctx) ?? NOBODY });
    return outcome === 'allowed';
  });
};
