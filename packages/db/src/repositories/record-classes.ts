import type { Temporal } from '@miji/core';
import type { Insertable, Selectable } from 'kysely';
import { sql } from 'kysely';
import type { RecordClassTable } from '../schema/records.ts';
import type { ScopedTransaction } from '../scoped-database.ts';
import { companyOf } from '../scoped-database.ts';

export type RecordClassRow = Selectable<RecordClassTable>;

/** The newest version of every class of the scoped company that it has not retired, by code. */
export const recordClassesInForce = async (tx: ScopedTransaction): Promise<readonly RecordClassRow[]> => {
  const newest = await tx
    .selectFrom('record_class')
    .selectAll()
    .distinctOn('code')
    .where('company_id', '=', companyOf(tx))
    .orderBy('code')
    .orderBy('version', 'desc')
    .execute();
  return newest.filter(({ retired_at }) => retired_at === null);
};

/** Every version of a class of the scoped company, newest first. */
export const recordClassVersions = (tx: ScopedTransaction, code: string): Promise<readonly RecordClassRow[]> =>
  tx
    .selectFrom('record_class')
    .selectAll()
    .where('company_id', '=', companyOf(tx))
    .where('code', '=', code)
    .orderBy('version', 'desc')
    .execute();

/** Of two who declare the same class of a company at once, the second waits until the first has done so. */
export const lockRecordClass = async (tx: ScopedTransaction, code: string): Promise<void> => {
  const name = `record_class ${companyOf(tx)} ${code}`;
  await sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`.execute(tx);
};

export const insertRecordClass = (
  tx: ScopedTransaction,
  version: Omit<Insertable<RecordClassTable>, 'company_id' | 'retired_at' | 'retired_by'>,
): Promise<RecordClassRow> =>
  tx
    .insertInto('record_class')
    .values({ company_id: companyOf(tx), retired_at: null, retired_by: null, ...version })
    .returningAll()
    .executeTakeFirstOrThrow();

export const retireRecordClassRow = async (
  tx: ScopedTransaction,
  { code, version }: Pick<RecordClassRow, 'code' | 'version'>,
  act: { readonly by: string; readonly at: Temporal.Instant },
): Promise<void> => {
  await tx
    .updateTable('record_class')
    .set({ retired_at: act.at, retired_by: act.by })
    .where('company_id', '=', companyOf(tx))
    .where('code', '=', code)
    .where('version', '=', version)
    .execute();
};
