import type { listTidings as contract } from '@miji/contract';
import { REGISTER_POSTS } from '@miji/core';
import { pageTidings } from '@miji/db';
import type { z } from 'zod';
import { guestOf } from '../need-to-know/guest.ts';
import { findKnownItem } from '../items/known-item.ts';
import { holdsOffice, homeCompanyId, requirePerson, scopeOfCompany, scopeOfPerson } from '../platform/acting.ts';
import { done } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import { toTidings } from './tidings-wire.ts';

/**
 * What one has to be told of; or, of one item, who has to be told of its changes and who has confirmed: for whoever keeps or watches
 * the register, and for whoever may know the item as one of its owner's people. A guest sees what he himself is told.
 *
 * @throws Refusal `NOT_FOUND` for an item that may not be known
 * @see GS-24
 */
export const listTidings = async (
  ctx: CallContext,
  input: z.output<typeof contract.input>,
): Promise<z.output<typeof contract.output>> => {
  const { platform } = ctx;
  const { personId } = requirePerson(ctx);
  const { unconfirmedOnly } = input;
  const within = input.item === undefined ? null : await readingOf(ctx, input.item);
  const scope = within === null ? scopeOfPerson(ctx) : scopeOfCompany(ctx, within.companyId);
  const filter = {
    item: input.item ?? null,
    personId: within === null || within.ownOnly ? personId : null,
    unconfirmedOnly,
  };
  const page = await platform.db.transact(scope, (tx) => pageTidings(tx, filter, input));
  await platform.trace.record(
    done(ctx, {
      companyId: within?.companyId ?? homeCompanyId(ctx),
      action: 'tidings.listed',
      item: input.item,
      details: { entries: page.rows.length },
    }),
  );
  return { entries: await toTidings(ctx, page.rows), next: page.next };
};

/** Whose tidings of an item somebody reads. */
const readingOf = async (
  ctx: CallContext,
  item: string,
): Promise<{ readonly companyId: string; readonly ownOnly: boolean }> => {
  const company = await ctx.platform.companies.ofNumber(item);
  if (company !== undefined && (await holdsOffice(ctx, company.id, REGISTER_POSTS)))
    return { companyId: company.id, ownOnly: false };
  const asking = { number: item, operation: 'view', action: 'tidings.listed' } as const;
  const known = await findKnownItem(ctx, asking, async () => undefined);
  const guest = guestOf(ctx, known.company, known.row.responsible_manager_id);
  return { companyId: known.company.id, ownOnly: guest !== null };
};
