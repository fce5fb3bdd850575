import type { Temporal } from '@miji/core';
import type { Insertable, Selectable } from 'kysely';
import type { TidingsTable } from '../schema/custody.ts';
import type { ScopedTransaction } from '../scoped-database.ts';
import { companyOf, scopeOf } from '../scoped-database.ts';
import type { Page } from './keyset.ts';
import { readCursor, toPage, writeCursor } from './keyset.ts';

export type TidingsRow = Selectable<TidingsTable>;

/** Writes down whom to tell; whoever has been told the same already is left as he is. */
export const insertTidings = async (
  tx: ScopedTransaction,
  tidings: readonly Omit<Insertable<TidingsTable>, 'company_id'>[],
): Promise<void> => {
  if (tidings.length === 0) return;
  const company_id = companyOf(tx);
  await tx
    .insertInto('tidings')
    .values(tidings.map((one) => ({ company_id, ...one })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
};

/** Somebody’s tidings by their id. */
export const findTidings = (tx: ScopedTransaction, id: string): Promise<TidingsRow | undefined> =>
  tx.selectFrom('tidings').selectAll().where('id', '=', id).executeTakeFirst();

/** Writes down that he knows; the first time counts. */
export const confirmTidingsRow = async (tx: ScopedTransaction, id: string, at: Temporal.Instant): Promise<boolean> => {
  const { numUpdatedRows } = await tx
    .updateTable('tidings')
    .set({ confirmed_at: at })
    .where('company_id', '=', companyOf(tx))
    .where('id', '=', id)
    .where('confirmed_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
};

/** The tidings of an item within its company, or where no item is named those of the scoped person in every company; newest first. */
export const pageTidings = async (
  tx: ScopedTransaction,
  filter: { readonly item: string | null; readonly personId: string | null; readonly unconfirmedOnly: boolean },
  paging: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<Page<TidingsRow>> => {
  const after = paging.cursor === undefined ? null : readCursor(paging.cursor);
  let query = tx.selectFrom('tidings').selectAll();
  if (scopeOf(tx).companyId !== null) query = query.where('company_id', '=', companyOf(tx));
  if (filter.item !== null) query = query.where('item_number', '=', filter.item);
  if (filter.personId !== null) query = query.where('person_id', '=', filter.personId);
  if (filter.unconfirmedOnly) query = query.where('confirmed_at', 'is', null);
  if (after !== null) {
    query = query.where((eb) => eb(eb.refTuple('told_at', 'id'), '<', eb.tuple(after.at, after.id)));
  }
  const rows = await query
    .orderBy('told_at', 'desc')
    .orderBy('id', 'desc')
    .limit(paging.limit + 1)
    .execute();
  return toPage(rows, paging.limit, (row) => writeCursor({ at: row.told_at, id: row.id }));
};
