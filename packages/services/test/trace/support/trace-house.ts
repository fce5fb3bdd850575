import { randomUUID } from 'node:crypto';
import type { Post } from '@miji/core';
import { Temporal } from '@miji/core';
import { createPool, DatabaseBell, EventAppender, ScopedDatabase } from '@miji/db';
import { createTestDatabase, scratchFolder } from '@miji/testing';
import type { TestDatabase } from '@miji/testing';
import { afterAll } from 'vitest';
import type { Accounts, Appender, CallContext, Platform } from '../../../src/index.ts';
import {
  appoint,
  beginCall,
  CompanyDirectory,
  databaseClock,
  enactRegulations,
  foundCompany,
  localBlobs,
  localKeyProvider,
  newKey,
  nothingGoesOut,
  registerPerson,
  RuleBook,
  SealingKey,
  TraceWriter,
  Vault,
} from '../../../src/index.ts';
import { noIdentityProviders } from '../../support/accounts.ts';

type Pool = ReturnType<typeof createPool>;

const SINCE = Temporal.Instant.from('2020-01-01T00:00:00+08:00');

/** Sign-in is no part of these tests: whoever asks for it has lost his way. */
const noAccounts: Accounts = {
  endSessions: async () => Promise.reject(new Error('there are no accounts here')),
  takeSecondFactorProof: async () => Promise.reject(new Error('there are no accounts here')),
  findAccounts: async () => Promise.reject(new Error('there are no accounts here')),
  removeSecondFactors: async () => 0,
  openAccounts: async () => Promise.reject(new Error('there are no accounts here')),
  issueServiceKey: async () => Promise.reject(new Error('there are no accounts here')),
  listServiceKeys: async () => Promise.reject(new Error('there are no accounts here')),
  confirmServiceKey: async () => Promise.reject(new Error('there are no accounts here')),
  revokeServiceKey: async () => Promise.reject(new Error('there are no accounts here')),
  identityProviders: noIdentityProviders,
};

/** How many events left together, in the order in which they left; the events really go to the database. */
export interface CountedAppender extends Appender {
  readonly batches: number[];
}

const counted = (appender: Appender): CountedAppender => {
  const batches: number[] = [];
  return {
    batches,
    append: (events) => {
      batches.push(events.length);
      return appender.append(events);
    },
  };
};

/** A group of a head office, a bank and an insurer with the people that the trace needs, on a database of its own. */
export interface TraceHouse {
  readonly platform: Platform;
  readonly database: TestDatabase;
  readonly appender: CountedAppender;
  /** the trace could not be written, and why */
  readonly failures: unknown[];
  /** to look behind everything, and to tamper */
  readonly superuser: Pool;
  /** pools of the run-time roles */
  readonly app: Pool;
  readonly trace: Pool;
  readonly sealer: Pool;
  readonly companies: Readonly<Record<'HYJT' | 'HYYH' | 'HYBX', string>>;
  readonly people: Readonly<Record<Somebody, string>>;
  as(somebody: Somebody): Promise<CallContext>;
}

const PEOPLE = {
  headOfficeAuditor: ['HYJT', 'auditor'],
  bankAuditor: ['HYYH', 'auditor'],
  bankManager: ['HYYH', 'department_head'],
  reader: ['HYYH', 'staff'],
  outsider: ['HYYH', 'staff'],
  insurerAuditor: ['HYBX', 'auditor'],
} as const satisfies Record<string, readonly ['HYJT' | 'HYYH' | 'HYBX', Post]>;

export type Somebody = keyof typeof PEOPLE;

const somebodies = Object.keys(PEOPLE) as Somebody[];

/** Everything is gone after the tests of the file. */
export const openTraceHouse = async (): Promise<TraceHouse> => {
  const database = await createTestDatabase();
  const pools: Pool[] = [];
  const poolOf = (role: 'miji_app' | 'miji_trace' | 'miji_sealer' | 'superuser', max: number): Pool => {
    const pool = createPool({ url: database.urlFor(role), max, name: 'trace test' });
    pools.push(pool);
    return pool;
  };
  afterAll(async () => {
    await Promise.all(pools.map((pool) => pool.end()));
    await database.drop();
  });
  const app = poolOf('miji_app', 12);
  const trace = poolOf('miji_trace', 2);
  const sealer = poolOf('miji_sealer', 2);
  const db = new ScopedDatabase(app);
  const appender = counted(new EventAppender(trace));
  const failures: unknown[] = [];
  const platform: Platform = {
    db,
    clock: databaseClock(db),
    trace: new TraceWriter(appender, (error) => failures.push(error)),
    sealing: new ScopedDatabase(sealer),
    companies: new CompanyDirectory(db),
    rules: new RuleBook(db),
    vault: new Vault(localKeyProvider(newKey())),
    blobs: localBlobs(scratchFolder()),
    uploadLimit: 64_000_000,
    sealingKey: new SealingKey(SealingKey.generatePem()),
    snapshots: { key: new SealingKey(SealingKey.generatePem()), lifeMs: 30_000, aliveEveryMs: 10_000 },
    accounts: noAccounts,
    outgoing: nothingGoesOut('http://miji.test'),
    // Never listened to here, and so never connected.
    bell: new DatabaseBell(database.urlFor('miji_app')),
  };
  await enactRegulations(platform, SINCE);
  const companies = { HYJT: randomUUID(), HYYH: randomUUID(), HYBX: randomUUID() };
  await foundCompany(
    platform,
    { id: companies.HYJT, code: 'HYJT', kind: 'headquarters', name: '宏远集团', departments: [] },
    SINCE,
  );
  await foundCompany(
    platform,
    { id: companies.HYYH, code: 'HYYH', kind: 'subsidiary', name: '宏远银行', departments: [] },
    SINCE,
  );
  await foundCompany(
    platform,
    { id: companies.HYBX, code: 'HYBX', kind: 'subsidiary', name: '宏远保险', departments: [] },
    SINCE,
  );
  const people = Object.fromEntries(somebodies.map((name) => [name, randomUUID()])) as Record<Somebody, string>;
  for (const name of somebodies) {
    const [code, post] = PEOPLE[name];
    const personId = people[name];
    await registerPerson(platform, { id: personId, name }, SINCE);
    await appoint(
      platform,
      { id: randomUUID(), companyId: companies[code], personId, post, departmentId: null, from: SINCE },
      SINCE,
    );
  }
  const as = async (somebody: Somebody): Promise<CallContext> => {
    return beginCall(platform, { kind: 'person', personId: people[somebody] }, null, await platform.clock.now());
  };
  return {
    platform,
    database,
    appender,
    failures,
    superuser: poolOf('superuser', 3),
    app,
    trace,
    sealer,
    companies,
    people,
    as,
  };
};

/** A company with an empty chain of its own, but for its founding. */
export const freshCompany = async ({
  platform,
}: TraceHouse): Promise<{ readonly id: string; readonly code: string }> => {
  const id = randomUUID();
  const code = `T${id.slice(0, 7).replaceAll(/[\da-f]/g, (digit) => String.fromCodePoint(65 + Number.parseInt(digit, 16)))}`;
  await foundCompany(
    platform,
    { id, code, kind: 'subsidiary', name: code, departments: [] },
    await platform.clock.now(),
  );
  return { id, code };
};
