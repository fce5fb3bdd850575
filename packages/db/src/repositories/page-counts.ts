import type { ItemRow } from './items.ts';
import type { ScopedTransaction } from '../scoped-database.ts';
import { companyOf } from '../scoped-database.ts';

/** Writes down how many pages an item has, where nobody has counted them before and it has not changed meanwhile. */
export const fillPageCount = async (
  tx: ScopedTransaction,
  item: Pick<ItemRow, 'id' | 'version'>,
  pages: number,
): Promise<void> => {
  await tx
    .updateTable('item')
    .set({ page_count: pages })
    .where('company_id', '=', companyOf(tx))
    .where('id', '=', item.id)
    .where('version', '=', item.version)
    .where('page_count', 'is', null)
    .execute();
};
