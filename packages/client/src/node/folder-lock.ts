import { rmSync } from 'node:fs';
import { open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It is there, and somebody else's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
};

const held = new Set<string>();

/**
 * Takes a folder for this process alone: two that deliver and remove each other's files would lose some. What a process that has died
 * left behind is taken over.
 *
 * @returns what gives it back
 * @throws Error where a living process has it
 */
export const lockFolder = async (folder: string): Promise<() => void> => {
  const path = join(folder, 'lock');
  if (held.has(path)) throw new Error(`this process keeps a spool in ${folder} already`);
  for (;;) {
    try {
      const file = await open(path, 'wx', 0o600);
      await file.writeFile(String(process.pid));
      await file.close();
      held.add(path);
      return () => {
        held.delete(path);
        rmSync(path, { force: true });
      };
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
    const owner = Number(await readFile(path, 'utf8').catch(() => ''));
    // In a container the process of before had the same number.
    if (owner > 0 && owner !== process.pid && isAlive(owner)) {
      throw new Error(`process ${owner} keeps a spool in ${folder}: give each process a folder of its own`);
    }
    await rm(path, { force: true });
  }
};
