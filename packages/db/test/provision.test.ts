import { randomBytes } from 'node:crypto';
import { closePool } from '@miji/db';
import type { RolePasswords } from '@miji/db/admin';
import { ensureDatabase, LOGIN_ROLES, provision, urlForRole } from '@miji/db/admin';
import { createTestDatabase, startTestCluster } from '@miji/testing';
import { Kysely, PostgresDialect, sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { Client, Pool } from 'pg';
import { expect, inject, onTestFinished, test, vi } from 'vitest';
import { dumpSchema } from '../src/admin/dump-schema.ts';
import { MIGRATIONS } from '../src/migrations/index.ts';
import { separationFaults } from './support/catalogue.ts';

// Twenty servers and whole clusters on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const NAMES = Object.keys(MIGRATIONS);

const withClient = async <T>(url: string, work: (client: Client) => Promise<T>): Promise<T> => {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
};

/** The address of a database that has nothing in it yet. */
const freshDatabase = async (adminUrl: string, owner = 'postgres'): Promise<string> => {
  const name = `fresh_${randomBytes(6).toString('hex')}`;
  await withClient(adminUrl, (admin) => admin.query(`create database ${name} owner ${owner}`));
  onTestFinished(async () => {
    await withClient(adminUrl, (admin) => admin.query(`drop database ${name} with (force)`));
  });
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  return url.href;
};

const picture = (url: string): Promise<string> => withClient(url, dumpSchema);

test('twenty servers that start at once on an empty database all succeed, and one of them applies each migration', async () => {
  const { adminUrl, passwords } = inject('mijiCluster');
  const url = await freshDatabase(adminUrl);
  const applied = await Promise.all(Array.from({ length: 20 }, () => provision({ adminUrl: url, passwords })));
  expect(applied.flat()).toEqual(NAMES);
  expect(applied.filter((names) => names.length > 0)).toHaveLength(1);

  const before = await picture(url);
  expect(await provision({ adminUrl: url, passwords }), 'once more').toEqual([]);
  expect(await picture(url)).toBe(before);
  expect(await withClient(url, separationFaults)).toEqual([]);
});

test('nobody may put a temporary table in the place of a real one', async () => {
  const { adminUrl, passwords } = inject('mijiCluster');
  const url = await freshDatabase(adminUrl);
  await provision({ adminUrl: url, passwords });
  for (const role of LOGIN_ROLES) {
    const shadow = withClient(urlForRole(url, role, passwords[role]), (client) =>
      client.query('create temporary table item (id uuid)'),
    );
    await expect(shadow, role).rejects.toThrow(/permission denied to create temporary tables/);
  }
});

test('databases of one server that are set up at once share its roles without an error', async () => {
  const { adminUrl, passwords } = inject('mijiCluster');
  const urls: string[] = [];
  for (let n = 0; n < 6; n++) urls.push(await freshDatabase(adminUrl));
  const applied = await Promise.all(urls.map((url) => provision({ adminUrl: url, passwords })));
  expect(applied).toEqual(urls.map(() => NAMES));
});

test('a database that is missing is created, and one that is there is left as it is', async () => {
  const { adminUrl } = inject('mijiCluster');
  const name = `made_${randomBytes(6).toString('hex')}`;
  onTestFinished(async () => {
    await withClient(adminUrl, (admin) => admin.query(`drop database if exists ${name} with (force)`));
  });
  const url = await ensureDatabase(adminUrl, name);
  await withClient(url, (client) => client.query('create table kept (id integer)'));
  expect(await ensureDatabase(adminUrl, name)).toBe(url);
  expect((await withClient(url, (client) => client.query('select * from kept'))).rows).toEqual([]);
});

test('a migration that fails leaves nothing of itself, and the next start goes on', async () => {
  const { adminUrl, passwords } = inject('mijiCluster');
  const database = await createTestDatabase();
  onTestFinished(() => database.drop());
  const pool = new Pool({ connectionString: database.urlFor('miji_owner'), max: 1, options: '-c search_path=miji' });
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  onTestFinished(() => closePool(pool));
  const failing = {
    up: async (on: Kysely<unknown>) => {
      await sql`create table miji.half_done (id uuid)`.execute(on);
      await sql`insert into miji.no_such_table values (1)`.execute(on);
    },
  };
  const before = await picture(database.urlFor('superuser'));
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => ({ ...MIGRATIONS, '9999-failing': failing }) },
    migrationTableSchema: 'miji',
  });
  const { error, results } = await migrator.migrateToLatest();
  expect(error).toMatchObject({ message: expect.stringContaining('no_such_table') });
  expect(results).toEqual([expect.objectContaining({ migrationName: '9999-failing', status: 'Error' })]);
  expect(await picture(database.urlFor('superuser'))).toBe(before);

  const url = new URL(adminUrl);
  url.pathname = `/${database.name}`;
  expect(await provision({ adminUrl: url.href, passwords })).toEqual([]);
});

test('the database is set up by a role that is no superuser: it may make roles and owns its database', async () => {
  const cluster = await startTestCluster();
  onTestFinished(() => cluster.stop());
  await withClient(cluster.adminUrl, (admin) =>
    admin.query(`create role installer login createrole nosuperuser password 'installer'`),
  );
  const url = new URL(await freshDatabase(cluster.adminUrl, 'installer'));
  url.username = 'installer';
  url.password = 'installer';
  const passwords: RolePasswords = {
    miji_owner: 'a',
    miji_app: "b'\\",
    miji_group: 'c@:/',
    miji_auth: 'd',
    miji_trace: 'e',
    miji_sealer: 'f',
  };

  expect(await provision({ adminUrl: url.href, passwords })).toEqual(NAMES);
  expect(
    await provision({ adminUrl: url.href, passwords: { ...passwords, miji_app: 'changed' } }),
    'a second start',
  ).toEqual([]);

  const reads = (role: keyof RolePasswords, password: string, table: string) =>
    withClient(
      urlForRole(url.href, role, password),
      async (client) => (await client.query(`select count(*) as n from ${table}`)).rows,
    );
  expect(await reads('miji_app', 'changed', 'miji.item')).toEqual([{ n: '0' }]);
  await expect(reads('miji_app', passwords.miji_app, 'miji.item')).rejects.toThrow(/password authentication failed/);
  expect(await reads('miji_group', passwords.miji_group, 'miji.copy')).toEqual([{ n: '0' }]);
  expect(await reads('miji_auth', passwords.miji_auth, 'auth.session')).toEqual([{ n: '0' }]);

  const superuser = new URL(cluster.adminUrl);
  superuser.pathname = url.pathname;
  expect(await withClient(superuser.href, separationFaults)).toEqual([]);
  const { adminUrl } = inject('mijiCluster');
  const template = await createTestDatabase();
  onTestFinished(() => template.drop());
  expect(new URL(adminUrl).port).not.toBe(superuser.port);
  expect(await picture(superuser.href), 'the same schema as a superuser makes').toBe(
    await picture(template.urlFor('superuser')),
  );
});
