import { chmod, lstat, mkdir, mkdtemp, realpath, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { COMMON_FOLDER, isReachable, type OsUser } from '@miji/postgres';

const kindOf = (path: string): Promise<'none' | 'link' | 'folder'> =>
  lstat(path).then(
    (found) => (found.isSymbolicLink() ? 'link' : 'folder'),
    () => 'none',
  );

/**
 * Where the cluster of a data folder lies: in it, as `postgres`. Where root keeps the data folder behind a folder that is closed to
 * the user `postgres`, that is a link to a place where he may walk, made once.
 */
export async function clusterFolder(dataDir: string, user: OsUser | undefined): Promise<string> {
  const inside = join(dataDir, 'postgres');
  const kind = await kindOf(inside);
  if (kind === 'folder' || user === undefined) return inside;
  if (kind === 'none') {
    if (await isReachable(inside, user)) return inside;
    await mkdir(COMMON_FOLDER, { recursive: true, mode: 0o755 });
    const outside = await mkdtemp(join(COMMON_FOLDER, 'data-'));
    await chmod(outside, 0o711);
    await symlink(outside, inside);
  }
  return join(await realpath(inside), 'cluster');
}
