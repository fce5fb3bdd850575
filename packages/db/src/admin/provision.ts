import { Kysely, PostgresDialect } from 'kysely';
import { Migrator } from 'kysely/migration';
import { Client, escapeIdentifier, Pool } from 'pg';
import { MIGRATIONS } from '../migrations/index.ts';
import { untilUndisturbed } from './colliding.ts';
import type { LoginRole, RolePasswords } from './roles.ts';
import { ensureRoles } from './roles.ts';

/** Two servers that start at once take turns; any number will do, as long as it is ours. */
const PROVISIONING_LOCK = 4_400_202_611;

/** What {@link provision} needs. */
export interface Provisioning {
  /** a role that may create roles and owns the database, or a superuser: used here, and never again */
  readonly adminUrl: string;
  readonly passwords: RolePasswords;
}

/** The address under which a role signs in to the database of another address. */
export const urlForRole = (adminUrl: string, role: LoginRole, password: string): string => {
  const url = new URL(adminUrl);
  url.username = role;
  url.password = password;
  return url.href;
};

/**
 * Brings a database to the present: roles, then migrations. Safe to call from any number of servers at once; each finds the
 * work done or waits for whoever does it.
 *
 * @returns the names of the migrations that this call applied
 * @throws Error where the database is older than PostgreSQL 15, or a migration fails; nothing of that migration remains
 */
export const provision = async ({ adminUrl, passwords }: Provisioning): Promise<readonly string[]> => {
  const admin = new Client({ connectionString: adminUrl });
  // Where the connection breaks, the statement under way says so.
  admin.on('error', () => {});
  await admin.connect();
  try {
    await admin.query('select pg_advisory_lock($1)', [PROVISIONING_LOCK]);
    await requireVersion(admin);
    await untilUndisturbed(() => ensureRoles(admin, passwords));
    await untilUndisturbed(() => ensureSchema(admin));
    return await migrate(urlForRole(adminUrl, 'miji_owner', passwords.miji_owner));
  } finally {
    await admin.end();
  }
};

const OLDEST = 150_000;

const requireVersion = async (admin: Client): Promise<void> => {
  const { rows } = await admin.query<{ number: number; text: string }>(
    `select current_setting('server_version_num')::int as number, current_setting('server_version') as text`,
  );
  const version = rows[0];
  if (version === undefined || version.number < OLDEST) {
    throw new Error(`PostgreSQL 15 or later is needed; this server is ${version?.text ?? 'of unknown version'}`);
  }
};

const ensureSchema = async (admin: Client): Promise<void> => {
  const { rows } = await admin.query<{ name: string; me: string }>(
    'select current_database() as name, current_user as me',
  );
  const [database] = rows;
  if (database === undefined) throw new Error('the server did not say which database this is');
  const name = escapeIdentifier(database.name);
  await admin.query(`grant connect, create on database ${name} to miji_owner`);
  // A temporary table could stand before a real one of the same name.
  await admin.query(`revoke temporary on database ${name} from public`);
  await admin.query(`grant connect on database ${name} to miji_app, miji_group, miji_auth, miji_trace, miji_sealer`);
  // Creating a schema for another role takes membership of it, which a mere CREATEROLE does not have by itself.
  await admin.query(`grant miji_owner to ${escapeIdentifier(database.me)}`);
  await admin.query('create schema if not exists miji authorization miji_owner');
  await admin.query('create schema if not exists auth authorization miji_owner');
  await admin.query('grant usage on schema miji to miji_owner');
};

const migrate = async (ownerUrl: string): Promise<readonly string[]> => {
  const pool = new Pool({ connectionString: ownerUrl, max: 1, options: '-c search_path=miji' });
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => ({ ...MIGRATIONS }) },
    migrationTableSchema: 'miji',
  });
  try {
    const { error, results = [] } = await migrator.migrateToLatest();
    if (error !== undefined) {
      const failed = results.find((result) => result.status === 'Error');
      throw new Error(`migration ${failed?.migrationName ?? ''} failed`, { cause: error });
    }
    await pool.query('grant usage on schema miji to miji_app, miji_group');
    return results.map((result) => result.migrationName);
  } finally {
    await db.destroy();
  }
};
