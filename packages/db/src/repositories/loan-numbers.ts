import type { ScopedTransaction } from '../scoped-database.ts';
import { companyOf } from '../scoped-database.ts';

/** The numbers of some loans of the scoped company, by their ids. */
export const loanNumbers = async (
  tx: ScopedTransaction,
  ids: readonly (string | null)[],
): Promise<ReadonlyMap<string, string>> => {
  const wanted = [...new Set(ids.filter((id) => id !== null))];
  if (wanted.length === 0) return new Map();
  const rows = await tx
    .selectFrom('loan')
    .select(['id', 'number'])
    .where('company_id', '=', companyOf(tx))
    .where('id', 'in', wanted)
    .execute();
  return new Map(rows.map(({ id, number }) => [id, number]));
};
