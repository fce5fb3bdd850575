import pg from 'pg';
import { expect, inject, onTestFinished, test } from 'vitest';
import { createTestDatabase } from '../src/index.ts';

async function rows(url: string, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}

test('two test databases know nothing of each other', async () => {
  const [one, two] = await Promise.all([createTestDatabase(), createTestDatabase()]);
  onTestFinished(async () => {
    await Promise.all([one.drop(), two.drop()]);
  });
  await rows(one.urlFor('superuser'), 'create table only_here (n int)');
  expect(await rows(one.urlFor('superuser'), "select to_regclass('only_here') is not null as found")).toEqual([
    { found: true },
  ]);
  expect(await rows(two.urlFor('superuser'), "select to_regclass('only_here') is not null as found")).toEqual([
    { found: false },
  ]);
});

test('a test database is dropped although somebody is still connected', async () => {
  const database = await createTestDatabase();
  const lingering = new pg.Client({ connectionString: database.urlFor('superuser') });
  // It reports the order to go and then the closed connection, so it has to be listened to until the end.
  const ended = new Promise<Error>((resolve) => lingering.on('error', resolve));
  await lingering.connect();
  await database.drop();
  expect((await ended).message).toMatch(/terminat/i);
  const { adminUrl } = inject('mijiCluster');
  expect(await rows(adminUrl, `select datname from pg_database where datname = '${database.name}'`)).toEqual([]);
});

test('the cluster of the tests is reachable from this machine only and does not wait for the disk', async () => {
  const { adminUrl } = inject('mijiCluster');
  expect(
    await rows(
      adminUrl,
      "select current_setting('listen_addresses') as listen, current_setting('fsync') as fsync, current_setting('max_connections') as connections",
    ),
  ).toEqual([{ listen: '127.0.0.1', fsync: 'off', connections: '200' }]);
});
