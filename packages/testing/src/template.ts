import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { withDatabase } from './database-url.ts';
import type { RolePasswords } from './roles.ts';

/** Every test database is a copy of this one. */
export const TEMPLATE_DATABASE = 'miji_template';

/** What `provision` of the db package promises: the roles with these passwords, and the newest schema in the database of `adminUrl`. */
type Provision = (options: { adminUrl: string; passwords: RolePasswords }) => Promise<unknown>;

/**
 * Creates the template database with roles and schema, once per test run, and closes it to connections, so that copying
 * it never waits for anybody.
 *
 * @param adminUrl the superuser's URL of the fresh cluster
 * @returns the passwords the roles were given
 */
export async function prepareTemplate(adminUrl: string): Promise<RolePasswords> {
  const passwords = {
    miji_owner: newPassword(),
    miji_app: newPassword(),
    miji_group: newPassword(),
    miji_auth: newPassword(),
    miji_trace: newPassword(),
    miji_sealer: newPassword(),
  };
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  try {
    await admin.query(`create database ${TEMPLATE_DATABASE}`);
    const provision = await loadProvision();
    await provision({ adminUrl: withDatabase(adminUrl, TEMPLATE_DATABASE), passwords });
    await admin.query(`alter database ${TEMPLATE_DATABASE} with is_template true allow_connections false`);
  } finally {
    await admin.end();
  }
  return passwords;
}

/**
 * The db package is loaded by its place and not by its name: its own tests depend on this package, and a dependency back
 * would close a circle between the two.
 */
async function loadProvision(): Promise<Provision> {
  const place = new URL('../../db/src/admin/index.ts', import.meta.url);
  const module: unknown = await import(place.href);
  if (
    typeof module !== 'object' ||
    module === null ||
    !('provision' in module) ||
    typeof module.provision !== 'function'
  ) {
    throw new Error('packages/db/src/admin does not export the function provision');
  }
  return module.provision as Provision;
}

function newPassword(): string {
  return randomBytes(18).toString('base64url');
}
