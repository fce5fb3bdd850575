import { ensureDatabase, provision } from '@miji/db/admin';
import { ClusterError } from '@miji/postgres';
import { startEmbeddedPostgres } from './embedded-postgres.ts';
import { errorLine } from './log.ts';
import type { Secrets } from './secrets.ts';
import type { Settings } from './settings.ts';
import { StartupError } from './settings.ts';

/** A database that is ready: provisioned, and reachable under the roles. */
export interface ReadyDatabase {
  readonly adminUrl: string;
  readonly migrations: readonly string[];
  /** settles when an embedded server ends, asked or not; never for one of somebody else's */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

/** The embedded server's own database for Miji. */
const DATABASE = 'miji';

const NETWORK = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ECONNRESET',
  'EAI_AGAIN',
  'ENETUNREACH',
]);
/** PostgreSQL's own refusals: wrong password, no such role, no such database, too few rights. */
const REFUSED: Readonly<Record<string, string>> = {
  '28P01': 'the user name or password in DATABASE_URL is wrong',
  '28000': 'the server does not let the user of DATABASE_URL in',
  '3D000': 'the database named in DATABASE_URL does not exist: create it first',
  '42501': 'the user of DATABASE_URL may not create roles: give it CREATEROLE and make it the owner of the database',
};

const codeOf = (error: unknown): string => {
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  if (!(error instanceof Error)) return '';
  return 'code' in error && typeof error.code === 'string' ? error.code : codeOf(error.cause);
};

/** The one line for whoever named a database that does not answer; the password is not in it. */
const explain = (databaseUrl: string, error: unknown): unknown => {
  const { host, pathname } = new URL(databaseUrl);
  const code = codeOf(error);
  if (NETWORK.has(code)) {
    return new StartupError(`no PostgreSQL answers at ${host}: start it, or correct DATABASE_URL (${code})`, {
      cause: error,
    });
  }
  const refusal = REFUSED[code];
  if (refusal !== undefined) return new StartupError(`${refusal} (${host}${pathname})`, { cause: error });
  if (error instanceof Error && error.message.startsWith('PostgreSQL 15'))
    return new StartupError(error.message, { cause: error });
  return new StartupError(`the database ${host}${pathname} could not be prepared: ${errorLine(error)}`, {
    cause: error,
  });
};

/**
 * Starts the embedded PostgreSQL, or takes the one that `DATABASE_URL` names, and brings it to the present.
 *
 * @throws StartupError with the one line that says what to do
 */
export const openDatabase = async (
  settings: Settings,
  secrets: Secrets,
  log: (line: string) => void,
): Promise<ReadyDatabase> => {
  const { databaseUrl, dataDir, embeddedPort } = settings;
  const passwords = secrets.rolePasswords;
  if (databaseUrl !== undefined) {
    try {
      const migrations = await provision({ adminUrl: databaseUrl, passwords });
      return { adminUrl: databaseUrl, migrations, ended: new Promise(() => {}), stop: async () => {} };
    } catch (error) {
      throw explain(databaseUrl, error);
    }
  }
  try {
    const server = await startEmbeddedPostgres({ dataDir, port: embeddedPort, log });
    try {
      const adminUrl = await ensureDatabase(server.adminUrl, DATABASE);
      const migrations = await provision({ adminUrl, passwords });
      return { adminUrl, migrations, ended: server.exited, stop: () => server.stop() };
    } catch (error) {
      await server.stop();
      throw error;
    }
  } catch (error) {
    throw error instanceof ClusterError ? new StartupError(error.message, { cause: error }) : error;
  }
};
