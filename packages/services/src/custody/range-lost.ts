import type { CompanyRef } from '@miji/contract';
import { decide, isBefore } from '@miji/core';
import type { CopyRow } from '@miji/db';
import { findItems, heldThroughRangeChange, rangeOfNumber } from '@miji/db';
import { toFacts } from '../items/item-facts.ts';
import { lawFor, scopeOfCompany } from '../platform/acting.ts';
import { loadPerson } from '../platform/caller.ts';
import type { CallContext } from '../platform/context.ts';

/**
 * The copies of a company that came through a change of a range and whose holders may not know the item any more, as many as are shown:
 * those who have stayed in it take no place away.
 */
export const rangeLost = async (ctx: CallContext, company: CompanyRef, atMost: number): Promise<readonly CopyRow[]> => {
  const lost: CopyRow[] = [];
  let last: CopyRow | undefined;
  for (;;) {
    const suspects = await ctx.platform.db.transact(scopeOfCompany(ctx, company.id), (tx) =>
      heldThroughRangeChange(tx, { after: last, limit: atMost }),
    );
    lost.push(...(await outside(ctx, company, suspects)));
    last = suspects.at(-1);
    if (suspects.length < atMost || lost.length >= atMost) return lost.slice(0, atMost);
  }
};

const outside = async (
  ctx: CallContext,
  company: CompanyRef,
  suspects: readonly CopyRow[],
): Promise<readonly CopyRow[]> => {
  const { platform, at } = ctx;
  const law = lawFor(ctx, company);
  const holders = new Map(
    await Promise.all(
      [...new Set(suspects.map(({ holder_id }) => holder_id))].map(
        async (id) => [id, await loadPerson(platform, id, at)] as const,
      ),
    ),
  );
  return platform.db.transact(scopeOfCompany(ctx, company.id), async (tx) => {
    const items = await findItems(tx, [...new Set(suspects.map(({ item_number }) => item_number))]);
    const facts = new Map(
      await Promise.all(items.map(async (row) => [row.id, toFacts(row, await rangeOfNumber(tx, row.number))] as const)),
    );
    return suspects.filter((copy) => {
      const item = facts.get(copy.item_id);
      const actor = holders.get(copy.holder_id);
      if (item === undefined || (copy.secret_until !== null && !isBefore(at, copy.secret_until))) return false;
      return actor === undefined || decide({ law, operation: 'view', item, actor, at }).outcome !== 'allowed';
    });
  });
};
