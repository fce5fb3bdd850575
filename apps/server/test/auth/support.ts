import { randomBytes, randomUUID } from 'node:crypto';
import { closePool } from '@miji/db';
import { KEY_BYTES, localKeyProvider } from '@miji/services';
import { createTestDatabase, type TestDatabase } from '@miji/testing';
import pg from 'pg';
import { type Accounts, type AccountsOptions, createAccounts } from '../../src/auth/accounts.ts';
import { createAuthPool } from '../../src/auth/auth-pool.ts';
import { ensureAuthSchema } from './ensure-auth-schema.ts';

export const BASE_URL = 'http://127.0.0.1:4411';
export const SECRET = 'a-secret-for-tests-0123456789-abcdefghij';
export const PASSWORD = 'correct horse battery';

export interface LogLine {
  readonly level: 'warn' | 'error';
  readonly fields: object;
  readonly message: string;
}

/** A database with the sign-in schema, accounts on it as `miji_auth`, and the superuser to look behind them. */
export interface AuthHouse {
  readonly database: TestDatabase;
  readonly pool: pg.Pool;
  readonly superuser: pg.Pool;
  readonly accounts: Accounts;
  readonly lines: LogLine[];
  /** further servers on the same database */
  another(options?: Partial<AccountsOptions>): Accounts;
  /** an account with the password `PASSWORD` */
  person(): Promise<{ personId: string; email: string }>;
  close(): Promise<void>;
}

/** A register in which nobody stands. */
const nobody = { worksFor: async () => false, companyByCode: async () => undefined };

export async function openAuthHouse(): Promise<AuthHouse> {
  const database = await createTestDatabase();
  const superuser = new pg.Pool({ connectionString: database.urlFor('superuser'), max: 2 });
  await ensureAuthSchema(superuser, database);
  const lines: LogLine[] = [];
  const log = {
    warn: (fields: object, message: string) => void lines.push({ level: 'warn', fields, message }),
    error: (fields: object, message: string) => void lines.push({ level: 'error', fields, message }),
  };
  // Passwords and keys alone: whatever asks the register or seals is tested with the whole server.
  const alone = { keys: localKeyProvider(randomBytes(KEY_BYTES)), register: nobody, production: false };
  const pool = createAuthPool({ url: database.urlFor('miji_auth'), max: 10, log });
  const another = (options: Partial<AccountsOptions> = {}) =>
    createAccounts({ pool, secret: SECRET, baseUrl: BASE_URL, log, signInsPerMinute: 10_000, ...alone, ...options });
  const accounts = another();
  return {
    database,
    pool,
    superuser,
    accounts,
    lines,
    another,
    async person() {
      const personId = randomUUID();
      const email = `p-${personId}@bank.example`;
      await accounts.createAccount({ personId, name: 'Zhang San', email, password: PASSWORD });
      return { personId, email };
    },
    async close() {
      await closePool(pool);
      await closePool(superuser);
      await database.drop();
    },
  };
}

export function post(path: string, body: object, headers: Record<string, string> = {}): Request {
  return new Request(`${BASE_URL}/api/auth${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: BASE_URL, ...headers },
    body: JSON.stringify(body),
  });
}

export function signIn(accounts: Accounts, email: string, password: string, address?: string): Promise<Response> {
  return accounts.handle(post('/sign-in/email', { email, password }), address);
}

/** The `Cookie` header a browser would send after this answer. */
export function cookieOf(response: Response): string {
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}

/** Signs in and returns the headers of the requests that follow. */
export async function signedIn(accounts: Accounts, email: string, password = PASSWORD): Promise<Headers> {
  const response = await signIn(accounts, email, password);
  if (response.status !== 200) throw new Error(`signing in answered ${response.status}`);
  return new Headers({ cookie: cookieOf(response) });
}

export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

export async function answerOf(response: Response): Promise<Answer> {
  const text = await response.text();
  return { status: response.status, body: text === '' ? null : JSON.parse(text) };
}
