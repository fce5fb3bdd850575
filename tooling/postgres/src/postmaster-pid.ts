import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { readFile, readdir, readlink, realpath, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { systemCode } from './cluster-error.ts';

/** What PostgreSQL writes into `postmaster.pid` of its data folder. */
export interface PostmasterPid {
  readonly pid: number;
  readonly ready: boolean;
}

export async function readPostmasterPid(directory: string): Promise<PostmasterPid | undefined> {
  const text = await readFile(join(directory, 'postmaster.pid'), 'utf8').catch((error: unknown) => {
    if (['ENOENT', 'ENOTDIR'].includes(systemCode(error) ?? '')) return '';
    throw error;
  });
  const lines = text.split('\n');
  const pid = Number(lines[0]);
  if (!Number.isSafeInteger(pid) || pid <= 0) return undefined;
  return { pid, ready: lines[7]?.trim() === 'ready' };
}

/** Whether a process with this number is running, ours or not. One that has ended but that nobody collected is not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return systemCode(error) === 'EPERM';
  }
  return !isZombie(pid);
}

/** In a container whose first process collects nobody, an ended orphan keeps its number for good. */
function isZombie(pid: number): boolean {
  if (process.platform !== 'linux') return false;
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).startsWith('Z');
  } catch {
    return false;
  }
}

/**
 * The number of the server that runs on this data folder, or undefined.
 *
 * A number left behind by a killed server may by now belong to any other process, which must not be stopped in its
 * place, so the process is asked where it works.
 */
export async function runningPostmaster(directory: string): Promise<number | undefined> {
  const found = await readPostmasterPid(directory);
  if (!found || !isAlive(found.pid)) return undefined;
  const place = await realpath(directory);
  if (process.platform === 'linux') {
    const cwd = await readlink(`/proc/${found.pid}/cwd`).catch(() => undefined);
    return cwd === place ? found.pid : undefined;
  }
  if (process.platform === 'win32') return found.pid;
  const { stdout } = await promisify(execFile)('ps', ['-o', 'command=', '-p', String(found.pid)]).catch(() => ({
    stdout: '',
  }));
  return stdout.includes(place) || stdout.includes(directory) ? found.pid : undefined;
}

/**
 * Removes a lock file whose number has passed to a stranger's process, which PostgreSQL would take for itself and refuse
 * to start. Where the number belongs to nobody the file stays: PostgreSQL replaces it, and needs what it says in order to
 * wait for children of a killed server. For the same reason nothing is removed while any process works in the folder.
 */
export async function clearStaleLock(directory: string): Promise<void> {
  const found = await readPostmasterPid(directory);
  if (!found || process.platform !== 'linux') return;
  if (isAlive(found.pid) && !(await isAnyoneWorkingIn(directory)))
    await rm(join(directory, 'postmaster.pid'), { force: true });
}

async function isAnyoneWorkingIn(directory: string): Promise<boolean> {
  const place = await realpath(directory);
  for (const entry of await readdir('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    if ((await readlink(`/proc/${entry}/cwd`).catch(() => '')) === place) return true;
  }
  return false;
}
