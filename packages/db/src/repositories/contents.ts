import type { Insertable } from 'kysely';
import { sql } from 'kysely';
import type { ItemContentTable } from '../schema/items.ts';
import type { StoredContentKind } from '../schema/vault.ts';
import type { ScopedTransaction } from '../scoped-database.ts';
import { companyOf } from '../scoped-database.ts';
import type { ContentFileRow } from './content-files.ts';
import { findContentFile } from './content-files.ts';

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

/** The sealed text of a version. Nobody gets it whom the row's readers do not name, whatever was decided above. */
export const findContent = async (
  tx: ScopedTransaction,
  itemId: string,
  version: number,
): Promise<SealedContent | undefined> => {
  const row = await tx
    .selectFrom('item_content')
    .select(['format', 'sealed', 'sealed_key', 'company_key_version'])
    .where('company_id', '=', companyOf(tx))
    .where('item_id', '=', itemId)
    .where('version', '=', version)
    .executeTakeFirst();
  if (row === undefined || row.sealed === null) return undefined;
  if (row.format !== 'plain' && row.format !== 'markdown') return undefined;
  return { ...row, format: row.format, sealed: row.sealed };
};

/** A content as it lies: a sealed text, or a file in the blob store. */
export interface StoredContent {
  readonly kind: StoredContentKind;
  readonly sealed: Buffer | null;
  readonly sealed_key: Buffer;
  readonly company_key_version: number;
  readonly file: Pick<ContentFileRow, 'id' | 'file_name' | 'size' | 'part_size' | 'parts' | 'pages' | 'sizes'> | null;
}

/** The content of a version, whatever it is; given to those alone whom the row's readers name. */
export const findStoredContent = async (
  tx: ScopedTransaction,
  itemId: string,
  version: number,
): Promise<StoredContent | undefined> => {
  const row = await tx
    .selectFrom('item_content')
    .select(['format', 'sealed', 'sealed_key', 'company_key_version', 'file_id'])
    .where('company_id', '=', companyOf(tx))
    .where('item_id', '=', itemId)
    .where('version', '=', version)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const { format, file_id, ...sealed } = row;
  if (file_id === null) return { kind: format, ...sealed, file: null };
  const file = await findContentFile(tx, file_id);
  if (file === undefined) throw new Error('the file of a content is not there');
  return { kind: format, ...sealed, file };
};

/** A key of a content that is sealed under an older key of its company. */
export interface OldContentKey {
  readonly item_id: string;
  readonly version: number;
  readonly sealed_key: Buffer;
  readonly company_key_version: number;
}

/** Keys of contents that are not sealed under the company’s newest key; whoever asks gets sealed keys, and no content. */
export const oldContentKeys = async (
  tx: ScopedTransaction,
  newest: number,
  limit: number,
): Promise<readonly OldContentKey[]> => {
  const { rows } = await sql<OldContentKey>`select item_id, version, sealed_key, company_key_version
    from miji.sealed_keys_before(${companyOf(tx)}, ${newest}, ${limit})`.execute(tx);
  return rows;
};

/** Puts a key in the place of the one that it was made from; tells whether that was still there. */
export const replaceContentKey = async (
  tx: ScopedTransaction,
  old: OldContentKey,
  key: { readonly sealed_key: Buffer; readonly company_key_version: number },
): Promise<boolean> => {
  const { rows } = await sql<{
    changed: boolean;
  }>`select miji.rewrap_key(${companyOf(tx)}, ${old.item_id}, ${old.version},
    ${old.company_key_version}, ${key.sealed_key}, ${key.company_key_version}) as changed`.execute(tx);
  return rows[0]?.changed === true;
};
