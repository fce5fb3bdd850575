import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { ClusterError } from './cluster-error.ts';
import type { OsUser } from './os-user.ts';

/** The first folder above a path that is closed to the cluster's user; null where he may walk all the way down. */
async function closedFolder(path: string, user: OsUser): Promise<string | null> {
  for (const folder of ancestors(path)) {
    const { mode, uid, gid } = await stat(folder);
    const searchable = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
    if ((mode & searchable) === 0) return folder;
  }
  return null;
}

/** Whether the cluster's user may walk down to a path. */
export const isReachable = async (path: string, user: OsUser): Promise<boolean> =>
  (await closedFolder(path, user)) === null;

/**
 * Makes sure that the cluster's user may walk down to a path.
 *
 * Root walks anywhere, so without this check the failure would show up later as a bare "permission denied" of a program
 * that runs as somebody else; a home folder such as /root is closed to others on most systems.
 *
 * @throws ClusterError UNREACHABLE_FOLDER naming the first closed folder.
 */
export async function assertReachable(path: string, user: OsUser | undefined): Promise<void> {
  if (!user) return;
  const folder = await closedFolder(path, user);
  if (folder === null) return;
  throw new ClusterError(
    'UNREACHABLE_FOLDER',
    `PostgreSQL runs as the user "postgres" when you are root, and ${folder} is closed to that user: set MIJI_DATA_DIR to a folder such as /opt/miji-data, run as an ordinary user, or set DATABASE_URL.`,
  );
}

function ancestors(path: string): string[] {
  const parent = dirname(path);
  return parent === path ? [] : [...ancestors(parent), parent];
}
