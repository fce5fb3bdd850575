import type { RowCondition } from '../records/condition.ts';
import type { GuardedRows, Reading } from '../records/guarded-rows.ts';
import type { SeenRecord } from '../records/seen-record.ts';

/** A query of Kysely that can be narrowed. */
export interface Narrowable<Query> {
  where(condition: RowCondition): Query;
}

/**
 * Narrows a query to the rows that a person may know, by the rules of the class. What it finds is still read with `read`.
 *
 * @param table the name under which the table stands in the query, where there are several
 * @example
 * ```ts
 * import type { GuardedRows } from '@miji/client';
 * import { onlyVisible } from '@miji/client/kysely';
 * import type { Kysely } from 'kysely';
 *
 * interface CustomerRow {
 *   readonly id: number;
 *   readonly phone: string;
 * }
 *
 * const count = async (db: Kysely<{ customer: CustomerRow }>, rows: GuardedRows<CustomerRow, 'mobile'>, person: string) => {
 *   const query = db.selectFrom('customer').select(({ fn }) => fn.countAll<string>().as('customers'));
 *   return (await onlyVisible(query, rows, { person, purpose: '统计' })).executeTakeFirstOrThrow();
 * };
 * ```
 */
export const onlyVisible = async <Query extends Narrowable<Query>, Row extends object, Field extends string>(
  query: Query,
  rows: GuardedRows<Row, Field>,
  reading: Reading,
  table?: string,
): Promise<Query> => query.where(await rows.condition(reading, table));

/** For whom a query is read, what for, and which fields of the class. */
export interface VisibleReading<Field extends string> extends Reading {
  readonly fields: readonly Field[];
  /** the name under which the table stands in the query, where there are several */
  readonly table?: string;
}

/**
 * Runs a query over the rows that a person may know and hands out each as he may see it: fields masked, withheld, or sealed in clear. It is
 * all written down before.
 *
 * @throws Refusal `BATCH_LIMIT` for more rows than the class allows, `PURPOSE_REQUIRED`, `SPOOL_FULL`, `UNAVAILABLE`
 */
export const readVisible = async <
  Query extends Narrowable<Query> & { execute(): Promise<Row[]> },
  Row extends object,
  Field extends string,
  F extends Field,
>(
  query: Query,
  rows: GuardedRows<Row, Field>,
  { table, ...reading }: VisibleReading<F>,
): Promise<readonly SeenRecord<F>[]> => {
  const narrowed = await onlyVisible(query, rows, reading, table);
  return rows.readMany(await narrowed.execute(), reading);
};
