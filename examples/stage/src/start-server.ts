import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/** The password of every account of the demonstration group. */
export const DEMO_PASSWORD = 'miji-demo-2026';

export interface ServerOptions {
  readonly clock?: 'manual' | 'system';
  /** further settings of the server, `MIJI_…` */
  readonly settings?: Readonly<Record<string, string>>;
}

/** A Miji server with the demonstration group, on a port and a data folder of its own. */
export interface RunningServer {
  readonly url: string;
  readonly processId: number;
  readonly dataDir: string;
  /** what it has printed so far */
  output(): string;
  /** Ends it orderly, waits until its PostgreSQL has ended as well, and removes its data. @throws Error where either does not end */
  stop(): Promise<void>;
}

const MAIN = fileURLToPath(new URL('../../../apps/server/src/main.ts', import.meta.url));
const READY_WITHIN_MS = 120_000;
const ENDS_WITHIN_MS = 30_000;
const ADDRESS = /is running: (http:\/\/\S+)/;

/** Starts the server from its source and waits until it serves. It ends by itself when this process does. */
export const startServer = async ({ clock = 'manual', settings = {} }: ServerOptions = {}): Promise<RunningServer> => {
  const folder = await mkdtemp(join(tmpdir(), 'miji-stage-'));
  // PostgreSQL may run as another user, who has to be able to walk through.
  await chmod(folder, 0o711);
  const dataDir = join(folder, 'data');
  const child = spawn(process.execPath, ['--conditions=@miji/source', MAIN], {
    env: { ...ownEnvironment(), MIJI_PORT: '0', MIJI_CLOCK: clock, MIJI_DATA_DIR: dataDir, ...settings },
    // The channel tells it when this process ends, however that happens.
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => (output += text));

  const stop = async (): Promise<void> => {
    const postgres = await postgresOf(dataDir);
    const ended = await endsInTime(child);
    if (!ended) child.kill('SIGKILL');
    const alone = postgres !== null && !(await goneInTime(postgres, ended ? ENDS_WITHIN_MS : 0));
    // Nothing is left behind, also where the test is about to fail for it.
    if (alone) process.kill(postgres, 'SIGINT');
    if (alone) await goneInTime(postgres, ENDS_WITHIN_MS);
    await rm(folder, { recursive: true, force: true });
    if (!ended) throw new Error(`the server did not end when it was told to:\n${output}`);
    if (alone) throw new Error(`PostgreSQL outlived its server:\n${output}`);
  };
  try {
    for (const until = Date.now() + READY_WITHIN_MS; ; await sleep(20)) {
      const [, url] = ADDRESS.exec(output) ?? [];
      if (url !== undefined) return { url, processId: child.pid ?? 0, dataDir, output: () => output, stop };
      if (hasEnded(child) || Date.now() > until) throw new Error(`the server did not start:\n${output}`);
    }
  } catch (error) {
    await stop();
    throw error;
  }
};

/** The environment without what would make it another server than the one that is wanted. */
const ownEnvironment = (): NodeJS.ProcessEnv =>
  Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(?:MIJI_|DATABASE_URL$|NODE_ENV$|NODE_OPTIONS$)/.test(name)),
  );

const hasEnded = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;

/** Tells the server to end, and whether it did. */
const endsInTime = async (child: ChildProcess): Promise<boolean> => {
  if (hasEnded(child)) return true;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  return (await Promise.race([ended, sleep(ENDS_WITHIN_MS, null, { ref: false })])) !== null;
};

/** The process that serves a data folder's database, by the file in which PostgreSQL says so itself. */
const postgresOf = async (dataDir: string): Promise<number | null> => {
  const text = await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').catch(() => '');
  const number = Number(text.split('\n', 1)[0]);
  return Number.isInteger(number) && number > 0 ? number : null;
};

const goneInTime = async (pid: number, ms: number): Promise<boolean> => {
  const until = Date.now() + ms;
  while (isAlive(pid)) {
    if (Date.now() > until) return false;
    await sleep(20);
  }
  return true;
};

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};
