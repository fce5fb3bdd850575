import { Client, DatabaseError, escapeIdentifier } from 'pg';

const ALREADY_THERE = '42P04';

/**
 * Creates a database on a server, where it is not there yet.
 *
 * @param serverUrl any database of the server, as a role that may create databases
 * @returns the address of the database, as the same role
 */
export const ensureDatabase = async (serverUrl: string, name: string): Promise<string> => {
  const client = new Client({ connectionString: serverUrl });
  // Where the connection breaks, the statement under way says so.
  client.on('error', () => {});
  await client.connect();
  try {
    await client.query(`create database ${escapeIdentifier(name)}`);
  } catch (error) {
    const exists = error instanceof DatabaseError && error.code === ALREADY_THERE;
    if (!exists) throw error;
  } finally {
    await client.end();
  }
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
};
