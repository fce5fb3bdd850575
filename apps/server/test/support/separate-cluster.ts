import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunningCluster } from '@miji/postgres';
import { clusterUser, freePort, initialiseCluster, startCluster } from '@miji/postgres';
import { withClient } from './look-behind.ts';

/** A PostgreSQL of somebody else, as `DATABASE_URL` names one; it stops and comes back on the same port. */
export interface SeparateCluster {
  /** the superuser, in the database `postgres` */
  readonly adminUrl: string;
  /** the owner of an empty database, who may create roles and is no superuser */
  readonly ownerUrl: string;
  stop(): Promise<void>;
  start(): Promise<void>;
}

export const makeSeparateCluster = async (folder: string): Promise<SeparateCluster> => {
  await mkdir(folder, { recursive: true, mode: 0o711 });
  const directory = join(folder, 'cluster');
  const user = await clusterUser();
  const password = randomBytes(12).toString('hex');
  await initialiseCluster({ directory, password, user, durable: false });
  const port = await freePort();
  let running: RunningCluster | undefined;
  const start = async (): Promise<void> => {
    running = await startCluster({ directory, port, user, logFile: join(folder, 'postgres.log') });
  };
  const stop = async (): Promise<void> => {
    await running?.stop();
  };
  await start();
  const adminUrl = `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;
  const owner = randomBytes(12).toString('hex');
  await withClient(adminUrl, async (client) => {
    await client.query(`create role secrecy login createrole password '${owner}'`);
    await client.query('create database secrecy owner secrecy');
  });
  return { adminUrl, ownerUrl: `postgres://secrecy:${owner}@127.0.0.1:${port}/secrecy`, start, stop };
};
