import type { listKeys as contract } from '@miji/contract';
import { ADMINISTRATION_POSTS } from '@miji/core';
import type { z } from 'zod';
import { holdsOffice, homeCompanyId, requirePersonally, scopeOfCompany } from '../platform/acting.ts';
import { refused } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import { keysOf, toCompanyKeys } from './key-desk.ts';

/**
 * How the keys stand of the companies that the caller administers, without a byte of them. A company that has sealed nothing yet has none.
 *
 * @throws Refusal `NOT_ENTITLED` to whoever administers none
 * @see SG-03
 */
export const listKeys = async (ctx: CallContext): Promise<z.output<typeof contract.output>> => {
  requirePersonally(ctx);
  const { companies, db } = ctx.platform;
  const administered: { readonly id: string; readonly code: string }[] = [];
  for (const company of await companies.all()) {
    if (await holdsOffice(ctx, company.id, ADMINISTRATION_POSTS)) administered.push(company);
  }
  if (administered.length === 0) {
    throw await refused(ctx, { companyId: homeCompanyId(ctx), action: 'key.rotated' }, { code: 'NOT_ENTITLED' });
  }
  const keys = await Promise.all(
    administered.map(async ({ id, code }) => {
      const found = await db.transact(scopeOfCompany(ctx, id), keysOf);
      return found === null ? [] : [await toCompanyKeys(ctx, code, found)];
    }),
  );
  return { keys: keys.flat() };
};
