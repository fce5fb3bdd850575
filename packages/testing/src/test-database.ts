import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { withDatabase, withUser } from './database-url.ts';
import type {} from './global-setup.ts';
import type { TestRole } from './roles.ts';
import { TEMPLATE_DATABASE } from './template.ts';

export interface TestDatabase {
  readonly name: string;
  /** A connection URL to this database as that role. */
  urlFor(role: TestRole): string;
  /** Removes the database, connections that are still open included. */
  drop(): Promise<void>;
}

/** A database of its own with the newest schema and no rows: one per test file, made in `beforeAll`, dropped in `afterAll`. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const { adminUrl, passwords } = inject('mijiCluster');
  const name = `t_${randomBytes(8).toString('hex')}`;
  await asAdmin(adminUrl, `create database ${name} template ${TEMPLATE_DATABASE}`);
  const url = withDatabase(adminUrl, name);
  return {
    name,
    urlFor: (role) => (role === 'superuser' ? url : withUser(url, role, passwords[role])),
    drop: () => asAdmin(adminUrl, `drop database if exists ${name} with (force)`),
  };
}

async function asAdmin(adminUrl: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
