import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { ClusterError } from './cluster-error.ts';

const run = promisify(execFile);

/** The operating system user a cluster belongs to. */
export interface OsUser {
  readonly uid: number;
  readonly gid: number;
}

const NAME = 'postgres';

/**
 * PostgreSQL refuses to run as root, so root hands it to the user `postgres`, who is created when missing.
 *
 * @returns the user to run as, or undefined when the present user is an ordinary one and runs it himself.
 * @throws ClusterError NO_OS_USER when the user is missing and cannot be created.
 */
export async function clusterUser(): Promise<OsUser | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const existing = await lookUp();
  if (existing) return existing;
  try {
    await run('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', NAME]);
  } catch (cause) {
    // Two starts at the same moment both try; the slower one finds the user made.
    const made = await lookUp();
    if (made) return made;
    throw noUser(cause);
  }
  const made = await lookUp();
  if (!made) throw noUser();
  return made;
}

async function lookUp(): Promise<OsUser | undefined> {
  const text = await readFile('/etc/passwd', 'utf8').catch(() => '');
  for (const line of text.split('\n')) {
    const [name, , uid, gid] = line.split(':');
    if (name === NAME && uid !== undefined && gid !== undefined) return { uid: Number(uid), gid: Number(gid) };
  }
  return undefined;
}

function noUser(cause?: unknown): ClusterError {
  return new ClusterError(
    'NO_OS_USER',
    `PostgreSQL does not run as root and the user "${NAME}" could not be created: create it (useradd --system ${NAME}), run as an ordinary user, or set DATABASE_URL.`,
    { cause },
  );
}
