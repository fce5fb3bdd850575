import { randomUUID } from 'node:crypto';
import type { Dirent } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rmdir, stat, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { BlobStore } from './blob-store.ts';
import { checkedKey } from './blob-store.ts';

/** Younger ones may still be being written, by this server or another that shares the folder. */
const HALF_WRITTEN_AFTER_MS = 60 * 60 * 1_000;
const DRAFTS = '.drafts';

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');

const unlessMissing = async <T>(work: Promise<T>): Promise<T | null> => {
  try {
    return await work;
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
};

/** A file written to the disk itself, not only to its cache, and its name too. */
const sync = async (path: string): Promise<void> => {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};

/** Blobs as files of a folder of this machine, readable by the server’s user alone. */
export const localBlobs = (folder: string): BlobStore => {
  const pathOf = (key: string): string => join(folder, checkedKey(key));
  const drafts = join(folder, DRAFTS);
  return {
    put: async (key, bytes) => {
      const path = pathOf(key);
      const home = dirname(path);
      await mkdir(drafts, { recursive: true, mode: 0o700 });
      const draft = join(drafts, randomUUID());
      const handle = await open(draft, 'wx', 0o600);
      try {
        await handle.writeFile(bytes);
        await handle.sync();
      } finally {
        await handle.close();
      }
      // A folder that has just been emptied may go away between the two: then it is made once more.
      for (let attempt = 1; ; attempt += 1) {
        await mkdir(home, { recursive: true, mode: 0o700 });
        try {
          await rename(draft, path);
          break;
        } catch (error) {
          if (!isMissing(error) || attempt === 3) throw error;
        }
      }
      await sync(home);
    },
    get: (key) => unlessMissing(readFile(pathOf(key))),
    remove: async (key) => {
      const path = pathOf(key);
      await unlessMissing(unlink(path));
      // The last one out; where something is left in it, it stays.
      await rmdir(dirname(path)).catch(() => undefined);
    },
    list: (below) => filesBelow(pathOf(below), below),
    tidy: async () => {
      const names = (await unlessMissing(readdir(drafts))) ?? [];
      let cleared = 0;
      for (const name of names) {
        const path = join(drafts, name);
        const found = await unlessMissing(stat(path));
        if (found === null || Date.now() - found.mtimeMs < HALF_WRITTEN_AFTER_MS) continue;
        await unlessMissing(unlink(path));
        cleared += 1;
      }
      return cleared;
    },
  };
};

async function* filesBelow(path: string, key: string): AsyncGenerator<string> {
  const entries: readonly Dirent[] = (await unlessMissing(readdir(path, { withFileTypes: true }))) ?? [];
  for (const entry of entries) {
    if (entry.isDirectory()) yield* filesBelow(join(path, entry.name), `${key}/${entry.name}`);
    else yield `${key}/${entry.name}`;
  }
}
