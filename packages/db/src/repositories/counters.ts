import type { ScopedTransaction } from '../scoped-database.ts';
import { companyOf } from '../scoped-database.ts';

/** Running numbers of a company: they have no gaps, because they come and go with the transaction that takes them. */
export type CounterName = 'item' | 'request';

/** The next number of a year, from 1. Whoever takes one holds the counter until his transaction ends. */
export const nextNumber = async (tx: ScopedTransaction, name: CounterName, year: number): Promise<number> => {
  const { value } = await tx
    .insertInto('counter')
    .values({ company_id: companyOf(tx), name, year, value: 1 })
    .onConflict((conflict) =>
      conflict.columns(['company_id', 'name', 'year']).doUpdateSet((eb) => ({ value: eb('counter.value', '+', 1) })),
    )
    .returning('value')
    .executeTakeFirstOrThrow();
  return value;
};
