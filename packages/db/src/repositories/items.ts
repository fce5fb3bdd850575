import type { Temporal } from '@miji/core';
import type { Insertable, Selectable } from 'kysely';
import type { ItemTable } from '../schema/items.ts';
import type { ScopedTransaction } from '../scoped-database.ts';
import { companyOf } from '../scoped-database.ts';

export type ItemRow = Selectable<ItemTable>;
export type NewItem = Omit<Insertable<ItemTable>, 'company_id'>;

export const insertItem = async (tx: ScopedTransaction, item: NewItem): Promise<void> => {
  await tx
    .insertInto('item')
    .values({ company_id: companyOf(tx), ...item })
    .execute();
};

/** An item of the scoped company by its number. That it is found says nothing of who may know it. */
export const findItem = (tx: ScopedTransaction, number: string): Promise<ItemRow | undefined> =>
  tx
    .selectFrom('item')
    .selectAll()
    .where('company_id', '=', companyOf(tx))
    .where('number', '=', number)
    .executeTakeFirst();

/** Some items of the scoped company by their numbers, in one query. */
export const findItems = (tx: ScopedTransaction, numbers: readonly string[]): Promise<ItemRow[]> =>
  tx
    .selectFrom('item')
    .selectAll()
    .where('company_id', '=', companyOf(tx))
    .where('number', '=', (eb) => eb.fn.any(eb.val([...numbers])))
    .execute();

/** The same, held until the transaction ends: for whoever is about to change it. */
export const lockItem = (tx: ScopedTransaction, number: string): Promise<ItemRow | undefined> =>
  tx
    .selectFrom('item')
    .selectAll()
    .where('company_id', '=', companyOf(tx))
    .where('number', '=', number)
    .forUpdate()
    .executeTakeFirst();

/** The item that an earlier call with this key made. */
export const findItemByKey = (tx: ScopedTransaction, registrar: string, key: string): Promise<ItemRow | undefined> =>
  tx
    .selectFrom('item')
    .selectAll()
    .where('company_id', '=', companyOf(tx))
    .where('registrar', '=', registrar)
    .where('idempotency_key', '=', key)
    .executeTakeFirst();

/** Confirms a proposed item of a known version, whose period counts from now on; tells whether it was still that. */
export const confirmItemRow = async (
  tx: ScopedTransaction,
  item: { readonly id: string; readonly version: number },
  confirmation: {
    readonly by: string;
    readonly at: Temporal.Instant;
    readonly secretUntil: Temporal.Instant | null;
  },
): Promise<boolean> => {
  const { numUpdatedRows } = await tx
    .updateTable('item')
    .set({
      state: 'confirmed',
      confirmed_at: confirmation.at,
      confirmed_by: confirmation.by,
      secret_until: confirmation.secretUntil,
    })
    .where('company_id', '=', companyOf(tx))
    .where('id', '=', item.id)
    .where('version', '=', item.version)
    .where('state', '=', 'proposed')
    .executeTakeFirst();
  return numUpdatedRows > 0n;
};

/** Counts the next version of an item that the transaction holds, with what stands with it of its content. */
export const reviseItemRow = (
  tx: ScopedTransaction,
  itemId: string,
  to: Pick<ItemRow, 'version' | 'line_count' | 'page_count'> & {
    readonly content_kind: NonNullable<ItemRow['content_kind']>;
  },
): Promise<ItemRow> =>
  tx
    .updateTable('item')
    .set(to)
    .where('company_id', '=', companyOf(tx))
    .where('id', '=', itemId)
    .returningAll()
    .executeTakeFirstOrThrow();

/** Items whose secrecy has ended by an instant and whose declassification is not written down yet; each held, none waited for. */
export const lockDeclassified = (tx: ScopedTransaction, at: Temporal.Instant, limit: number): Promise<ItemRow[]> =>
  tx
    .selectFrom('item')
    .selectAll()
    .where('company_id', '=', companyOf(tx))
    .where('declassification_recorded_at', 'is', null)
    .where('secret_until', '<=', at)
    .orderBy('secret_until')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute();

export const recordDeclassification = async (
  tx: ScopedTransaction,
  itemId: string,
  at: Temporal.Instant,
): Promise<void> => {
  await tx
    .updateTable('item')
    .set({ declassification_recorded_at: at })
    .where('company_id', '=', companyOf(tx))
    .where('id', '=', itemId)
    .execute();
};

/** Takes the next copy number of an item that the transaction holds: numbers have no gaps. */
export const takeCopyNumber = async (tx: ScopedTransaction, itemId: string): Promise<number> => {
  const { copies_issued } = await tx
    .updateTable('item')
    .set((eb) => ({ copies_issued: eb('copies_issued', '+', 1) }))
    .where('company_id', '=', companyOf(tx))
    .where('id', '=', itemId)
    .returning('copies_issued')
    .executeTakeFirstOrThrow();
  return copies_issued;
};
