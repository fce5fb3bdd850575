import { randomBytes } from 'node:crypto';
import type { BlobStore } from './blobs/blob-store.ts';
import { open, seal } from './envelope.ts';

/** How many plain bytes one part holds, all but the last of a file. */
export const PART_SIZE = 4 * 1024 * 1024;

/** A file in the store: whose, how large, in how large parts. */
export interface PartedFile {
  readonly companyId: string;
  readonly id: string;
  /** in plain bytes */
  readonly size: number;
  readonly partSize: number;
  /** what its parts are called in the store, as far as they have arrived, in their order */
  readonly parts: readonly string[];
}

const partCount = ({ size, partSize }: PartedFile): number => Math.max(1, Math.ceil(size / partSize));

const folderOf = ({ companyId, id }: Pick<PartedFile, 'companyId' | 'id'>): string => `${companyId}/${id}`;
const keyOf = (file: PartedFile, name: string): string => `${folderOf(file)}/${name}`;

/** Nobody else writes under this name: of two who send the same part, neither touches what the other has put there. */
const newName = (index: number): string => `${String(index).padStart(6, '0')}-${randomBytes(8).toString('hex')}`;

/** Which part of how many it is stands in what is sealed: none can be left out, doubled, moved, exchanged, or taken from another file. */
const contextOf = (file: PartedFile, index: number, name: string): string =>
  `miji/part/${folderOf(file)}/${index}/${name}/${partCount(file)}/${file.size}`;

const lengthOf = (file: PartedFile, index: number): number =>
  Math.min(file.partSize, file.size - index * file.partSize);

/** Seals one part and puts it into the store; it belongs to the file once the name that it has been given there is written down. */
export const putPart = async (
  blobs: BlobStore,
  key: Buffer,
  file: PartedFile,
  index: number,
  plain: Buffer,
): Promise<string> => {
  if (plain.length !== lengthOf(file, index)) throw new RangeError('a part of another length');
  const name = newName(index);
  await blobs.put(keyOf(file, name), seal(key, contextOf(file, index, name), plain));
  return name;
};

/** Takes one part out of the store that does not belong to its file. */
export const removePart = (blobs: BlobStore, file: PartedFile, name: string): Promise<void> =>
  blobs.remove(keyOf(file, name));

/** @throws Error where the part is missing, or is not what was put there */
export const getPart = async (blobs: BlobStore, key: Buffer, file: PartedFile, index: number): Promise<Buffer> => {
  const name = file.parts[index];
  const sealed = name === undefined ? null : await blobs.get(keyOf(file, name));
  if (name === undefined || sealed === null) throw new Error(`part ${index} of a content is missing`);
  const plain = open(key, contextOf(file, index, name), sealed);
  if (plain.length !== lengthOf(file, index)) throw new Error(`part ${index} of a content has another length`);
  return plain;
};

/** The whole of a file, part by part. */
export async function* plainParts(blobs: BlobStore, key: Buffer, file: PartedFile): AsyncGenerator<Buffer> {
  const count = partCount(file);
  for (let index = 0; index < count; index += 1) yield await getPart(blobs, key, file, index);
}

/** Any stretch of a file, however many parts it touches. */
export const readStretch = async (
  blobs: BlobStore,
  key: Buffer,
  file: PartedFile,
  offset: number,
  length: number,
): Promise<Buffer> => {
  if (offset < 0 || length < 0 || offset + length > file.size) throw new RangeError('beyond the end of a content');
  const pieces: Buffer[] = [];
  for (let at = offset; at < offset + length; ) {
    const index = Math.floor(at / file.partSize);
    const start = index * file.partSize;
    const part = await getPart(blobs, key, file, index);
    const piece = part.subarray(at - start, Math.min(part.length, offset + length - start));
    pieces.push(piece);
    at += piece.length;
  }
  return Buffer.concat(pieces);
};

/** Takes every part of a file out of the store. */
export const removeParts = async (blobs: BlobStore, file: Pick<PartedFile, 'companyId' | 'id'>): Promise<number> => {
  let removed = 0;
  for await (const key of blobs.list(folderOf(file))) {
    await blobs.remove(key);
    removed += 1;
  }
  return removed;
};
