import { closePool } from '@miji/db';
import { createTestDatabase } from '@miji/testing';
import type { TestDatabase } from '@miji/testing';
import { Client, Pool } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';

let database: TestDatabase;
let watcher: Client;

beforeAll(async () => {
  database = await createTestDatabase();
  watcher = new Client({ connectionString: database.urlFor('superuser') });
  watcher.on('error', () => {});
  await watcher.connect();
});

afterAll(async () => {
  await watcher.end();
  await database.drop();
});

const useAll = (pool: Pool) => Promise.all(Array.from({ length: 8 }, () => pool.query('select pg_sleep(0.02)')));

const connections = async (name: string): Promise<number> =>
  (await watcher.query('select 1 from pg_stat_activity where application_name = $1', [name])).rows.length;

test('a pool is closed when the database has said goodbye to every connection, those still at work included', async () => {
  const pool = new Pool({ connectionString: database.urlFor('miji_app'), max: 8, application_name: 'closing' });
  const broken: Error[] = [];
  pool.on('error', (error) => broken.push(error));
  await useAll(pool);
  const working = pool.query('select pg_sleep(0.1)');
  expect(await connections('closing')).toBe(8);
  await closePool(pool);
  expect(await connections('closing')).toBe(0);
  await working;
  expect(broken).toEqual([]);
});

test('a pool at rest is closed no earlier', async () => {
  for (let round = 0; round < 5; round += 1) {
    const pool = new Pool({ connectionString: database.urlFor('miji_app'), max: 8, application_name: 'resting' });
    await useAll(pool);
    let left = pool.totalCount;
    pool.on('remove', () => (left -= 1));
    await closePool(pool);
    expect(left).toBe(0);
  }
});

test('a pool that was never used is closed at once', async () => {
  const began = performance.now();
  await closePool(new Pool({ connectionString: database.urlFor('miji_app') }));
  expect(performance.now() - began).toBeLessThan(1_000);
});
