import type { ScopedTransaction, StoredContentKind, StoredPageSize } from '@miji/db';
import { companyOf, findStoredContent } from '@miji/db';
import type { Platform } from '../platform/context.ts';
import type { PartedFile } from './parts.ts';
import { plainParts, readStretch } from './parts.ts';

/** A content with its key open: what it is, and its plain bytes as they are asked for. */
export interface OpenedContent {
  readonly kind: StoredContentKind;
  /** in bytes */
  readonly size: number;
  readonly pages: number | null;
  readonly sizes: readonly StoredPageSize[] | null;
  /** null where it was typed */
  readonly fileName: string | null;
  /** all of it, in order, in pieces of a few megabytes; usable after the transaction has ended */
  stream(): AsyncIterable<Buffer>;
  /** any stretch of it, in bytes */
  read(offset: number, length: number): Promise<Buffer>;
}

/**
 * Opens the content of an item version for the scope of a transaction. The row policy decides whether there is one for him, whatever
 * was decided above; the transaction may end before a byte is read.
 *
 * @returns undefined where the policy does not give it, and where the item is on paper
 * @throws Error while reading, where a part is missing or was changed
 * @see SG-03
 */
export const openContent = async (
  { vault, blobs }: Pick<Platform, 'vault' | 'blobs'>,
  tx: ScopedTransaction,
  item: { readonly id: string; readonly version: number },
): Promise<OpenedContent | undefined> => {
  const stored = await findStoredContent(tx, item.id, item.version);
  if (stored === undefined) return undefined;
  const { kind, sealed, file } = stored;
  if (file === null) {
    if (sealed === null) throw new Error('a content that is neither a text nor a file');
    const text = Buffer.from(await vault.open(tx, item, { ...stored, sealed }));
    return typed(kind, text);
  }
  const key = await vault.openKey(tx, item, stored);
  const { id, file_name, size, part_size, parts, pages, sizes } = file;
  const parted: PartedFile = { companyId: companyOf(tx), id, size, partSize: part_size, parts };
  return {
    kind,
    size,
    pages,
    sizes,
    fileName: file_name,
    stream: () => plainParts(blobs, key, parted),
    read: (offset, length) => readStretch(blobs, key, parted, offset, length),
  };
};

const typed = (kind: StoredContentKind, text: Buffer): OpenedContent => ({
  kind,
  size: text.length,
  pages: null,
  sizes: null,
  fileName: null,
  async *stream() {
    yield text;
  },
  read: async (offset, length) => {
    if (offset < 0 || offset + length > text.length) throw new RangeError('beyond the end of a content');
    return text.subarray(offset, offset + length);
  },
});

/** A content that is larger than whoever wants the whole of it can hold. */
export class ContentTooLargeError extends Error {
  override readonly name = 'ContentTooLargeError';
}

/**
 * The whole of a content at once.
 *
 * @param limit in bytes
 * @throws ContentTooLargeError
 */
export const collect = async (content: OpenedContent, limit: number): Promise<Buffer> => {
  if (content.size > limit) throw new ContentTooLargeError(`a content of more than ${limit} bytes`);
  const parts: Buffer[] = [];
  for await (const part of content.stream()) parts.push(part);
  return Buffer.concat(parts);
};
