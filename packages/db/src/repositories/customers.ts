import type { CustomerGrade, Temporal } from '@miji/core';
import type { Insertable, Selectable } from 'kysely';
import type { CustomerTable } from '../schema/classification.ts';
import type { ScopedTransaction } from '../scoped-database.ts';
import { companyOf } from '../scoped-database.ts';
import type { Page } from './keyset.ts';
import { readCursor, toPage, writeCursor } from './keyset.ts';

export type CustomerRow = Selectable<CustomerTable>;

export const insertCustomer = (
  tx: ScopedTransaction,
  customer: Omit<Insertable<CustomerTable>, 'company_id'>,
): Promise<CustomerRow> =>
  tx
    .insertInto('customer')
    .values({ company_id: companyOf(tx), ...customer })
    .returningAll()
    .executeTakeFirstOrThrow();

export const findCustomer = (tx: ScopedTransaction, number: string): Promise<CustomerRow | undefined> =>
  tx
    .selectFrom('customer')
    .selectAll()
    .where('company_id', '=', companyOf(tx))
    .where('number', '=', number)
    .executeTakeFirst();

export const findCustomerById = (tx: ScopedTransaction, id: string): Promise<CustomerRow | undefined> =>
  tx.selectFrom('customer').selectAll().where('company_id', '=', companyOf(tx)).where('id', '=', id).executeTakeFirst();

/** The customer that an earlier call with this key made. */
export const findCustomerByKey = (
  tx: ScopedTransaction,
  registeredBy: string,
  key: string,
): Promise<CustomerRow | undefined> =>
  tx
    .selectFrom('customer')
    .selectAll()
    .where('company_id', '=', companyOf(tx))
    .where('registered_by', '=', registeredBy)
    .where('idempotency_key', '=', key)
    .executeTakeFirst();

/** A customer, held until the transaction ends: no file of his is registered meanwhile. */
export const lockCustomer = (tx: ScopedTransaction, number: string): Promise<CustomerRow | undefined> =>
  tx
    .selectFrom('customer')
    .selectAll()
    .where('company_id', '=', companyOf(tx))
    .where('number', '=', number)
    .forUpdate()
    .executeTakeFirst();

/** The same for whoever registers a file of his: others may do so too, but his grade does not change meanwhile. */
export const shareCustomer = (tx: ScopedTransaction, number: string): Promise<CustomerRow | undefined> =>
  tx
    .selectFrom('customer')
    .selectAll()
    .where('company_id', '=', companyOf(tx))
    .where('number', '=', number)
    .forShare()
    .executeTakeFirst();

export const gradeCustomerRow = (
  tx: ScopedTransaction,
  id: string,
  grade: CustomerGrade,
  since: Temporal.PlainDate,
): Promise<CustomerRow> =>
  tx
    .updateTable('customer')
    .set({ grade, since })
    .where('company_id', '=', companyOf(tx))
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();

/** The customers of the scoped company, newest first. */
export const pageCustomers = async (
  tx: ScopedTransaction,
  filter: { readonly grade?: CustomerGrade | undefined; readonly search?: string | undefined },
  paging: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<Page<CustomerRow>> => {
  const after = paging.cursor === undefined ? null : readCursor(paging.cursor);
  let query = tx.selectFrom('customer').selectAll().where('company_id', '=', companyOf(tx));
  if (filter.grade !== undefined) query = query.where('grade', '=', filter.grade);
  if (filter.search) {
    const wanted = filter.search;
    query = query.where((eb) =>
      eb.or([
        eb(eb.fn<number>('strpos', ['number', eb.val(wanted)]), '>', 0),
        eb(eb.fn<number>('strpos', ['name', eb.val(wanted)]), '>', 0),
      ]),
    );
  }
  if (after !== null) {
    query = query.where((eb) => eb(eb.refTuple('registered_at', 'id'), '<', eb.tuple(after.at, after.id)));
  }
  const rows = await query
    .orderBy('registered_at', 'desc')
    .orderBy('id', 'desc')
    .limit(paging.limit + 1)
    .execute();
  return toPage(rows, paging.limit, (row) => writeCursor({ at: row.registered_at, id: row.id }));
};

/** The customer of a name: none has two. */
export const customerNamed = (tx: ScopedTransaction, name: string): Promise<CustomerRow | undefined> =>
  tx
    .selectFrom('customer')
    .selectAll()
    .where('company_id', '=', companyOf(tx))
    .where('name', '=', name)
    .executeTakeFirst();
