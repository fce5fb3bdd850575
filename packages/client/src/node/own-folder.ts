import { readFileSync, readlinkSync } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rmdir, stat, unlink, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { eventId } from '../spool.ts';

/** What tells that whoever has a folder is alive, and who he is. */
const OWNER = 'owner';
export const SUFFIX = '.jsonl';
const BEAT_MS = 15_000;
/** Nobody who is alive is silent for so long; whoever was, looks at each batch whether its file is still his. */
export const ABANDONED_AFTER_MS = 300_000;

const orNothing = (read: () => string): string => {
  try {
    return read().trim();
  } catch {
    return '';
  }
};

/** Where a number names a process: this machine since it was started, and within it this space of numbers, as that of a container. */
const HERE = [
  hostname(),
  orNothing(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8')),
  orNothing(() => readlinkSync('/proc/self/ns/pid')),
].join(' ');

/** From when a process is; its number alone is given to another one after it. */
const begunAt = (pid: number): string =>
  orNothing(() => readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[19] ?? '');

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It is there, and somebody else's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
};

/** A folder below that of a spool which one process has for itself. */
export interface OwnFolder {
  readonly path: string;
  /** Makes it one's own again, where somebody took one for gone who had only slept. */
  claim(): Promise<void>;
  /** Takes over what others left who are no more; the names of the files. */
  adopt(): Promise<readonly string[]>;
  /** Gives it back. */
  leave(): Promise<void>;
}

const identity = (): string => JSON.stringify({ here: HERE, pid: process.pid, begun: begunAt(process.pid) });

/** Whether whoever has a folder is gone for good: his process ended, or was silent for very long. */
const isAbandoned = async (folder: string, silentMs: number): Promise<boolean> => {
  const path = join(folder, OWNER);
  const { mtimeMs } = await stat(path).catch(() => stat(folder));
  if (Date.now() - mtimeMs >= silentMs) return true;
  const owner: unknown = JSON.parse(await readFile(path, 'utf8'));
  if (typeof owner !== 'object' || owner === null || !('here' in owner && 'pid' in owner && 'begun' in owner))
    return false;
  if (owner.here !== HERE || typeof owner.pid !== 'number') return false;
  return !isAlive(owner.pid) || owner.begun !== begunAt(owner.pid);
};

/**
 * Makes a folder for this process alone below the one that is given. Two processes share no file, so none can remove what another writes:
 * what somebody left behind is taken over file by file, by being moved, which happens wholly or not at all and to one taker alone.
 *
 * @param silentMs for how long somebody of whom nothing else is known has to be silent before he counts as gone
 */
export const ownFolder = async (root: string, silentMs: number = ABANDONED_AFTER_MS): Promise<OwnFolder> => {
  await mkdir(root, { recursive: true, mode: 0o700 });
  const name = eventId();
  const path = join(root, name);
  const claim = async (): Promise<void> => {
    // Nobody else looks into it, whoever may look into the one above.
    await mkdir(path, { recursive: true, mode: 0o700 });
    await writeFile(join(path, OWNER), identity(), { mode: 0o600 });
  };
  await claim();
  await syncFolder(root);
  const beat = setInterval(() => void claim().catch(() => undefined), BEAT_MS);
  beat.unref();

  const adoptFrom = async (other: string): Promise<readonly string[]> => {
    const files = (await readdir(other)).filter((file) => file.endsWith(SUFFIX));
    const moved: string[] = [];
    for (const file of files) {
      // Whoever comes second finds nothing to move.
      const isMine = await rename(join(other, file), join(path, file)).then(
        () => true,
        () => false,
      );
      if (isMine) moved.push(file);
    }
    await syncFolder(path);
    await unlink(join(other, OWNER)).catch(() => undefined);
    await rmdir(other).catch(() => undefined);
    return moved;
  };

  return {
    path,
    claim,
    adopt: async () => {
      const adopted: string[] = [];
      for (const entry of await readdir(root, { withFileTypes: true })) {
        if (!entry.isDirectory() || entry.name === name) continue;
        const other = join(root, entry.name);
        // One that cannot be read is just being made, or given back.
        if (await isAbandoned(other, silentMs).catch(() => false)) adopted.push(...(await adoptFrom(other)));
      }
      return adopted.toSorted();
    },
    leave: async () => {
      clearInterval(beat);
      const left = (await readdir(path).catch((): string[] => [])).filter((file) => file.endsWith(SUFFIX));
      if (left.length > 0) {
        // Whoever comes next need not wait to see that nobody is there.
        await writeFile(join(path, OWNER), JSON.stringify({ here: HERE, pid: 0, begun: 'over' })).catch(
          () => undefined,
        );
        return;
      }
      await unlink(join(path, OWNER)).catch(() => undefined);
      await rmdir(path).catch(() => undefined);
    },
  };
};

/** Makes what is named in a folder stay there. */
export const syncFolder = async (folder: string): Promise<void> => {
  const directory = await open(folder, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
};
