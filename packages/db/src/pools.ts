import { Pool } from 'pg';
import { postgresTypes } from './postgres-types.ts';

/** How a pool of one role is made. */
export interface PoolSettings {
  readonly url: string;
  readonly max: number;
  readonly name: string;
  /** told of connections that broke while idle; the pool replaces them by itself */
  readonly onError?: (error: Error) => void;
}

/** A pool whose connections send statements without waiting for the answer to the one before, and speak UTC. */
export const createPool = ({ url, max, name, onError }: PoolSettings): Pool => {
  const pool = new Pool({
    connectionString: url,
    max,
    application_name: name,
    types: postgresTypes,
    pipeline: true,
    connectionTimeoutMillis: 10_000,
    idle_in_transaction_session_timeout: 30_000,
    statement_timeout: 30_000,
    options: '-c search_path=miji,pg_temp -c timezone=UTC',
  });
  pool.on('error', (error) => onError?.(error));
  surviveBreaks(pool);
  return pool;
};

/**
 * A connection that breaks in the moment between being made and being handed out has nobody who listens, and would end the process.
 * That it is broken is noticed by whoever uses it next.
 */
export const surviveBreaks = (pool: Pool): void => {
  pool.on('connect', (client) => {
    client.on('error', () => {});
  });
};
