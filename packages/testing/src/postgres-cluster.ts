import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { chmod, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import {
  clusterUser,
  freePort,
  initialiseCluster,
  isAlive,
  runningPostmaster,
  startCluster,
  stopPostmaster,
} from '@miji/postgres';

export interface TestCluster {
  /** The superuser's connection URL to the database `postgres`. */
  readonly adminUrl: string;
  /** Ends PostgreSQL and removes its files. */
  stop(): Promise<void>;
}

const PREFIX = 'miji-test-postgres-';

/**
 * Starts a fresh PostgreSQL with a random password on a free port. It trades durability for speed: nothing in it outlives
 * the test run.
 */
export async function startTestCluster(): Promise<TestCluster> {
  await sweep();
  const base = await mkdtemp(join(tmpdir(), PREFIX));
  await chmod(base, 0o711);
  await writeFile(join(base, 'owner.pid'), `${process.pid}\n`);
  const user = await clusterUser();
  const directory = join(base, 'data');
  const password = randomBytes(24).toString('base64url');
  try {
    await initialiseCluster({ directory, password, user, durable: false });
    const cluster = await startCluster({
      directory,
      port: await freePort(),
      user,
      logFile: join(base, 'postgres.log'),
      settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' },
    });
    const forgetExit = onProcessEnd(() => {
      process.kill(cluster.pid, 'SIGQUIT');
      rmSync(base, { recursive: true, force: true, maxRetries: 20 });
    });
    const stop = async () => {
      forgetExit();
      await cluster.stop();
      await rm(base, { recursive: true, force: true });
    };
    return { adminUrl: `postgres://postgres:${password}@127.0.0.1:${cluster.port}/postgres`, stop };
  } catch (error) {
    await rm(base, { recursive: true, force: true });
    throw error;
  }
}

/**
 * Calls back when this process ends without having stopped the cluster: by Ctrl-C, another signal or process.exit.
 * Without this a signal would end the test runner and leave PostgreSQL, which has its own process group, behind.
 *
 * @returns a function that calls it off.
 */
function onProcessEnd(callback: () => void): () => void {
  const endings = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;
  const offs = Object.entries(endings).map(([signal, code]) => {
    const handler = () => process.exit(code);
    process.once(signal, handler);
    return () => process.off(signal, handler);
  });
  process.once('exit', callback);
  return () => {
    process.off('exit', callback);
    for (const off of offs) off();
  };
}

/** Clears away what a test run left behind that was killed without warning. */
async function sweep(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    if (!name.startsWith(PREFIX)) continue;
    const base = join(tmpdir(), name);
    if ((await stat(base).catch(() => undefined))?.uid !== userInfo().uid) continue;
    const owner = Number(await readFile(join(base, 'owner.pid'), 'utf8').catch(() => ''));
    if (!owner || isAlive(owner)) continue;
    const orphan = await runningPostmaster(join(base, 'data'));
    if (orphan !== undefined) await stopPostmaster(orphan);
    await rm(base, { recursive: true, force: true });
  }
}
