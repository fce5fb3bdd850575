/**
 * Where sealed parts lie, by keys such as `company/file/part`. It never sees a key or a plain byte. A part is there whole or not at all;
 * putting one where another lies replaces it.
 */
export interface BlobStore {
  put(key: string, bytes: Buffer): Promise<void>;
  /** @returns null where there is none */
  get(key: string): Promise<Buffer | null>;
  /** Takes it away; where there is none, nothing happens. */
  remove(key: string): Promise<void>;
  /** The keys below a folder, in no order. */
  list(folder: string): AsyncIterable<string>;
  /** Clears away what a power cut has left half written; how much it was. */
  tidy(): Promise<number>;
}

const PART = /^[\w-]+(?:\/[\w-]+)*$/;

/** @throws TypeError for a key that could lead out of the store */
export const checkedKey = (key: string): string => {
  if (!PART.test(key)) throw new TypeError('not the key of a blob');
  return key;
};
