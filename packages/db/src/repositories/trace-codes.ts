import type { Temporal } from '@miji/core';
import type { Insertable, Selectable } from 'kysely';
import type { TraceCodeTable } from '../schema/custody.ts';
import type { ScopedTransaction } from '../scoped-database.ts';
import { companyOf } from '../scoped-database.ts';

export type TraceCodeRow = Selectable<TraceCodeTable>;
export type NewTraceCode = Omit<Insertable<TraceCodeTable>, 'company_id'>;

/** Whether the code was free: no two copies or readings of the whole house have the same. */
export const insertTraceCode = async (tx: ScopedTransaction, row: NewTraceCode): Promise<boolean> => {
  const inserted = await tx
    .insertInto('trace_code')
    .values({ company_id: companyOf(tx), ...row })
    .onConflict((conflict) => conflict.column('code').doNothing())
    .returning('code')
    .executeTakeFirst();
  return inserted !== undefined;
};

/** What a code stands for, where it is of the company of this transaction. */
export const findTraceCode = (tx: ScopedTransaction, code: number): Promise<TraceCodeRow | undefined> =>
  tx
    .selectFrom('trace_code')
    .selectAll()
    .where('company_id', '=', companyOf(tx))
    .where('code', '=', code)
    .executeTakeFirst();

/** The code of a copy in somebody’s hands, where it has been drawn for him. */
export const findCopyCode = async (
  tx: ScopedTransaction,
  { copyId, personId }: { readonly copyId: string; readonly personId: string },
): Promise<number | undefined> => {
  const row = await tx
    .selectFrom('trace_code')
    .select('code')
    .where('company_id', '=', companyOf(tx))
    .where('kind', '=', 'copy')
    .where('copy_id', '=', copyId)
    .where('person_id', '=', personId)
    .executeTakeFirst();
  return row?.code;
};

/** The code of somebody’s latest reading of an item, where it began after `since`. */
export const findReadingCode = async (
  tx: ScopedTransaction,
  reading: { readonly itemId: string; readonly personId: string; readonly since: Temporal.Instant },
): Promise<number | undefined> => {
  const row = await tx
    .selectFrom('trace_code')
    .select('code')
    .where('company_id', '=', companyOf(tx))
    .where('kind', '=', 'reading')
    .where('item_id', '=', reading.itemId)
    .where('person_id', '=', reading.personId)
    .where('at', '>', reading.since)
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.code;
};
