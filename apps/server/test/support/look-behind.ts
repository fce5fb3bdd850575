import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';

/** The superuser of the embedded PostgreSQL of a data folder, in Miji's database: to look behind the server. */
export const embeddedUrl = async (dataDir: string): Promise<string> => {
  const password = (await readFile(join(dataDir, 'secrets', 'postgres-password'), 'utf8')).trim();
  const port = (await readFile(join(dataDir, 'postgres.port'), 'utf8')).trim();
  return `postgres://postgres:${password}@127.0.0.1:${port}/miji`;
};

/** Runs something on a connection of its own. */
export const withClient = async <T>(url: string, work: (client: Client) => Promise<T>): Promise<T> => {
  const client = new Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
};

export const rowsOf = async <T extends object>(
  url: string,
  text: string,
  values: readonly unknown[] = [],
): Promise<T[]> => withClient(url, async (client) => (await client.query<T>(text, [...values])).rows);
