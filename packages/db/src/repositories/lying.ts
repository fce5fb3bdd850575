import { sql } from 'kysely';
import type { ScopedTransaction } from '../scoped-database.ts';
import { companyOf } from '../scoped-database.ts';
import type { CopyRow } from './copies.ts';

/**
 * Whether a copy of the register is where its store is. What is carried out or sent belongs to the store still, and what was announced
 * to somebody is on its way, with all that is bound into it: whoever gave it answers for that.
 *
 * @see AR-36
 */
export const isLying = sql<boolean>`(copy.state in ('held', 'returned') and not exists (
  select from miji.copy_movement moving
    where moving.company_id = copy.company_id and moving.copy_id in (copy.id, copy.bound_to) and moving.outcome = 'pending'))`;

/** What lies in a store, by number. */
export const copiesInStore = (tx: ScopedTransaction, storeId: string): Promise<CopyRow[]> =>
  tx
    .selectFrom('copy')
    .selectAll()
    .where('company_id', '=', companyOf(tx))
    .where('store_id', '=', storeId)
    .where(isLying)
    .orderBy('item_number')
    .orderBy('number')
    .execute();

/** How many copies lie in each of some stores. */
export const copiesInStores = async (
  tx: ScopedTransaction,
  storeIds: readonly string[],
): Promise<ReadonlyMap<string, number>> => {
  if (storeIds.length === 0) return new Map();
  const rows = await tx
    .selectFrom('copy')
    .select(['store_id', sql<number>`count(*)`.as('copies')])
    .where('company_id', '=', companyOf(tx))
    .where('store_id', '=', (eb) => eb.fn.any(eb.val([...storeIds])))
    .where(isLying)
    .groupBy('store_id')
    .execute();
  return new Map(rows.flatMap(({ store_id, copies }) => (store_id === null ? [] : [[store_id, copies]])));
};

/** What lies in a store under the name of one of its keepers. */
export const copiesKeptBy = (tx: ScopedTransaction, storeId: string, personId: string): Promise<CopyRow[]> =>
  tx
    .selectFrom('copy')
    .selectAll()
    .where('company_id', '=', companyOf(tx))
    .where('store_id', '=', storeId)
    .where('holder_id', '=', personId)
    .where(isLying)
    .orderBy('item_number')
    .orderBy('number')
    .execute();

/** What stands on somebody's name in the scoped company and lies in no store: on his desk, lent or handed out, carried out, on its way. */
export const copiesOnNameOf = (tx: ScopedTransaction, personId: string): Promise<CopyRow[]> =>
  tx
    .selectFrom('copy')
    .selectAll()
    .where('company_id', '=', companyOf(tx))
    .where(
      sql<boolean>`(
        holder_id = ${personId} and state in ('held', 'lent', 'carried_out', 'in_transit')
          and not (store_id is not null and ${isLying})
        or id in (select copy_id from miji.copy_movement
          where company_id = copy.company_id and from_person_id = ${personId} and act = 'lend' and outcome = 'pending'))`,
    )
    .orderBy('item_number')
    .orderBy('number')
    .execute();

/** Whether somebody answers for what he has taken, sent or announced out of a store, or has handed out and nobody has confirmed. */
export const isAnswering = async (tx: ScopedTransaction, storeId: string, personId: string): Promise<boolean> => {
  const company = companyOf(tx);
  const { answers } = await tx
    .selectNoFrom((eb) =>
      eb
        .or([
          eb.exists(
            eb
              .selectFrom('copy')
              .select('copy.id')
              .where('copy.company_id', '=', company)
              .where('copy.store_id', '=', storeId)
              .where('copy.holder_id', '=', personId)
              .where('copy.state', 'in', ['carried_out', 'in_transit']),
          ),
          eb.exists(
            eb
              .selectFrom('copy_movement')
              .select('copy_movement.id')
              .where('copy_movement.company_id', '=', company)
              .where('copy_movement.from_store_id', '=', storeId)
              .where('copy_movement.from_person_id', '=', personId)
              .where('copy_movement.outcome', '=', 'pending'),
          ),
        ])
        .as('answers'),
    )
    .executeTakeFirstOrThrow();
  return Boolean(answers);
};
