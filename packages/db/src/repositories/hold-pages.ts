import type { ScopedTransaction } from '../scoped-database.ts';
import { companyOf } from '../scoped-database.ts';
import type { HoldRow } from './item-holds.ts';
import type { Page } from './keyset.ts';
import { readCursor, toPage, writeCursor } from './keyset.ts';

/** A hold with the number of the item that it is on. */
export interface NumberedHold extends HoldRow {
  readonly item_number: string;
}

/** The holds of the scoped company, the newest first. */
export const pageHolds = async (
  tx: ScopedTransaction,
  filter: { readonly inForce: boolean },
  paging: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<Page<NumberedHold>> => {
  const after = paging.cursor === undefined ? null : readCursor(paging.cursor);
  let query = tx
    .selectFrom('item_hold')
    .innerJoin('item', (join) =>
      join.onRef('item.company_id', '=', 'item_hold.company_id').onRef('item.id', '=', 'item_hold.item_id'),
    )
    .selectAll('item_hold')
    .select('item.number as item_number')
    .where('item_hold.company_id', '=', companyOf(tx));
  if (filter.inForce) query = query.where('item_hold.lifted_at', 'is', null);
  if (after !== null) {
    query = query.where((eb) => eb(eb.refTuple('placed_at', 'item_hold.id'), '<', eb.tuple(after.at, after.id)));
  }
  const rows = await query
    .orderBy('item_hold.placed_at', 'desc')
    .orderBy('item_hold.id', 'desc')
    .limit(paging.limit + 1)
    .execute();
  return toPage(rows, paging.limit, (row) => writeCursor({ at: row.placed_at, id: row.id }));
};
