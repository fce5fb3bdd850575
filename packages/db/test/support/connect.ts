import { createPool, ScopedDatabase } from '@miji/db';
import type { TestDatabase, TestRole } from '@miji/testing';
import { createTestDatabase } from '@miji/testing';
import type { Pool } from 'pg';
import { Client } from 'pg';
import { afterAll } from 'vitest';

/** A connected client, closed after the tests of the file. */
export const connect = async (url: string): Promise<Client> => {
  const client = new Client({ connectionString: url });
  // A database that is dropped says goodbye to whoever is still connected.
  client.on('error', () => {});
  await client.connect();
  afterAll(() => client.end());
  return client;
};

export interface Bench {
  readonly database: TestDatabase;
  /** for setting up, and for nothing else */
  readonly superuser: Client;
  readonly pool: Pool;
  readonly db: ScopedDatabase;
  /** a pool of another role or size, ended after the tests of the file */
  poolOf(role: TestRole, max?: number): Pool;
}

/** A database of its own for a test file, and the ways into it; everything is gone after its tests. */
export const openBench = async (max = 4): Promise<Bench> => {
  const database = await createTestDatabase();
  afterAll(() => database.drop());
  const poolOf = (role: TestRole, size = max): Pool => {
    const made = createPool({ url: database.urlFor(role), max: size, name: 'test' });
    afterAll(() => made.end());
    return made;
  };
  const pool = poolOf('miji_app');
  return {
    database,
    superuser: await connect(database.urlFor('superuser')),
    pool,
    db: new ScopedDatabase(pool),
    poolOf,
  };
};
