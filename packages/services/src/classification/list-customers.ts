import type { listCustomers as contract } from '@miji/contract';
import { pageCustomers } from '@miji/db';
import type { z } from 'zod';
import { lawFor, scopeOfCompany } from '../platform/acting.ts';
import type { CallContext } from '../platform/context.ts';
import { openCustomers, toCustomer } from './customer-desk.ts';

/**
 * The customers of a company, for those who deal with them.
 *
 * @throws Refusal `NOT_ENTITLED` to everybody else
 * @see CD-03
 */
export const listCustomers = async (
  ctx: CallContext,
  input: z.output<typeof contract.input>,
): Promise<z.output<typeof contract.output>> => {
  const { company } = await openCustomers(ctx, input.company, 'customer.registered');
  const { rows, next } = await ctx.platform.db.transact(scopeOfCompany(ctx, company.id), (tx) =>
    pageCustomers(tx, input, input),
  );
  const law = lawFor(ctx, company);
  return { entries: rows.map((row) => toCustomer(row, company, law)), next };
};
