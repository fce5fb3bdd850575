import type { ScopedTransaction } from '../scoped-database.ts';
import { companyOf } from '../scoped-database.ts';
import type { CopyRow } from './copies.ts';

/** Holds some items until the transaction ends, by number. */
export const lockItems = async (tx: ScopedTransaction, numbers: readonly string[]): Promise<void> => {
  if (numbers.length === 0) return;
  await tx
    .selectFrom('item')
    .select('id')
    .where('company_id', '=', companyOf(tx))
    .where('number', '=', (eb) => eb.fn.any(eb.val([...new Set(numbers)])))
    .orderBy('number')
    .forUpdate()
    .execute();
};

/**
 * Holds some copies until the transaction ends, after the items that they are of, each by number: everybody who holds several does so in
 * this order, the stores before them, so that no two wait for each other. What became of them meanwhile is to be read again.
 */
export const lockCopies = async (
  tx: ScopedTransaction,
  copies: readonly Pick<CopyRow, 'id' | 'item_number'>[],
): Promise<void> => {
  if (copies.length === 0) return;
  await lockItems(
    tx,
    copies.map(({ item_number }) => item_number),
  );
  const ids = copies.map(({ id }) => id);
  await tx
    .selectFrom('copy')
    .select('id')
    .where('company_id', '=', companyOf(tx))
    .where('id', '=', (eb) => eb.fn.any(eb.val(ids)))
    .orderBy('item_number')
    .orderBy('number')
    .forUpdate()
    .execute();
};
