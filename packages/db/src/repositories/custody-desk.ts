import type { Temporal } from '@miji/core';
import { sql } from 'kysely';
import type { ScopedTransaction } from '../scoped-database.ts';
import { companyOf } from '../scoped-database.ts';
import type { MovementRow } from './copy-movements.ts';
import type { CopyRow } from './copies.ts';
import type { GrantRow } from './grants.ts';
import { cameFrom } from './leavers.ts';

/** Where a list goes on, and how far. */
interface Stretch<T> {
  readonly after: T | undefined;
  readonly limit: number;
}

/** The loans that are granted in the scoped company and of which something is left, the first to end first. */
export const loansToHandOut = (
  tx: ScopedTransaction,
  at: Temporal.Instant,
  { after, limit }: Stretch<GrantRow>,
): Promise<GrantRow[]> => {
  let query = tx
    .selectFrom('access_grant')
    .selectAll()
    .where('company_id', '=', companyOf(tx))
    .where('operation', '=', 'loan')
    .where(sql<boolean>`voided_at is null and used < copies and expires_at > ${at}`);
  if (after !== undefined)
    query = query.where((eb) => eb(eb.refTuple('expires_at', 'id'), '>', eb.tuple(after.expires_at, after.id)));
  return query.orderBy('expires_at').orderBy('id').limit(limit).execute();
};

/** What may be lent as it lies: held in a store, part of no other copy, on no way, and never a print (PM-11). */
export const copiesReadyToLend = (tx: ScopedTransaction, itemIds: readonly string[]): Promise<CopyRow[]> =>
  itemIds.length === 0
    ? Promise.resolve([])
    : tx
        .selectFrom('copy')
        .selectAll()
        .where('company_id', '=', companyOf(tx))
        .where('item_id', '=', (eb) => eb.fn.any(eb.val([...new Set(itemIds)])))
        .where('store_id', 'is not', null)
        .where('state', '=', 'held')
        .where('bound_to', 'is', null)
        .where('kind', '!=', 'print')
        .where(
          sql<boolean>`not exists (select from miji.copy_movement m
            where m.company_id = copy.company_id and m.copy_id = copy.id and m.outcome = 'pending')`,
        )
        .orderBy('number')
        .execute();

/** What has been announced to some stores and waits for a keeper's count, the oldest first. */
export const movementsToStores = (
  tx: ScopedTransaction,
  storeIds: readonly string[] | null,
  limit: number,
): Promise<MovementRow[]> => {
  let query = tx
    .selectFrom('copy_movement')
    .selectAll()
    .where('company_id', '=', companyOf(tx))
    .where('outcome', '=', 'pending')
    .where('to_store_id', 'is not', null);
  if (storeIds !== null) {
    const ids = [...storeIds];
    query = query.where('to_store_id', '=', (eb) => eb.fn.any(eb.val(ids)));
  }
  return query.orderBy('given_at').orderBy('id').limit(limit).execute();
};

/** What nobody has confirmed in time: everything of a company, or what came from some stores. */
export const movementsUnconfirmed = (
  tx: ScopedTransaction,
  storeIds: readonly string[] | null,
  at: Temporal.Instant,
  limit: number,
): Promise<MovementRow[]> => {
  let query = tx
    .selectFrom('copy_movement')
    .selectAll()
    .where('company_id', '=', companyOf(tx))
    .where('outcome', '=', 'pending')
    .where('confirm_by', '<=', at);
  if (storeIds !== null) {
    const ids = [...storeIds];
    query = query.where((eb) =>
      eb.or([eb('from_store_id', '=', eb.fn.any(eb.val(ids))), eb('to_store_id', '=', eb.fn.any(eb.val(ids)))]),
    );
  }
  return query.orderBy('confirm_by').orderBy('id').limit(limit).execute();
};

/** On somebody's desk: held by a person, in no store. */
const onDesk = sql<boolean>`store_id is null and bound_to is null`;

/** Prints whose use period is over, and papers of a meeting that is over, as far as they are still about. @see PM-12 @see CD-15 */
export const printsOver = (tx: ScopedTransaction, today: Temporal.PlainDate, limit: number): Promise<CopyRow[]> =>
  tx
    .selectFrom('copy')
    .selectAll()
    .where('company_id', '=', companyOf(tx))
    .where('state', 'in', ['held', 'carried_out'])
    .where('use_until', '<', today)
    .where(onDesk)
    .orderBy('use_until')
    .limit(limit)
    .execute();

