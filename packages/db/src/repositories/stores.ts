import { USUAL_CUSTODY } from '@miji/core';
import type { Temporal } from '@miji/core';
import type { Insertable, Selectable } from 'kysely';
import type { StoreKeeperTable, StoreTable } from '../schema/custody.ts';
import type { ScopedTransaction } from '../scoped-database.ts';
import { companyOf, scopeOf } from '../scoped-database.ts';
import { currentAppointments } from './appointments.ts';
import { isLying } from './lying.ts';

export type StoreRow = Selectable<StoreTable>;
export type StoreKeeperRow = Selectable<StoreKeeperTable>;

export const insertStore = (
  tx: ScopedTransaction,
  store: Omit<Insertable<StoreTable>, 'company_id'>,
): Promise<StoreRow> =>
  tx
    .insertInto('store')
    .values({ company_id: companyOf(tx), ...store })
    .returningAll()
    .executeTakeFirstOrThrow();

export const findStore = (tx: ScopedTransaction, id: string): Promise<StoreRow | undefined> =>
  tx.selectFrom('store').selectAll().where('company_id', '=', companyOf(tx)).where('id', '=', id).executeTakeFirst();

/** A store, held until the transaction ends: what is put into it and its end come one after the other. */
export const lockStore = (tx: ScopedTransaction, id: string): Promise<StoreRow | undefined> =>
  tx
    .selectFrom('store')
    .selectAll()
    .where('company_id', '=', companyOf(tx))
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();

/** The same for several, in one order, so that no two who hold them wait for each other; what is no store is left out. */
export const lockStores = async (tx: ScopedTransaction, ids: readonly (string | null | undefined)[]): Promise<void> => {
  const named = new Set(ids.filter((id) => typeof id === 'string'));
  for (const id of [...named].sort()) await lockStore(tx, id);
};

/** The stores of the scoped company by code; those that are closed only where they are asked for. */
export const listStoresOf = (tx: ScopedTransaction, withClosed: boolean): Promise<StoreRow[]> => {
  let query = tx.selectFrom('store').selectAll().where('company_id', '=', companyOf(tx)).orderBy('code');
  if (!withClosed) query = query.where('closed_at', 'is', null);
  return query.execute();
};

/** Some stores by id. */
export const storesById = async (
  tx: ScopedTransaction,
  ids: readonly (string | null)[],
): Promise<ReadonlyMap<string, StoreRow>> => {
  const wanted = [...new Set(ids.filter((id) => id !== null))];
  if (wanted.length === 0) return new Map();
  const rows = await tx
    .selectFrom('store')
    .selectAll()
    .where('company_id', '=', companyOf(tx))
    .where('id', '=', (eb) => eb.fn.any(eb.val(wanted)))
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
};

/** Closes a store that the transaction holds. */
export const closeStoreRow = (
  tx: ScopedTransaction,
  id: string,
  act: { readonly by: string; readonly at: Temporal.Instant },
): Promise<StoreRow> =>
  tx
    .updateTable('store')
    .set({ closed_at: act.at, closed_by: act.by })
    .where('company_id', '=', companyOf(tx))
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();

/** Writes down since when things lie in a store on a name whose bearer has not counted them. */
export const setCountDue = async (tx: ScopedTransaction, id: string, since: Temporal.Instant): Promise<void> => {
  await tx
    .updateTable('store')
    .set({ count_due_since: since })
    .where('company_id', '=', companyOf(tx))
    .where('id', '=', id)
    .execute();
};

/** The open stores, all or some, of which stock is to be taken: none that was begun since it became due is closed. */
export const storesToCount = (tx: ScopedTransaction, storeIds: readonly string[] | null): Promise<StoreRow[]> => {
  let query = tx
    .selectFrom('store')
    .selectAll()
    .where('company_id', '=', companyOf(tx))
    .where('closed_at', 'is', null)
    .where('count_due_since', 'is not', null)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('stocktaking')
            .select('stocktaking.id')
            .whereRef('stocktaking.company_id', '=', 'store.company_id')
            .whereRef('stocktaking.store_id', '=', 'store.id')
            .whereRef('stocktaking.begun_at', '>=', 'store.count_due_since')
            .where('stocktaking.closed_at', 'is not', null),
        ),
      ),
    );
  if (storeIds !== null) query = query.where('id', '=', (eb) => eb.fn.any(eb.val([...storeIds])));
  return query.orderBy('code').execute();
};

export const insertKeeper = (
  tx: ScopedTransaction,
  keeper: Omit<Insertable<StoreKeeperTable>, 'company_id'>,
): Promise<StoreKeeperRow> =>
  tx
    .insertInto('store_keeper')
    .values({ company_id: companyOf(tx), ...keeper })
    .returningAll()
    .executeTakeFirstOrThrow();

/** Those who are appointed keepers of some stores, the oldest first; whether they still work there is another question. */
export const appointedKeepersOf = (tx: ScopedTransaction, storeIds: readonly string[]): Promise<StoreKeeperRow[]> =>
  tx
    .selectFrom('store_keeper')
    .selectAll()
    .where('company_id', '=', companyOf(tx))
    .where('store_id', '=', (eb) => eb.fn.any(eb.val([...storeIds])))
    .where('to_at', 'is', null)
    .orderBy('from_at')
    .orderBy('id')
    .execute();

