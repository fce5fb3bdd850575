import type { CopyState } from '@miji/core';
import type { Insertable, Selectable, Updateable } from 'kysely';
import { sql } from 'kysely';
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

/** The same, held until the transaction ends: for whoever is about to move it. What is bound into it is held with it. */
export const lockCopy = async (
  tx: ScopedTransaction,
  itemNumber: string,
  number: number,
): Promise<{ readonly copy: CopyRow; readonly bound: readonly CopyRow[] } | undefined> => {
  const copy = await tx
    .selectFrom('copy')
    .selectAll()
    .where('company_id', '=', companyOf(tx))
    .where('item_number', '=', itemNumber)
    .where('number', '=', number)
    .forUpdate()
    .executeTakeFirst();
  return copy === undefined ? undefined : { copy, bound: await lockBound(tx, copy.id) };
};

/** The copies that are part of another, in the order of their numbers, held until the transaction ends. */
const lockBound = (tx: ScopedTransaction, into: string): Promise<CopyRow[]> =>
  tx
    .selectFrom('copy')
    .selectAll()
    .where('company_id', '=', companyOf(tx))
    .where('bound_to', '=', into)
    .orderBy('number')
    .forUpdate()
    .execute();

/** Some copies of the scoped company, or of the scoped person, by their ids. */
export const copiesById = async (tx: ScopedTransaction, ids: readonly string[]): Promise<CopyRow[]> =>
  ids.length === 0
    ? []
    : tx
        .selectFrom('copy')
        .selectAll()
        .where('id', 'in', [...new Set(ids)])
        .execute();

/** The copies that were made from another, by number. */
export const copiesMadeFrom = (tx: ScopedTransaction, parentId: string): Promise<CopyRow[]> =>
  tx
    .selectFrom('copy')
    .selectAll()
    .where('company_id', '=', companyOf(tx))
    .where('parent_id', '=', parentId)
    .orderBy('number')
    .execute();

/** Where a copy is, with whom, and until when. */
export type CopyPlace = Pick<
  Updateable<CopyTable>,
  'state' | 'holder_id' | 'store_id' | 'due_at' | 'pages' | 'bound_to'
>;

/** Puts copies that the transaction holds somewhere else. */
export const placeCopies = async (tx: ScopedTransaction, ids: readonly string[], place: CopyPlace): Promise<void> => {
  await tx
    .updateTable('copy')
    .set(place)
    .where('company_id', '=', companyOf(tx))
    .where('id', 'in', [...ids])
    .execute();
};

/** What the register of copies can be narrowed to. */
export interface CopyFilter {
  /** the register of a company, or where null only what the scope's person holds, anywhere */
  readonly companyId: string | null;
  readonly item?: string | undefined;
  readonly holderId?: string | undefined;
  readonly storeId?: string | undefined;
  readonly state?: CopyState | undefined;
  /** only what is on the move, or only what is not */
  readonly movementOpen?: boolean | undefined;
}

const isMoving = sql<boolean>`exists (
  select from miji.copy_movement
    where copy_movement.company_id = copy.company_id and copy_movement.copy_id = copy.id and outcome = 'pending')`;

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
  if (filter.storeId !== undefined) query = query.where('store_id', '=', filter.storeId);
  if (filter.movementOpen !== undefined) query = query.where(isMoving, '=', filter.movementOpen);
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
