import type { CopyState } from '@miji/core';
import type { Insertable, Selectable } from 'kysely';
import type { CopyTable } from '../schema/requests.ts';
import type { ScopedTransaction } from '../scoped-database.ts';
import { companyOf } from '../scoped-database.ts';
import type { Page } from './keyset.ts';
import { readCursor, toPage, writeCursor } from './keyset.ts';

export type CopyRow = Selectable<CopyTable>;

export const insertCopy = (tx: ScopedTransaction, copy: Omit<Insertable<CopyTable>, 'company_id'>): Promise<CopyRow> =>
  tx
    .insertInto('copy')
    .values({ company_id: companyOf(tx), ...copy })
    .returningAll()
    .executeTakeFirstOrThrow();

export const findCopy = (tx: ScopedTransaction, itemNumber: string, number: number): Promise<CopyRow | undefined> =>
  tx
    .selectFrom('copy')
    .selectAll()
    .where('company_id', '=', companyOf(tx))
    .where('item_number', '=', itemNumber)
    .where('number', '=', number)
    .executeTakeFirst();

/** The copy that an earlier use of a grant with this key made. */
export const findCopyByKey = (tx: ScopedTransaction, grantId: string, key: string): Promise<CopyRow | undefined> =>
  tx
    .selectFrom('copy')
    .selectAll()
    .where('company_id', '=', companyOf(tx))
    .where('grant_id', '=', grantId)
    .where('idempotency_key', '=', key)
    .executeTakeFirst();

/** Every copy of an item, by number. */
export const copiesOfItem = (tx: ScopedTransaction, itemId: string): Promise<CopyRow[]> =>
  tx
    .selectFrom('copy')
    .selectAll()
    .where('company_id', '=', companyOf(tx))
    .where('item_id', '=', itemId)
    .orderBy('number')
    .execute();

/** What the register of copies can be narrowed to. */
export interface CopyFilter {
  /** the register of a company, or where null only what the scope's person holds, anywhere */
  readonly companyId: string | null;
  readonly item?: string | undefined;
  readonly holderId?: string | undefined;
  readonly state?: CopyState | undefined;
}

/** The register of copies, newest first. */
export const pageCopies = async (
  tx: ScopedTransaction,
  filter: CopyFilter,
  paging: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<Page<CopyRow>> => {
  const after = paging.cursor === undefined ? null : readCursor(paging.cursor);
  let query = tx.selectFrom('copy').selectAll();
  if (filter.companyId !== null) query = query.where('company_id', '=', filter.companyId);
  if (filter.item !== undefined) query = query.where('item_number', '=', filter.item);
  if (filter.holderId !== undefined) query = query.where('holder_id', '=', filter.holderId);
  if (filter.state !== undefined) query = query.where('state', '=', filter.state);
  if (after !== null) {
    query = query.where((eb) => eb(eb.refTuple('issued_at', 'id'), '<', eb.tuple(after.at, after.id)));
  }
  const rows = await query
    .orderBy('issued_at', 'desc')
    .orderBy('id', 'desc')
    .limit(paging.limit + 1)
    .execute();
  return toPage(rows, paging.limit, (row) => writeCursor({ at: row.issued_at, id: row.id }));
};
