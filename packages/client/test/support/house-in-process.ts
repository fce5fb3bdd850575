import { appRouter, registerApi, toRefusal } from '@miji/api';
import { SERVICE_SCOPES } from '@miji/contract';
import { Temporal } from '@miji/core';
import { createPool, DatabaseBell, EventAppender, ScopedDatabase } from '@miji/db';
import type { Platform, SignedIn } from '@miji/services';
import {
  appoint,
  beginCall,
  CompanyDirectory,
  enactRegulations,
  foundCompany,
  localBlobs,
  localKeyProvider,
  manualClock,
  newKey,
  nothingGoesOut,
  registerPerson,
  RuleBook,
  SealingKey,
  TraceWriter,
  Vault,
} from '@miji/services';
import type { TestRole, WorldGroup } from '@miji/testing';
import { createTestDatabase, foundGroup, scratchFolder } from '@miji/testing';
import Fastify from 'fastify';
import { afterAll } from 'vitest';
import type { InProcessOptions } from '../../src/testing.ts';

/** A group in this process, behind the real router, with a clock that is set. */
export interface HouseInProcess extends InProcessOptions {
  readonly group: WorldGroup;
  /** the key of a service of the bank */
  readonly apiKey: string;
  setTime(at: string): Promise<void>;
}

const START = '2026-11-02T10:00:00+08:00';
type Headers = Readonly<Record<string, unknown>>;
const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
const away = (): Promise<never> => Promise.reject(new Error('there is no sign-in side in this process'));

/** The sign-in side: one key, and nothing else. */
const accountsWith = (key: string, issued: (service: SignedIn) => void): Platform['accounts'] => ({
  takeSecondFactorProof: away,
  endSessions: away,
  removeSecondFactors: away,
  findAccounts: away,
  openAccounts: away,
  listServiceKeys: away,
  confirmServiceKey: away,
  revokeServiceKey: away,
  identityProviders: { callbackOf: () => '', of: away, answers: away, set: away, confirm: away, remove: away },
  issueServiceKey: async ({ serviceId, companyId }) => {
    issued({ kind: 'service', serviceId, companyId, scopes: SERVICE_SCOPES, expiresAt: null });
    return { keyId: serviceId, key, prefix: key };
  },
});

/** Opens a house; everything in it is gone after the tests of the file. */
export const openHouseInProcess = async (): Promise<HouseInProcess> => {
  const database = await createTestDatabase();
  afterAll(() => database.drop());
  const poolOf = (role: TestRole, max: number) => {
    const pool = createPool({ url: database.urlFor(role), max, name: 'test' });
    afterAll(() => pool.end());
    return pool;
  };
  const db = new ScopedDatabase(poolOf('miji_app', 5));
  const clock = manualClock(db);
  const trace = new TraceWriter(new EventAppender(poolOf('miji_trace', 2)));
  afterAll(() => trace.drain());
  const bell = new DatabaseBell(database.urlFor('miji_app'));
  afterAll(() => bell.close());
  const apiKey = 'miji_in_process';
  let service: SignedIn | null = null;
  const platform: Platform = {
    db,
    clock,
    trace,
    sealing: new ScopedDatabase(poolOf('miji_sealer', 2)),
    companies: new CompanyDirectory(db),
    rules: new RuleBook(db),
    vault: new Vault(localKeyProvider(newKey())),
    blobs: localBlobs(scratchFolder()),
    uploadLimit: 64_000_000,
    sealingKey: new SealingKey(SealingKey.generatePem()),
    snapshots: { key: new SealingKey(SealingKey.generatePem()), lifeMs: 30_000, aliveEveryMs: 10_000 },
    accounts: accountsWith(apiKey, (issued) => (service = issued)),
    outgoing: nothingGoesOut('http://miji.test'),
    bell,
  };
  const group = await foundGroup({ enactRegulations, foundCompany, registerPerson, appoint }, platform);
  const setTime = (at: string): Promise<void> => clock.set(Temporal.Instant.from(at));
  await setTime(START);

  const identify = (headers: Headers): SignedIn | null => {
    const personId = /^person=(.+)$/.exec(text(headers['cookie']) ?? '')?.[1];
    if (personId !== undefined) return { kind: 'person', personId };
    return headers['authorization'] === `Bearer ${apiKey}` ? service : null;
  };
  const invoke: InProcessOptions['invoke'] = async (path, input, headers) => {
    const signedIn = identify(headers);
    const open = async () =>
      beginCall(platform, signedIn ?? (await away()), text(headers['miji-on-behalf-of']), await clock.now());
    const actName = () => text(headers['idempotency-key']) ?? undefined;
    let target: unknown = appRouter.createCaller({ open, isStillOpen: async () => true, actName });
    for (const part of path.split('.')) target = Reflect.get(Object(target), part);
    if (typeof target !== 'function') throw new Error(`there is no ${path}`);
    try {
      return await (target as (given: unknown) => Promise<unknown>)(input);
    } catch (error) {
      throw toRefusal(error);
    }
  };

  const app = Fastify();
  afterAll(() => app.close());
  await registerApi(app, {
    platform,
    identify: async ({ headers }) => identify(headers),
    isStillSignedIn: async () => true,
    isSameOrigin: () => true,
  });
  const fetch = async (request: Request): Promise<Response> => {
    const { pathname, search } = new URL(request.url);
    const { method, headers } = request;
    if (method !== 'GET' && method !== 'POST') throw new Error(`nothing is asked for by ${method} here`);
    const payload = method === 'POST' ? { payload: Buffer.from(await request.arrayBuffer()) } : {};
    const answer = await app.inject({
      method,
      url: pathname + search,
      headers: Object.fromEntries(headers),
      ...payload,
    });
    return new Response(answer.rawPayload, { status: answer.statusCode });
  };

  const administrator = { cookie: `person=${group.own.people.system_administrator}` };
  await invoke('serviceKeys.issue', { service: '授信管理系统' }, administrator);
  return { group, apiKey, setTime, invoke, fetch };
};