/** Those who keep some stores now: appointed, and still employed by the company. Whoever has left keeps nothing. */
export const keepersOf = (tx: ScopedTransaction, storeIds: readonly string[]): Promise<StoreKeeperRow[]> =>
  tx
    .selectFrom('store_keeper')
    .selectAll()
    .where('company_id', '=', companyOf(tx))
    .where('store_id', '=', (eb) => eb.fn.any(eb.val([...storeIds])))
    .where('to_at', 'is', null)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('appointment')
          .select('appointment.id')
          .where('appointment.company_id', '=', companyOf(tx))
          .whereRef('appointment.person_id', '=', 'store_keeper.person_id')
          .where(currentAppointments(scopeOf(tx).at)),
      ),
    )
    .orderBy('from_at')
    .orderBy('id')
    .execute();

/** Where a person is an appointed keeper in the scoped company. */
export const keepingsOf = (tx: ScopedTransaction, personId: string): Promise<StoreKeeperRow[]> =>
  tx
    .selectFrom('store_keeper')
    .selectAll()
    .where('company_id', '=', companyOf(tx))
    .where('person_id', '=', personId)
    .where('to_at', 'is', null)
    .orderBy('from_at')
    .orderBy('id')
    .execute();

/**
 * The open stores of the scoped company that a person keeps now: appointed as keeper, and still employed by it. Whoever has left keeps
 * nothing, whether or not anybody has written that down.
 */
export const storesKeptBy = async (tx: ScopedTransaction, personId: string): Promise<readonly StoreRow[]> =>
  tx
    .selectFrom('store')
    .innerJoin('store_keeper', (join) =>
      join
        .onRef('store_keeper.company_id', '=', 'store.company_id')
        .onRef('store_keeper.store_id', '=', 'store.id')
        .on('store_keeper.to_at', 'is', null)
        .on('store_keeper.person_id', '=', personId),
    )
    .selectAll('store')
    .where('store.company_id', '=', companyOf(tx))
    .where('store.closed_at', 'is', null)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('appointment')
          .select('appointment.id')
          .where('appointment.company_id', '=', companyOf(tx))
          .where('appointment.person_id', '=', personId)
          .where(currentAppointments(scopeOf(tx).at)),
      ),
    )
    .orderBy('store.code')
    .execute();

/** Whether a person keeps an open store now. @see storesKeptBy */
export const keepsStore = async (tx: ScopedTransaction, storeId: string, personId: string): Promise<boolean> =>
  (await storesKeptBy(tx, personId)).some(({ id }) => id === storeId);

/** Ends the appointment of a keeper; undefined where it is over already. */
export const endKeeperRow = (
  tx: ScopedTransaction,
  id: string,
  act: { readonly by: string; readonly at: Temporal.Instant },
): Promise<StoreKeeperRow | undefined> =>
  tx
    .updateTable('store_keeper')
    .set({ to_at: act.at, ended_by: act.by })
    .where('company_id', '=', companyOf(tx))
    .where('id', '=', id)
    .where('to_at', 'is', null)
    .returningAll()
    .executeTakeFirst();

/** Whether anything is out of a store that belongs to it, is on its way into it, or is being counted there. */
export const isStoreAwaited = async (tx: ScopedTransaction, storeId: string): Promise<boolean> => {
  const company = companyOf(tx);
  const { awaited } = await tx
    .selectNoFrom((eb) =>
      eb
        .or([
          eb.exists(
            eb
              .selectFrom('copy')
              .select('copy.id')
              .where('copy.company_id', '=', company)
              .where('copy.store_id', '=', storeId)
              .where('copy.state', 'not in', ['destroyed', 'lost'])
              .where((copy) => copy.not(isLying)),
          ),
          eb.exists(
            eb
              .selectFrom('loan')
              .select('loan.id')
              .where('loan.company_id', '=', company)
              .where('loan.store_id', '=', storeId)
              .where('loan.state', '=', 'out'),
          ),
          eb.exists(
            eb
              .selectFrom('copy_movement')
              .select('copy_movement.id')
              .where('copy_movement.company_id', '=', company)
              .where('copy_movement.to_store_id', '=', storeId)
              .where('copy_movement.outcome', '=', 'pending'),
          ),
          eb.exists(
            eb
              .selectFrom('stocktaking')
              .select('stocktaking.id')
              .where('stocktaking.company_id', '=', company)
              .where('stocktaking.store_id', '=', storeId)
              .where('stocktaking.closed_at', 'is', null),
          ),
        ])
        .as('awaited'),
    )
    .executeTakeFirstOrThrow();
  return Boolean(awaited);
};

/** How custody runs in a company. */
export interface CustodySettingRow {
  /** hours in which whoever was given a copy confirms that he has it */
  readonly receiptHours: number;
  /** days for which a loan may be overdue before an incident is drafted */
  readonly overdueDays: number;
}

/** How custody runs in the scoped company; as usual where nobody has set it otherwise. */
export const custodySettingOf = async (tx: ScopedTransaction): Promise<CustodySettingRow> => {
  const row = await tx
    .selectFrom('custody_setting')
    .select(['receipt_hours', 'overdue_days'])
    .where('company_id', '=', companyOf(tx))
    .orderBy('set_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? USUAL_CUSTODY : { receiptHours: row.receipt_hours, overdueDays: row.overdue_days };
};

export const writeCustodySetting = async (
  tx: ScopedTransaction,
  { receiptHours, overdueDays }: CustodySettingRow,
  act: { readonly by: string; readonly at: Temporal.Instant },
): Promise<void> => {
  const values = { receipt_hours: receiptHours, overdue_days: overdueDays, set_by: act.by, set_at: act.at };
  await tx
    .insertInto('custody_setting')
    .values({ company_id: companyOf(tx), ...values })
    .onConflict((conflict) => conflict.columns(['company_id', 'set_at']).doUpdateSet(values))
    .execute();
};
