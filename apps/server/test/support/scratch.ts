import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runningPostmaster, stopPostmaster } from '@miji/postgres';

/** A folder below the system's temporary one; whatever PostgreSQL still runs in its data folders is ended with it. */
export interface Scratch {
  readonly path: string;
  /** the data folder of a server in it */
  dataDir(name?: string): string;
  remove(): Promise<void>;
}

export const makeScratch = async (): Promise<Scratch> => {
  const path = await mkdtemp(join(tmpdir(), 'miji-server-'));
  await chmod(path, 0o711);
  const dataDirs = new Set<string>();
  return {
    path,
    dataDir: (name = 'data') => {
      const folder = join(path, name);
      dataDirs.add(folder);
      return folder;
    },
    remove: async () => {
      for (const folder of dataDirs) {
        const orphan = await runningPostmaster(join(folder, 'postgres'));
        if (orphan !== undefined) await stopPostmaster(orphan);
      }
      await rm(path, { recursive: true, force: true });
    },
  };
};
