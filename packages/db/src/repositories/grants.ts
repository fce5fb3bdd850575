import type { Insertable, Selectable } from 'kysely';
import type { AccessGrantTable } from '../schema/requests.ts';
import type { ScopedTransaction } from '../scoped-database.ts';
import { companyOf, scopeOf } from '../scoped-database.ts';
import type { Page } from './keyset.ts';
import { NOTHING, readCursor, toPage, writeCursor } from './keyset.ts';

export type GrantRow = Selectable<AccessGrantTable>;

export const insertGrant = async (
  tx: ScopedTransaction,
  grant: Omit<Insertable<AccessGrantTable>, 'company_id' | 'used'>,
): Promise<void> => {
  await tx
    .insertInto('access_grant')
    .values({ company_id: companyOf(tx), ...grant })
    .execute();
};

export const findGrantOfRequest = (tx: ScopedTransaction, requestId: string): Promise<GrantRow | undefined> =>
  tx
    .selectFrom('access_grant')
    .selectAll()
    .where('company_id', '=', companyOf(tx))
    .where('request_id', '=', requestId)
    .executeTakeFirst();

/** A grant, held until the transaction ends: twenty who use it at once come one after the other. */
export const lockGrant = (tx: ScopedTransaction, number: string): Promise<GrantRow | undefined> =>
  tx
    .selectFrom('access_grant')
    .selectAll()
    .where('company_id', '=', companyOf(tx))
    .where('number', '=', number)
    .forUpdate()
    .executeTakeFirst();

/** Uses one copy of a grant that the transaction holds. */
export const spendGrant = (tx: ScopedTransaction, id: string): Promise<GrantRow> =>
  tx
    .updateTable('access_grant')
    .set((eb) => ({ used: eb('used', '+', 1) }))
    .where('company_id', '=', companyOf(tx))
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();

/** The grants of the scope's person in all companies, newest first. */
export const pageGrants = async (
  tx: ScopedTransaction,
  paging: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<Page<GrantRow>> => {
  const { personId } = scopeOf(tx);
  if (personId === null) return NOTHING;
  const after = paging.cursor === undefined ? null : readCursor(paging.cursor);
  let query = tx.selectFrom('access_grant').selectAll().where('person_id', '=', personId);
  if (after !== null) {
    query = query.where((eb) => eb(eb.refTuple('granted_at', 'id'), '<', eb.tuple(after.at, after.id)));
  }
  const rows = await query
    .orderBy('granted_at', 'desc')
    .orderBy('id', 'desc')
    .limit(paging.limit + 1)
    .execute();
  return toPage(rows, paging.limit, (row) => writeCursor({ at: row.granted_at, id: row.id }));
};
