import type { listItems as contract } from '@miji/contract';
import type { z } from 'zod';
import { pageKnownItems } from '../need-to-know/known-page.ts';
import { actingPerson, companyAskedFor, homeCompanyId, lawFor, scopeOfCompany } from '../platform/acting.ts';
import { done } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import { toItemSummary } from './item-facts.ts';
import { NOBODY } from './known-item.ts';

/**
 * The items of a company that whoever acts may know, a page at a time. What he may not know leaves no gap, no count and no
 * shorter page; a company where he may know nothing looks like one that has nothing.
 *
 * @see GS-17
 * @see GS-18
 * @see GS-19
 */
export const listItems = async (
  ctx: CallContext,
  input: z.output<typeof contract.input>,
): Promise<z.output<typeof contract.output>> => {
  const { platform, at } = ctx;
  const company = await companyAskedFor(ctx, input.company);
  const page =
    company === undefined
      ? { rows: [], next: null }
      : await platform.db.transact(scopeOfCompany(ctx, company.id), (tx) =>
          pageKnownItems(tx, { law: lawFor(ctx, company), actor: actingPerson(ctx) ?? NOBODY, at }, input, input),
        );
  await platform.trace.record(
    done(ctx, {
      companyId: company?.id ?? homeCompanyId(ctx),
      action: 'item.listed',
      details: { entries: page.rows.length },
    }),
  );
  return {
    entries: company === undefined ? [] : page.rows.map((row) => toItemSummary(ctx, row, company)),
    next: page.next,
  };
};
