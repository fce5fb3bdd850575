import type { Insertable } from 'kysely';
import type { ItemContentTable } from '../schema/items.ts';
import type { ScopedTransaction } from '../scoped-database.ts';
import { companyOf } from '../scoped-database.ts';

/** A content as it lies in the database: sealed, with its key sealed beside it. */
export interface SealedContent {
  readonly format: 'plain' | 'markdown';
  readonly sealed: Buffer;
  readonly sealed_key: Buffer;
  readonly company_key_version: number;
}

export const insertContent = async (
  tx: ScopedTransaction,
  content: Omit<Insertable<ItemContentTable>, 'company_id'>,
): Promise<void> => {
  await tx
    .insertInto('item_content')
    .values({ company_id: companyOf(tx), ...content })
    .execute();
};

/** The sealed content of a version. Nobody gets it whom the row's readers do not name, whatever was decided above. */
export const findContent = (
  tx: ScopedTransaction,
  itemId: string,
  version: number,
): Promise<SealedContent | undefined> =>
  tx
    .selectFrom('item_content')
    .select(['format', 'sealed', 'sealed_key', 'company_key_version'])
    .where('company_id', '=', companyOf(tx))
    .where('item_id', '=', itemId)
    .where('version', '=', version)
    .executeTakeFirst();
