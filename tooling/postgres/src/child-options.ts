import type { OsUser } from './os-user.ts';

/**
 * How the PostgreSQL programs are spawned: as the cluster's user; in a process group of their own, so that a Ctrl-C in
 * the terminal reaches only the server, which then stops PostgreSQL after its last query; and with an environment in
 * which no setting of the host (PGDATA, PGPORT, LC_ALL, TZ, …) changes what they do.
 */
export function childOptions(user: OsUser | undefined) {
  const env: NodeJS.ProcessEnv = { LC_ALL: 'C', TZ: 'UTC' };
  for (const name of ['PATH', 'SystemRoot', 'TEMP']) {
    const value = process.env[name];
    if (value !== undefined) env[name] = value;
  }
  return { cwd: '/', detached: process.platform !== 'win32', windowsHide: true, env, ...user };
}
