import { Pool } from 'pg';
import { type AuthLog, describeError } from './auth-log.ts';

/**
 * The pool sign-in works with. It differs from the pools of the rest: better-auth names its tables without a schema and
 * expects the driver's usual types (instants as `Date`).
 *
 * @param url connects as `miji_auth`
 * @param max connections at most
 */
export function createAuthPool({ url, max, log }: { url: string; max: number; log: AuthLog }): Pool {
  const pool = new Pool({
    connectionString: url,
    max,
    application_name: 'miji sign-in',
    options: '-c search_path=auth -c timezone=UTC',
    connectionTimeoutMillis: 10_000,
    statement_timeout: 30_000,
  });
  // An idle connection that breaks is replaced; without a listener it would end the process.
  pool.on('error', (error) =>
    log.error({ component: 'auth', err: describeError(error) }, 'a connection of sign-in broke'),
  );
  return pool;
}
