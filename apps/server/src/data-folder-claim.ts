import { link, readFile, rm, writeFile } from 'node:fs/promises';
import { ClusterError, isAlive, systemCode } from '@miji/postgres';

/**
 * Claims the data folder for this process, so that a second server does not take the first one's database for an orphan
 * and end it. A claim whose process is gone is void.
 *
 * @returns a function that gives the claim back.
 * @throws ClusterError IN_USE while another live server holds it.
 */
export async function claimDataFolder(file: string): Promise<() => Promise<void>> {
  const mine = `${process.pid} ${await startTime(process.pid)}\n`;
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, mine);
  try {
    while (!(await linkNew(draft, file))) {
      const holder = await readFile(file, 'utf8').catch(() => '');
      if (holder === mine) throw inUse(process.pid);
      const [pid, started] = holder.trim().split(' ');
      if (pid && isAlive(Number(pid)) && (await startTime(Number(pid))) === started) throw inUse(Number(pid));
      await rm(file, { force: true });
    }
  } finally {
    await rm(draft, { force: true });
  }
  return async () => {
    if ((await readFile(file, 'utf8').catch(() => '')) === mine) await rm(file, { force: true });
  };
}

async function linkNew(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false;
    throw error;
  }
}

/** Tells a process from a later one with the same number, where the system says when it started. */
async function startTime(pid: number): Promise<string> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return text.slice(text.lastIndexOf(')') + 2).split(' ')[19] ?? 'unknown';
}

function inUse(pid: number): ClusterError {
  return new ClusterError(
    'IN_USE',
    `Miji is already running on this data folder (process ${pid}): stop it first, or set MIJI_DATA_DIR to another folder.`,
  );
}
