import type { CompanyRef, StoreRef, StoreWire } from '@miji/contract';
import { levelOfRank } from '@miji/core';
import type { ScopedTransaction, StoreKeeperRow, StoreRow } from '@miji/db';
import { appointedKeepersOf, copiesInStores, isoMillisecond, storesById } from '@miji/db';
import { toStoreRef } from '../copies/store-ref.ts';
import type { Names } from '../platform/names.ts';
import { personRef } from '../platform/names.ts';

/** Stores with what is told of them. */
export interface StoreFacts {
  readonly row: StoreRow;
  readonly keepers: readonly StoreKeeperRow[];
  readonly copies: number;
}

/** The keepers of some stores, and how much lies in each. */
export const storeFacts = async (tx: ScopedTransaction, rows: readonly StoreRow[]): Promise<readonly StoreFacts[]> => {
  const ids = rows.map(({ id }) => id);
  const [keepers, copies] = await Promise.all([appointedKeepersOf(tx, ids), copiesInStores(tx, ids)]);
  return rows.map((row) => ({
    row,
    keepers: keepers.filter(({ store_id }) => store_id === row.id),
    copies: copies.get(row.id) ?? 0,
  }));
};

/** One store with what is told of it. */
export const storeFactsOf = async (tx: ScopedTransaction, row: StoreRow): Promise<StoreFacts> => {
  const [facts] = await storeFacts(tx, [row]);
  if (facts === undefined) throw new Error('a store has its facts');
  return facts;
};

/** The people who stand on it. */
export const peopleOfStores = (facts: readonly StoreFacts[]): readonly (string | null)[] =>
  facts.flatMap(({ keepers }) => keepers.flatMap(({ person_id, appointed_by }) => [person_id, appointed_by]));

/** A store as the wire has it. */
export const toStore = (
  { row, keepers, copies }: StoreFacts,
  { company, reader, names }: { readonly company: CompanyRef; readonly reader: string | null; readonly names: Names },
): StoreWire => ({
  ...toStoreRef(row),
  company: company.code,
  place: row.place,
  separate: row.separate,
  highestLevel: levelOfRank(row.highest_level),
  keepers: keepers.map(({ id, person_id, from_at, appointed_by }) => ({
    id,
    person: personRef(person_id, names),
    from: isoMillisecond(from_at),
    appointedBy: appointed_by === null ? null : personRef(appointed_by, names),
  })),
  copies,
  closedAt: row.closed_at === null ? null : isoMillisecond(row.closed_at),
  yours: row.closed_at === null && keepers.some(({ person_id }) => person_id === reader),
});

/** The stores behind some ids, as a copy or a movement names them. */
export const storeRefsOf = async (
  tx: ScopedTransaction,
  ids: readonly (string | null)[],
): Promise<ReadonlyMap<string, StoreRef>> =>
  new Map([...(await storesById(tx, ids))].map(([id, row]) => [id, toStoreRef(row)]));