/** What was carried out, of some stores or at all, and should be back. @see AR-32 */
export const notBroughtBack = (
  tx: ScopedTransaction,
  storeIds: readonly string[] | null,
  at: Temporal.Instant,
  limit: number,
): Promise<CopyRow[]> =>
  tx
    .selectFrom('copy')
    .selectAll()
    .where('company_id', '=', companyOf(tx))
    .where('state', '=', 'carried_out')
    .where('due_at', '<=', at)
    .where('bound_to', 'is', null)
    .where(cameFrom(storeIds))
    .orderBy('due_at')
    .limit(limit)
    .execute();

/** What is no secret any more and still stands in the register on somebody's desk. */
export const declassifiedOnDesks = (tx: ScopedTransaction, at: Temporal.Instant, limit: number): Promise<CopyRow[]> =>
  tx
    .selectFrom('copy')
    .selectAll()
    .where('company_id', '=', companyOf(tx))
    .where('state', '=', 'held')
    .where('secret_until', '<=', at)
    .where(onDesk)
    .orderBy('secret_until')
    .limit(limit)
    .execute();

/** What lies in a store of the scoped company, or in some of them, that may not keep its level any more. @see CF-29 */
export const risenAboveStores = (
  tx: ScopedTransaction,
  storeIds: readonly string[] | null,
  at: Temporal.Instant,
  limit: number,
): Promise<CopyRow[]> => {
  let query = tx
    .selectFrom('copy')
    .selectAll('copy')
    .innerJoin('store', (join) =>
      join.onRef('store.company_id', '=', 'copy.company_id').onRef('store.id', '=', 'copy.store_id'),
    )
    .where('copy.company_id', '=', companyOf(tx))
    .where('copy.state', 'in', ['held', 'returned'])
    .whereRef('copy.level', '>', 'store.highest_level')
    .where((eb) => eb.or([eb('copy.secret_until', 'is', null), eb('copy.secret_until', '>', at)]));
  if (storeIds !== null) query = query.where('copy.store_id', '=', (eb) => eb.fn.any(eb.val([...storeIds])));
  return query.orderBy('copy.item_number').orderBy('copy.number').limit(limit).execute();
};

/** Copies whose holders were told that a range has changed, the oldest first: whether he has left it is for the law to say. */
export const heldThroughRangeChange = (
  tx: ScopedTransaction,
  { after, limit }: Stretch<CopyRow>,
): Promise<CopyRow[]> => {
  let query = tx
    .selectFrom('copy')
    .selectAll()
    .where('company_id', '=', companyOf(tx))
    .where('state', 'in', ['held', 'carried_out'])
    .where(onDesk)
    .where(
      sql<boolean>`exists (select from miji.tidings t where t.company_id = copy.company_id
        and t.item_number = copy.item_number and t.kind = 'range_changed' and t.person_id = copy.holder_id)`,
    );
  if (after !== undefined)
    query = query.where((eb) => eb(eb.refTuple('issued_at', 'id'), '>', eb.tuple(after.issued_at, after.id)));
  return query.orderBy('issued_at').orderBy('id').limit(limit).execute();
};

/** Some copies of the scoped company by item and running number. */
export const copiesByNumber = async (
  tx: ScopedTransaction,
  wanted: readonly { readonly item: string; readonly number: number }[],
): Promise<CopyRow[]> => {
  if (wanted.length === 0) return [];
  const items = [...new Set(wanted.map(({ item }) => item))];
  const rows = await tx
    .selectFrom('copy')
    .selectAll()
    .where('company_id', '=', companyOf(tx))
    .where('item_number', '=', (eb) => eb.fn.any(eb.val(items)))
    .orderBy('item_number')
    .orderBy('number')
    .execute();
  const keys = new Set(wanted.map(({ item, number }) => `${item} ${number}`));
  return rows.filter(({ item_number, number }) => keys.has(`${item_number} ${number}`));
};

/** What was made or lent under some grants, by number. */
export const copiesOfGrants = (tx: ScopedTransaction, grantIds: readonly string[]): Promise<CopyRow[]> =>
  tx
    .selectFrom('copy')
    .selectAll()
    .where('company_id', '=', companyOf(tx))
    .where((eb) =>
      eb.or([
        eb('grant_id', '=', eb.fn.any(eb.val([...grantIds]))),
        eb('id', 'in', (loans) =>
          loans
            .selectFrom('loan')
            .select('loan.copy_id')
            .where('loan.company_id', '=', companyOf(tx))
            .where('loan.grant_id', '=', loans.fn.any(loans.val([...grantIds]))),
        ),
      ]),
    )
    .orderBy('item_number')
    .orderBy('number')
    .execute();
