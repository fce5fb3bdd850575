import type { Temporal } from '@miji/core';
import type { Updateable } from 'kysely';
import { sql } from 'kysely';
import type { RequestTable } from '../schema/requests.ts';
import type { ScopedTransaction } from '../scoped-database.ts';
import { companyOf } from '../scoped-database.ts';
import type { RequestRow } from './requests.ts';

/** A request as it was seen: written again since, it has another mark. */
export interface SeenRequest extends RequestRow {
  readonly seen: string;
}

const marked = (tx: ScopedTransaction) =>
  tx
    .selectFrom('request')
    .selectAll()
    .select(sql<string>`xmin::text`.as('seen'))
    .where('company_id', '=', companyOf(tx));

/**
 * The requests of the scoped company that are under way, those that end first in front; nobody is kept waiting by it.
 *
 * @param after the last one of the page before
 */
export const pageUnderWay = (
  tx: ScopedTransaction,
  after: { readonly expires_at: Temporal.Instant; readonly id: string } | null,
  limit: number,
): Promise<SeenRequest[]> => {
  let query = marked(tx).where('state', 'in', ['pending', 'returned']);
  if (after !== null) {
    query = query.where((eb) => eb(eb.refTuple('expires_at', 'id'), '>', eb.tuple(after.expires_at, after.id)));
  }
  return query.orderBy('expires_at').orderBy('id').limit(limit).execute();
};

/**
 * Some of them, held until the transaction ends, always in the one order. What somebody else holds, or has written since it was seen,
 * is left out.
 */
export const lockAsSeen = async (
  tx: ScopedTransaction,
  seen: readonly Pick<SeenRequest, 'id' | 'seen'>[],
): Promise<RequestRow[]> => {
  const marks = new Map(seen.map((row) => [row.id, row.seen]));
  const rows = await marked(tx)
    .where('id', '=', (eb) => eb.fn.any(eb.val([...marks.keys()])))
    .orderBy('id')
    .forUpdate()
    .skipLocked()
    .execute();
  return rows.filter((row) => marks.get(row.id) === row.seen);
};

/** Notes what the clock and the register of appointments have done to a request that the transaction holds. */
export const markRequest = async (
  tx: ScopedTransaction,
  id: string,
  mark: Pick<Updateable<RequestTable>, 'stage' | 'routed_to'>,
): Promise<void> => {
  await tx.updateTable('request').set(mark).where('company_id', '=', companyOf(tx)).where('id', '=', id).execute();
};
