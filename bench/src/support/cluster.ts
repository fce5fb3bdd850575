import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LoginRole, RolePasswords } from '@miji/db/admin';
import { provision, urlForRole } from '@miji/db/admin';
import { clusterUser, freePort, initialiseCluster, startCluster } from '@miji/postgres';

/** A durable PostgreSQL with the schema and nothing in it, in a folder that goes with it. */
export interface BenchCluster {
  readonly superuserUrl: string;
  urlFor(role: LoginRole): string;
  stop(): Promise<void>;
}

/** Starts it with fsync and synchronous commit on, as a server has it. */
export const startBenchCluster = async (): Promise<BenchCluster> => {
  const folder = await mkdtemp(join(tmpdir(), 'miji-bench-'));
  await chmod(folder, 0o711);
  const directory = join(folder, 'data');
  const user = await clusterUser();
  const password = randomBytes(18).toString('base64url');
  await initialiseCluster({ directory, password, user, durable: true });
  const cluster = await startCluster({
    directory,
    port: await freePort(),
    user,
    logFile: join(folder, 'postgres.log'),
    settings: { shared_buffers: '512MB' },
  });
  const stop = async (): Promise<void> => {
    await cluster.stop();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const superuserUrl = `postgres://postgres:${password}@127.0.0.1:${cluster.port}/postgres`;
    const secret = (): string => randomBytes(18).toString('base64url');
    const passwords: RolePasswords = {
      miji_owner: secret(),
      miji_app: secret(),
      miji_group: secret(),
      miji_auth: secret(),
      miji_trace: secret(),
      miji_sealer: secret(),
    };
    await provision({ adminUrl: superuserUrl, passwords });
    return { superuserUrl, urlFor: (role) => urlForRole(superuserUrl, role, passwords[role]), stop };
  } catch (error) {
    await stop();
    throw error;
  }
};
