import type { Actor, Law } from '@miji/core';
import { decide, effectiveLevel } from '@miji/core';
import type { ItemRow, RangeRow, ScopedTransaction } from '@miji/db';
import { holdersOfLiveGrants } from '@miji/db';
import { toFacts } from '../items/item-facts.ts';
import { scopeOfCompany } from '../platform/acting.ts';
import { loadPerson } from '../platform/caller.ts';
import type { CallContext } from '../platform/context.ts';
import type { Cause } from './void-grants.ts';
import { voidGrantsOf } from './void-grants.ts';

/** Those who hold grants for an item, by their ids, as the register has them. */
export type GrantHolders = ReadonlyMap<string, Actor>;

/** Looks up who holds grants for an item. Before the item is held, so that nobody waits for it meanwhile. */
export const holdersOf = async (ctx: CallContext, item: Pick<ItemRow, 'id' | 'company_id'>): Promise<GrantHolders> => {
  const ids = await ctx.platform.db.transact(scopeOfCompany(ctx, item.company_id), (tx) =>
    holdersOfLiveGrants(tx, item.id, ctx.at),
  );
  const people = await Promise.all(ids.map((id) => loadPerson(ctx.platform, id, ctx.at)));
  return new Map(people.flatMap((person) => (person === undefined ? [] : [[person.personId, person]])));
};

/**
 * Voids the grants of whoever may no longer know an item, in the transaction that has narrowed its range and with the item held. Who
 * knows it by another name or by his office keeps what he was granted.
 *
 * @param holders those that were looked up before; whoever has come to a grant since is looked up now
 * @param item as it is after the change, with its whole range
 */
export const voidGrantsOutside = async (
  cause: Cause,
  tx: ScopedTransaction,
  {
    holders,
    law,
    item,
  }: {
    readonly holders: GrantHolders;
    readonly law: Law;
    readonly item: { readonly row: ItemRow; readonly range: readonly RangeRow[] };
  },
): Promise<void> => {
  const { row, range } = item;
  const { platform, at } = cause;
  const facts = toFacts(row, range);
  if (effectiveLevel(facts, at) === 'declassified') return;
  const outside: string[] = [];
  for (const id of await holdersOfLiveGrants(tx, row.id, at)) {
    const actor = holders.get(id) ?? (await loadPerson(platform, id, at));
    const knows =
      actor !== undefined && decide({ law, operation: 'view', item: facts, actor, at }).outcome === 'allowed';
    if (!knows) outside.push(id);
  }
  if (outside.length > 0)
    await voidGrantsOf(cause, tx, { item: row, personIds: outside, code: 'GRANT_VOID_RANGE_LOST' });
};
