import type { Temporal } from '@miji/core';
import type { Insertable, Selectable } from 'kysely';
import type { CollectionOrderTable } from '../schema/custody.ts';
import type { ScopedTransaction } from '../scoped-database.ts';
import { companyOf } from '../scoped-database.ts';

export type CollectionOrderRow = Selectable<CollectionOrderTable>;

export const insertCollectionOrder = (
  tx: ScopedTransaction,
  order: Omit<Insertable<CollectionOrderTable>, 'company_id'>,
): Promise<CollectionOrderRow> =>
  tx
    .insertInto('collection_order')
    .values({ company_id: companyOf(tx), ...order })
    .returningAll()
    .executeTakeFirstOrThrow();

/** The order to collect from somebody that may still be used in the scoped company. */
export const openCollectionOrder = (
  tx: ScopedTransaction,
  personId: string,
  at: Temporal.Instant,
): Promise<CollectionOrderRow | undefined> =>
  tx
    .selectFrom('collection_order')
    .selectAll()
    .where('company_id', '=', companyOf(tx))
    .where('person_id', '=', personId)
    .where('used_at', 'is', null)
    .where('expires_at', '>', at)
    .orderBy('ordered_at', 'desc')
    .limit(1)
    .executeTakeFirst();

/** Writes down from when on somebody is gone with things on his name. */
export const spendCollectionOrder = async (
  tx: ScopedTransaction,
  id: string,
  from: Temporal.Instant,
): Promise<void> => {
  await tx
    .updateTable('collection_order')
    .set({ used_at: from })
    .where('company_id', '=', companyOf(tx))
    .where('id', '=', id)
    .execute();
};
