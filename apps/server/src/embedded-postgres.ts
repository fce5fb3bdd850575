import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import {
  ClusterError,
  clusterUser,
  freePort,
  initialiseCluster,
  isPortFree,
  runningPostmaster,
  startCluster,
  stopPostmaster,
  systemCode,
  type OsUser,
  type RunningCluster,
} from '@miji/postgres';
import { clusterFolder } from './cluster-folder.ts';
import { claimDataFolder } from './data-folder-claim.ts';

export interface EmbeddedPostgresOptions {
  /** The data folder, `.data` by default; the cluster lies in `postgres` below it, the password in `secrets`. */
  readonly dataDir: string;
  /** A port of 127.0.0.1; 0 takes the one of last time, or a free one where that is taken. */
  readonly port: number;
  /** Progress in one line each. */
  readonly log: (line: string) => void;
}

export interface EmbeddedPostgres {
  /** The superuser's connection URL, password included: never to be logged. */
  readonly adminUrl: string;
  readonly port: number;
  /** Settles when PostgreSQL has ended, asked or not. */
  readonly exited: Promise<void>;
  /** Ends PostgreSQL and waits for it. Close the pools first; may be called more than once. */
  stop(): Promise<void>;
}

const LARGE_LOG_BYTES = 8 * 1024 * 1024;

/**
 * Starts the built-in PostgreSQL on the data folder, and creates it on the first start. Survives any kind of kill: the
 * files are created beside their place and moved there when whole, a server left running by a killed process is ended
 * first, and everything else PostgreSQL recovers from its journal.
 *
 * @throws ClusterError with one line that says what to do, by code: UNWRITABLE_FOLDER, UNREACHABLE_FOLDER, IN_USE,
 *   PORT_TAKEN, PASSWORD_LOST, NO_OS_USER, UNSUPPORTED_PLATFORM, INITDB_FAILED, START_FAILED.
 */
export async function startEmbeddedPostgres({
  dataDir,
  port,
  log,
}: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const folder = resolve(dataDir);
  const secrets = join(folder, 'secrets');
  try {
    const creator = await clusterUser();
    await mkdir(secrets, { recursive: true });
    await chmod(secrets, 0o700);
    // As root the cluster belongs to another user, who must be able to walk through our folder, not to list it.
    await chmod(folder, creator ? 0o711 : 0o700);
    const directory = await clusterFolder(await realpath(folder), creator);
    const releaseClaim = await claimDataFolder(join(folder, 'server.pid'));
    try {
      const exists = await isFolder(directory);
      const password = await superuserPassword(join(secrets, 'postgres-password'), exists);
      if (exists) await stopOrphan(directory, log);
      else await create(directory, password, creator, log);
      await rotate(join(folder, 'postgres.log'));
      const cluster = await start(folder, directory, port, await ownerOf(directory, creator), log);
      const stop = async () => {
        await cluster.stop();
        await releaseClaim();
      };
      const adminUrl = `postgres://postgres:${password}@127.0.0.1:${cluster.port}/postgres`;
      return { adminUrl, port: cluster.port, exited: cluster.exited, stop };
    } catch (error) {
      await releaseClaim();
      throw error;
    }
  } catch (error) {
    throw asFolderError(error, folder);
  }
}

async function create(
  directory: string,
  password: string,
  user: OsUser | undefined,
  log: (line: string) => void,
): Promise<void> {
  log('Creating the database files (first start only)');
  const unfinished = `${directory}.new`;
  await rm(unfinished, { recursive: true, force: true });
  await initialiseCluster({ directory: unfinished, password, user, durable: true });
  await rename(unfinished, directory);
}

async function stopOrphan(directory: string, log: (line: string) => void): Promise<void> {
  const orphan = await runningPostmaster(directory);
  if (orphan === undefined) return;
  log('Ending a PostgreSQL that a killed server left running');
  await stopPostmaster(orphan);
}

async function start(
  folder: string,
  directory: string,
  port: number,
  user: OsUser | undefined,
  log: (line: string) => void,
): Promise<RunningCluster> {
  const portFile = join(folder, 'postgres.port');
  const chosen = port === 0 ? await rememberedOrFreePort(portFile, log) : port;
  if (port !== 0 && !(await isPortFree(port))) {
    throw new ClusterError(
      'PORT_TAKEN',
      `Port ${port} on 127.0.0.1 is taken: choose another one with MIJI_PG_PORT, or leave it out.`,
    );
  }
  const cluster = await startCluster({
    directory,
    port: chosen,
    user,
    logFile: join(folder, 'postgres.log'),
    settings: { max_connections: '200', password_encryption: 'scram-sha-256' },
  });
  if (port === 0) await writeFile(portFile, `${chosen}\n`);
  return cluster;
}

async function rememberedOrFreePort(portFile: string, log: (line: string) => void): Promise<number> {
  const remembered = Number(await readFile(portFile, 'utf8').catch(() => ''));
  if (!Number.isInteger(remembered) || remembered <= 0 || remembered > 65_535) return freePort();
  if (await isPortFree(remembered)) return remembered;
  const other = await freePort();
  log(`Port ${remembered} of last time is taken: PostgreSQL uses ${other}`);
  return other;
}

async function superuserPassword(file: string, clusterExists: boolean): Promise<string> {
  const kept = await readFile(file, 'utf8').catch((error: unknown) => {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw error;
  });
  if (kept !== undefined && kept.trim() !== '') return kept.trim();
  if (clusterExists) {
    throw new ClusterError(
      'PASSWORD_LOST',
      `${file} is missing although the database exists: restore it from a backup, or remove the data folder to start anew.`,
    );
  }
  const password = randomBytes(24).toString('base64url');
  await writeFile(file, `${password}\n`, { mode: 0o600 });
  await chmod(file, 0o600);
  return password;
}

/** Root runs an existing cluster as the user who owns its files, whoever made them. */
async function ownerOf(directory: string, creator: OsUser | undefined): Promise<OsUser | undefined> {
  const { uid, gid } = await stat(directory);
  if (creator) return uid === 0 ? creator : { uid, gid };
  if (process.getuid && uid !== process.getuid()) {
    throw new ClusterError(
      'UNWRITABLE_FOLDER',
      `${directory} belongs to another user (number ${uid}): start Miji as the user of its first start, or set MIJI_DATA_DIR to a folder of your own.`,
    );
  }
  return undefined;
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

async function rotate(file: string): Promise<void> {
  const size = await stat(file).then(
    (found) => found.size,
    () => 0,
  );
  if (size > LARGE_LOG_BYTES) await rename(file, `${file}.1`);
}

function asFolderError(error: unknown, folder: string): unknown {
  const code = systemCode(error);
  if (error instanceof ClusterError || code === undefined) return error;
  if (!['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST', 'ENOSPC', 'EDQUOT'].includes(code)) return error;
  const why = code === 'ENOSPC' || code === 'EDQUOT' ? 'has no space left' : 'cannot be written';
  return new ClusterError(
    'UNWRITABLE_FOLDER',
    `The data folder ${folder} ${why} (${code}): make room or change its permissions, or set MIJI_DATA_DIR to another folder.`,
    { cause: error },
  );
}
