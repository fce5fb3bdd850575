import { getMigrations } from 'better-auth/db/migration';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { authOptions } from '../../src/auth/auth-options.ts';
import { type AuthHouse, BASE_URL, openAuthHouse, SECRET } from './support.ts';

const TABLES = [
  'account',
  'lockout',
  'passkey',
  'rate_limit',
  'second_factor_challenge',
  'second_factor_proof',
  'service_key',
  'session',
  'single_sign_on',
  'two_factor',
  'user',
  'verification',
];

let house: AuthHouse;
beforeAll(async () => {
  house = await openAuthHouse();
});
afterAll(() => house.close());

it('better-auth has nothing to add to the schema', async () => {
  const log = { warn: () => {}, error: () => {} };
  const settings = {
    pool: house.pool,
    secret: SECRET,
    baseUrl: BASE_URL,
    log,
    trustedOrigins: [],
    signInsPerMinute: undefined,
  };
  const migrations = await getMigrations(authOptions(settings));
  expect(migrations.toBeCreated).toEqual([]);
  expect(migrations.toBeAdded).toEqual([]);
  expect((await migrations.compileMigrations()).replaceAll(/[;\s]/g, '')).toBe('');
});

it('every table belongs to miji_owner, has a forced policy, and is granted to miji_auth alone', async () => {
  const { rows } = await house.superuser.query(`
    select c.relname as name, pg_get_userbyid(c.relowner) as owner, c.relrowsecurity and c.relforcerowsecurity as forced,
           (select array_agg(distinct grantee::text) from information_schema.role_table_grants g
             where g.table_schema = 'auth' and g.table_name = c.relname and g.grantee <> 'miji_owner') as granted
      from pg_class c where c.relnamespace = 'auth'::regnamespace and c.relkind = 'r' order by c.relname`);
  expect(rows).toEqual(TABLES.map((name) => ({ name, owner: 'miji_owner', forced: true, granted: ['miji_auth'] })));
});

it('miji_auth may use the schema auth and no table outside it', async () => {
  const { rows } = await house.superuser.query<{ name: string }>(`
    select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p', 'v', 'm') and n.nspname not in ('auth', 'pg_catalog', 'information_schema')
       and has_schema_privilege('miji_auth', n.oid, 'usage')
       and has_table_privilege('miji_auth', c.oid, 'select, insert, update, delete')`);
  expect(rows).toEqual([]);
  await expect(house.pool.query('create table auth.intruder (id int)')).rejects.toMatchObject({ code: '42501' });
});

it('another role sees no row, even where somebody granted it a table by mistake', async () => {
  await house.person();
  await house.superuser.query("create role auth_stranger login password 'stranger'");
  await house.superuser.query(
    'grant usage on schema auth to auth_stranger; grant select on auth.account to auth_stranger',
  );
  const url = new URL(house.database.urlFor('miji_auth'));
  url.username = 'auth_stranger';
  url.password = 'stranger';
  const stranger = new pg.Client({ connectionString: url.href });
  await stranger.connect();
  try {
    expect((await stranger.query('select * from auth.account')).rows).toEqual([]);
  } finally {
    await stranger.end();
    await house.superuser.query('drop owned by auth_stranger; drop role auth_stranger');
  }
});

it('a service key is found by one look into an index', async () => {
  const client = await house.superuser.connect();
  try {
    await client.query(`begin; insert into auth.service_key (company_id, service_id, name, prefix, key_hash, created_by, scopes)
      select gen_random_uuid(), gen_random_uuid(), 'x', 'miji_', sha256(n::text::bytea), 'x', '{items}' from generate_series(1, 500) as n;
      analyze auth.service_key`);
    const find = 'select key_id from auth.service_key where key_hash = $1 and revoked_at is null';
    const { rows } = await client.query(`explain (format json) ${find}`, [Buffer.alloc(32)]);
    expect(JSON.stringify(rows)).toContain('service_key_key_hash_key');
    await client.query('rollback');
  } finally {
    client.release(true);
  }
});
