import type { ContentFileRow, ScopedTransaction } from '@miji/db';
import { Refusal } from '@miji/contract';
import type { Platform } from '../platform/context.ts';
import type { PartedFile } from '../vault/parts.ts';

/** A file as its parts are named in the store. */
export const partedOf = (
  row: Pick<ContentFileRow, 'company_id' | 'id' | 'size' | 'part_size' | 'parts'>,
): PartedFile => ({
  companyId: row.company_id,
  id: row.id,
  size: row.size,
  partSize: row.part_size,
  parts: row.parts,
});

/**
 * The data key of a file that belongs to no item yet.
 *
 * @throws Refusal `UPLOAD_GONE` where it has none any more
 */
export const keyOfFile = async (
  { vault }: Pick<Platform, 'vault'>,
  tx: ScopedTransaction,
  { id, sealed_key, company_key_version }: ContentFileRow,
): Promise<Buffer> => {
  if (sealed_key === null || company_key_version === null) throw new Refusal('UPLOAD_GONE');
  return vault.openFileKey(tx, id, { sealed_key, company_key_version });
};
