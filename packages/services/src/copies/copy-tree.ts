import type { copyTree as contract } from '@miji/contract';
import { decide, REGISTER_POSTS } from '@miji/core';
import { copiesOfItem, findItem, rangeOfNumber } from '@miji/db';
import type { z } from 'zod';
import { toFacts } from '../items/item-facts.ts';
import { NOBODY, notFound } from '../items/known-item.ts';
import { copiesFor, guestOf } from '../need-to-know/guest.ts';
import { actingPerson, holdsOffice, lawFor, scopeOfCompany } from '../platform/acting.ts';
import { done } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import { toCopyCount } from './copy-summary.ts';
import { showFamily } from './show-family.ts';

/**
 * All copies of an item as they descend from each other, with the count of them: for whoever may know the item, and for whoever keeps
 * or watches the register. A guest sees those that he holds himself.
 *
 * @throws Refusal `NOT_FOUND` to everybody else
 * @see GS-24
 */
export const copyTree = async (
  ctx: CallContext,
  input: z.output<typeof contract.input>,
): Promise<z.output<typeof contract.output>> => {
  const { platform, at } = ctx;
  const action = 'copy.listed';
  const company = await platform.companies.ofNumber(input.item);
  const actor = actingPerson(ctx) ?? NOBODY;
  const found =
    company === undefined
      ? undefined
      : await platform.db.transact(scopeOfCompany(ctx, company.id), async (tx) => {
          const [row, range] = await Promise.all([findItem(tx, input.item), rangeOfNumber(tx, input.item)]);
          if (row === undefined) return undefined;
          const law = lawFor(ctx, company);
          const decision = decide({ law, operation: 'view', item: toFacts(row, range), actor, at });
          return { row, company, decision, copies: await copiesOfItem(tx, row.id) };
        });
  const isThere =
    found !== undefined &&
    (found.decision.outcome === 'allowed' || (await holdsOffice(ctx, found.company.id, REGISTER_POSTS)));
  if (!isThere) throw await notFound(ctx, { companyId: company?.id, number: input.item, action }, found?.decision);
  const { row, decision } = found;
  const guest = decision.outcome === 'allowed' ? guestOf(ctx, found.company, row.responsible_manager_id) : null;
  const copies = copiesFor(guest, found.copies);
  await platform.trace.record(
    done(ctx, {
      companyId: found.company.id,
      action,
      subject: { kind: 'item', id: input.item },
      item: input.item,
      details: { entries: copies.length },
    }),
  );
  return {
    item: input.item,
    copies: await showFamily(ctx, copies),
    count: toCopyCount(copies, guest === null ? row.copies_issued : copies.length),
  };
};
