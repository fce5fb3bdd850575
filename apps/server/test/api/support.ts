import { randomBytes } from 'node:crypto';
import {
  manualClock,
  KEY_BYTES,
  SealingKey,
  appoint,
  enactRegulations,
  foundCompany,
  nothingGoesOut,
  registerPerson,
  worksFor,
} from '@miji/services';
import type { BlobStore, Outgoing, Platform } from '@miji/services';
import { closePool, createPool, DatabaseBell, EventAppender, ScopedDatabase } from '@miji/db';
import { CompanyDirectory, localBlobs, localKeyProvider, RuleBook, TraceWriter, Vault } from '@miji/services';
import type { TestRole, WorldGroup } from '@miji/testing';
import { createTestDatabase, foundGroup, scratchFolder } from '@miji/testing';
import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import pg from 'pg';
import { pino } from 'pino';
import { afterAll } from 'vitest';
import type { Accounts } from '../../src/auth/accounts.ts';
import { createAccounts } from '../../src/auth/accounts.ts';
import { createAuthPool } from '../../src/auth/auth-pool.ts';
import { createHttpServer } from '../../src/http/http-server.ts';

export const BASE_URL = 'http://127.0.0.1:4412';
export const PASSWORD = 'correct horse battery';

/** The whole server but its port: real sign-in, real sessions and keys, real database. */
export interface ServedHouse {
  readonly app: FastifyInstance;
  readonly platform: Platform;
  readonly accounts: Accounts;
  readonly group: WorldGroup;
  /** the same server once more, as it would run on another machine */
  another(): Promise<FastifyInstance>;
  /** an account for a person; gives its address */
  account(personId: string): Promise<string>;
  /** signs in; gives the cookie that a browser would send */
  signIn(email: string): Promise<string>;
  post(path: string, cookie: string, body: object, headers?: Record<string, string>): Promise<LightMyRequestResponse>;
  get(path: string, headers: Record<string, string>): Promise<LightMyRequestResponse>;
  /** looks into the database behind everybody's back */
  behind(statement: string, values: readonly unknown[]): Promise<readonly Record<string, unknown>[]>;
}

export const openServedHouse = async (
  consoleFolder: string,
  outgoing: Outgoing = nothingGoesOut(BASE_URL),
  blobs: BlobStore = localBlobs(scratchFolder()),
): Promise<ServedHouse> => {
  const database = await createTestDatabase();
  afterAll(() => database.drop());
  const log = pino({ level: 'silent' });
  const poolOf = (role: TestRole, max: number) => createPool({ url: database.urlFor(role), max, name: 'test' });
  const [appPool, tracePool, sealerPool] = [poolOf('miji_app', 6), poolOf('miji_trace', 2), poolOf('miji_sealer', 2)];
  const superuser = new pg.Pool({ connectionString: database.urlFor('superuser'), max: 1 });
  const auth = createAuthPool({ url: database.urlFor('miji_auth'), max: 4, log });
  const db = new ScopedDatabase(appPool);
  const companies = new CompanyDirectory(db);
  const keys = localKeyProvider(randomBytes(KEY_BYTES));
  const accounts = createAccounts({
    pool: auth,
    secret: randomBytes(32).toString('hex'),
    baseUrl: BASE_URL,
    log,
    signInsPerMinute: 1_000,
    keys,
    register: {
      worksFor: (personId, companyId) => worksFor(platform, personId, companyId),
      companyByCode: (code) => companies.byCode(code),
    },
    production: false,
  });
  const trace = new TraceWriter(new EventAppender(tracePool));
  const bell = new DatabaseBell(database.urlFor('miji_app'));
  const platform: Platform = {
    db,
    clock: manualClock(db),
    trace,
    sealing: new ScopedDatabase(sealerPool),
    companies,
    rules: new RuleBook(db),
    vault: new Vault(keys),
    blobs,
    uploadLimit: 64_000_000,
    sealingKey: new SealingKey(SealingKey.generatePem()),
    snapshots: { key: new SealingKey(SealingKey.generatePem()), lifeMs: 30_000, aliveEveryMs: 10_000 },
    accounts,
    outgoing,
    bell,
  };
  const group = await foundGroup({ enactRegulations, foundCompany, registerPerson, appoint }, platform);
  const pools = { app: appPool, trace: tracePool, sealer: sealerPool, auth };
  const app = await createHttpServer(
    { platform, accounts, pools, endStreams: () => bell.close(), close: async () => {} },
    { baseUrl: BASE_URL, consoleFolder, log },
  );
  afterAll(async () => {
    await app.close();
    await trace.drain();
    await Promise.all([appPool, tracePool, sealerPool, auth, superuser].map(closePool));
  });
  return {
    app,
    another: async () => {
      const other = new DatabaseBell(database.urlFor('miji_app'));
      const second = await createHttpServer(
        {
          platform: { ...platform, bell: other },
          accounts,
          pools,
          endStreams: () => other.close(),
          close: async () => {},
        },
        { baseUrl: BASE_URL, consoleFolder, log },
      );
      afterAll(() => second.close());
      return second;
    },
    platform,
    accounts,
    group,
    account: async (personId) => {
      const email = `p-${personId}@bank.example`;
      await accounts.createAccount({ personId, name: '王平', email, password: PASSWORD });
      return email;
    },
    signIn: async (email) => {
      const response = await app.inject({
        method: 'POST',
        url: '/api/auth/sign-in/email',
        headers: { origin: BASE_URL, 'content-type': 'application/json' },
        payload: { email, password: PASSWORD },
      });
      if (response.statusCode !== 200) throw new Error(`signing in answered ${response.statusCode} ${response.body}`);
      return response.cookies.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`).join('; ');
    },
    post: (path, cookie, body, headers = {}) =>
      app.inject({
        method: 'POST',
        url: path,
        headers: { cookie, origin: BASE_URL, 'content-type': 'application/json', ...headers },
        payload: JSON.stringify(body),
      }),
    get: (path, headers) => app.inject({ method: 'GET', url: path, headers }),
    behind: async (statement, values) => (await superuser.query(statement, [...values])).rows,
  };
};
