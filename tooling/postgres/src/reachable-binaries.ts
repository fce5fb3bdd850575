import { chmod, cp, mkdir, mkdtemp, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Binaries } from './binaries.ts';
import { locateBinaries } from './binaries.ts';
import { COMMON_FOLDER } from './common-folder.ts';
import type { OsUser } from './os-user.ts';
import { isReachable } from './reachable.ts';

/** The release of PostgreSQL and its build are part of the path, which the package manager makes of name and version. */
const releaseOf = (native: string): string => /linux-\w+@[\w.-]+/.exec(native)?.[0].replace('@', '-') ?? 'postgresql';

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

/**
 * The programs at a place where the cluster's user may walk. Root may have put the repository into a folder that is closed to
 * everybody else; then the programs are copied once to where root alone writes and everybody reads.
 *
 * @throws ClusterError UNSUPPORTED_PLATFORM
 */
export async function reachableBinaries(user: OsUser | undefined): Promise<Binaries> {
  const installed = locateBinaries();
  if (user === undefined || (await isReachable(installed.postgres, user))) return installed;
  const native = dirname(dirname(installed.postgres));
  const target = join(COMMON_FOLDER, releaseOf(native));
  if (!(await exists(target))) {
    await mkdir(COMMON_FOLDER, { recursive: true, mode: 0o755 });
    const draft = await mkdtemp(join(COMMON_FOLDER, '.copying-'));
    try {
      await cp(native, draft, { recursive: true, verbatimSymlinks: true });
      await chmod(draft, 0o755);
      await rename(draft, target);
    } catch (error) {
      await rm(draft, { recursive: true, force: true });
      // Two starts at the same moment both copy; the slower one finds it done.
      if (!(await exists(target))) throw error;
    }
  }
  return { initdb: join(target, 'bin', 'initdb'), postgres: join(target, 'bin', 'postgres') };
}
