import { spawn } from 'node:child_process';
import { chmod, chown, mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { childOptions } from './child-options.ts';
import { ClusterError } from './cluster-error.ts';
import type { OsUser } from './os-user.ts';
import { reachableBinaries } from './reachable-binaries.ts';
import { assertReachable } from './reachable.ts';

export interface NewCluster {
  /** Folder to create; must not exist. Its parent must exist and be writable. */
  readonly directory: string;
  readonly password: string;
  readonly user: OsUser | undefined;
  /** false skips flushing to disk: for clusters that do not outlive a test run. */
  readonly durable: boolean;
}

/**
 * Creates the files of a cluster: UTF-8, builtin C.UTF-8 collation (the same order on every platform), superuser
 * `postgres` with SCRAM password.
 *
 * @throws ClusterError INITDB_FAILED, UNREACHABLE_FOLDER, UNSUPPORTED_PLATFORM
 */
export async function initialiseCluster({ directory, password, user, durable }: NewCluster): Promise<void> {
  const { initdb } = await reachableBinaries(user);
  const parent = await realpath(dirname(directory));
  await assertReachable(join(parent, 'cluster'), user);
  // initdb takes the password from a file only: it lies in a folder that nobody else may enter, and goes at once.
  const scratch = await mkdtemp(join(parent, '.initdb-'));
  try {
    const passwordFile = join(scratch, 'password');
    await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
    await mkdir(directory, { mode: 0o700 });
    await chmod(directory, 0o700);
    if (user) for (const path of [passwordFile, scratch, directory]) await chown(path, user.uid, user.gid);
    await runInitdb(
      initdb,
      [
        `--pgdata=${directory}`,
        `--pwfile=${passwordFile}`,
        '--username=postgres',
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--locale=C',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        '--no-instructions',
        ...(durable ? [] : ['--no-sync']),
      ],
      user,
    );
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

function runInitdb(program: string, args: string[], user: OsUser | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { ...childOptions(user), stdio: ['ignore', 'ignore', 'pipe'] });
    let errors = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
    child.once('error', (cause) => reject(failed(cause.message, cause)));
    child.once('close', (code) => (code === 0 ? resolve() : reject(failed(errors))));
  });
}

function failed(details: string, cause?: Error): ClusterError {
  const line = details.split('\n').find((text) => /error|fatal/i.test(text)) ?? details;
  return new ClusterError('INITDB_FAILED', `The database files could not be created: ${line.trim()}`, { cause });
}
