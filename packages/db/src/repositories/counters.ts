import type { ScopedTransaction } from '../scoped-database.ts';
import { companyOf } from '../scoped-database.ts';

/** Running numbers of a company: they have no gaps, because they come and go with the transaction that takes them. */
export type CounterName =
  | 'item'
  | 'request'
  | 'customer'
  | 'delegation'
  | 'rule_draft'
  | 'loan'
  | 'handover'
  | 'stocktaking'
  | 'incident';

/** The next number of a year, from 1. Whoever takes one holds the counter until his transaction ends. */
export const nextNumber = (tx: ScopedTransaction, name: CounterName, year: number): Promise<number> =>
  nextNumbers(tx, name, year, 1);

/** The first of so many numbers in a row, all of them taken. */
export const nextNumbers = async (
  tx: ScopedTransaction,
  name: CounterName,
  year: number,
  count: number,
): Promise<number> => {
  const { value } = await tx
    .insertInto('counter')
    .values({ company_id: companyOf(tx), name, year, value: count })
    .onConflict((conflict) =>
      conflict
        .columns(['company_id', 'name', 'year'])
        .doUpdateSet((eb) => ({ value: eb('counter.value', '+', count) })),
    )
    .returning('value')
    .executeTakeFirstOrThrow();
  return value - count + 1;
};
