import type { listHolds as contract } from '@miji/contract';
import { pageHolds } from '@miji/db';
import type { z } from 'zod';
import { companyAskedFor, holdsOffice, homeCompanyId, requirePersonally, scopeOfCompany } from '../platform/acting.ts';
import { done, refused } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import { namesOf } from '../platform/names.ts';
import { toHeldItem } from './hold-wire.ts';

/**
 * The holds of a company, for its security officer and the head office's: items by their numbers alone, which he need not know.
 *
 * @throws Refusal `NOT_ENTITLED` to everybody else
 */
export const listHolds = async (
  ctx: CallContext,
  input: z.output<typeof contract.input>,
): Promise<z.output<typeof contract.output>> => {
  const { platform } = ctx;
  const { personId } = requirePersonally(ctx);
  const company = await companyAskedFor(ctx, input.company);
  const happening = { companyId: company?.id ?? homeCompanyId(ctx), action: 'hold.listed' } as const;
  if (company === undefined || !(await holdsOffice(ctx, company.id, ['security_officer']))) {
    throw await refused(ctx, happening, { code: 'NOT_ENTITLED', rule: 'hold.placed', article: 'GS-23' });
  }
  const page = await platform.db.transact(scopeOfCompany(ctx, company.id), (tx) => pageHolds(tx, input, input));
  await platform.trace.record(done(ctx, { ...happening, details: { entries: page.rows.length } }));
  const names = await namesOf(
    ctx,
    page.rows.flatMap(({ placed_by, lifted_by }) => [placed_by, lifted_by]),
  );
  return { entries: page.rows.map((row) => toHeldItem(row, personId, names)), next: page.next };
};
