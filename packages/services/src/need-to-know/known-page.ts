import type { Actor, Law, Temporal } from '@miji/core';
import { decide } from '@miji/core';
import type { ItemFilter, ItemRow, Page, ScopedTransaction } from '@miji/db';
import { itemCursor, pageItems, rangesOf } from '@miji/db';
import { toFacts } from '../items/item-facts.ts';

/** Who asks for a list, under which rules, when. */
export interface ListReader {
  readonly law: Law;
  readonly actor: Actor;
  readonly at: Temporal.Instant;
}

/** Leaves out what a list does not want although the database has found it. */
export type Sieve = (tx: ScopedTransaction, rows: readonly ItemRow[]) => Promise<readonly ItemRow[]>;
const EVERYTHING: Sieve = async (_, rows) => rows;

/** While much is to be left out, more is looked at in one go than a page holds. */
const REFILL = 500;

/**
 * A page of the items that somebody may know. Items whose readers were written down under other rules than those in force are judged
 * one by one, so that no list ever says more than the law; what is left out leaves neither a gap nor a shorter page.
 */
export const pageKnownItems = async (
  tx: ScopedTransaction,
  reader: ListReader,
  filter: ItemFilter,
  paging: { readonly cursor?: string | undefined; readonly limit: number },
  sieve: Sieve = EVERYTHING,
): Promise<Page<ItemRow>> => {
  const known: ItemRow[] = [];
  let page = await pageItems(tx, filter, paging);
  for (;;) {
    const allowed = await sieve(tx, await allowedOf(tx, reader, page.rows));
    for (const row of allowed) {
      if (known.length === paging.limit) return endAt(known, filter);
      known.push(row);
    }
    if (page.next === null) return { rows: known, next: null };
    // Nothing was left out, here or before: the page is the one that was asked for.
    if (known.length === page.rows.length && known.length === paging.limit) return { rows: known, next: page.next };
    page = await pageItems(tx, filter, { cursor: page.next, limit: REFILL });
  }
};

const endAt = (rows: readonly ItemRow[], { sort }: ItemFilter): Page<ItemRow> => {
  const last = rows.at(-1);
  return { rows, next: last === undefined ? null : itemCursor(last, sort) };
};

const allowedOf = async (
  tx: ScopedTransaction,
  { law, actor, at }: ListReader,
  rows: readonly ItemRow[],
): Promise<readonly ItemRow[]> => {
  const stale = rows.filter((row) => row.readers_version !== law.version);
  if (stale.length === 0) return rows;
  const ranges = await rangesOf(
    tx,
    stale.map(({ id }) => id),
  );
  return rows.filter((row) => {
    if (row.readers_version === law.version) return true;
    const item = toFacts(row, ranges.get(row.id) ?? []);
    return decide({ law, operation: 'view', item, actor, at }).outcome === 'allowed';
  });
};
