import { Temporal } from '@miji/core';
import type { RefusalCode } from '@miji/core';
import { Refusal } from '@miji/contract';
import { createPool, DatabaseBell, EventAppender, ScopedDatabase } from '@miji/db';
import type { CallContext, Caller as Calling, Platform, SignedIn } from '@miji/services';
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
import { TRPCError } from '@trpc/server';
import type { Pool } from 'pg';
import { afterAll } from 'vitest';
import { appRouter } from '../../src/app-router.ts';
import { createCallerFactory } from '../../src/trpc.ts';
import { accountsInMemory } from './accounts.ts';
import type { MemoryAccounts } from './accounts.ts';

/** When most stories begin; the items of a story are issued shortly before. */
export const START = Temporal.Instant.from('2026-11-02T10:00:00+08:00');

const createCaller = createCallerFactory(appRouter);
export type Caller = ReturnType<typeof createCaller>;
export type ActingPerson = Extract<Calling, { readonly kind: 'person' }>['person'];

/** A group on a database of its own, with everything that the verbs need, and the ways to ask them something. */
export interface House {
  readonly platform: Platform;
  readonly accounts: MemoryAccounts;
  readonly group: WorldGroup;
  /** for setting up, and for looking behind the verbs */
  readonly superuser: Pool;
  setTime(at: Temporal.Instant): Promise<void>;
  /** the procedures, for a person who is looked up at every call */
  as(personId: string): Caller;
  /** the procedures for whoever a sign-in would have found */
  asSignedIn(signedIn: SignedIn, onBehalfOf?: string): Caller;
  /** the procedures for somebody whom sign-in would have turned away already, so that the law itself is asked */
  asFormer(person: ActingPerson): Caller;
}

/** Opens a house at {@link START}; everything in it is gone after the tests of the file. */
export const openHouse = async (): Promise<House> => {
  const database = await createTestDatabase();
  afterAll(() => database.drop());
  const poolOf = (role: TestRole, max: number): Pool => {
    const pool = createPool({ url: database.urlFor(role), max, name: 'test' });
    afterAll(() => pool.end());
    return pool;
  };
  const db = new ScopedDatabase(poolOf('miji_app', 10));
  const clock = manualClock(db);
  const accounts = accountsInMemory();
  const trace = new TraceWriter(new EventAppender(poolOf('miji_trace', 2)));
  afterAll(() => trace.drain());
  const bell = new DatabaseBell(database.urlFor('miji_app'));
  afterAll(() => bell.close());
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
    accounts,
    outgoing: nothingGoesOut('http://miji.test'),
    bell,
  };
  const group = await foundGroup({ enactRegulations, foundCompany, registerPerson, appoint }, platform);
  await clock.set(START);

  const ask = (open: (at: Temporal.Instant) => Promise<CallContext>): Caller =>
    createCaller({ open: async () => open(await clock.now()), isStillOpen: async () => true });
  const asSignedIn = (signedIn: SignedIn, onBehalfOf: string | null = null) =>
    ask((at) => beginCall(platform, signedIn, onBehalfOf, at));
  return {
    platform,
    accounts,
    group,
    superuser: poolOf('superuser', 2),
    setTime: (at) => clock.set(at),
    as: (personId) => asSignedIn({ kind: 'person', personId }),
    asSignedIn,
    asFormer: (person) =>
      ask(async (at) => ({ platform, at, caller: { kind: 'person', person }, rules: await platform.rules.at(at) })),
  };
};

/** What a call was refused with. A call that goes through fails the test. */
export const refusalOf = async (call: Promise<unknown>): Promise<Refusal> => {
  try {
    await call;
  } catch (error) {
    if (error instanceof TRPCError && error.cause instanceof Refusal) return error.cause;
    throw error;
  }
  throw new Error('the call was not refused');
};

export const codeOf = async (call: Promise<unknown>): Promise<RefusalCode> => (await refusalOf(call)).code;

/** The code of a refusal, or null where the call went through. */
export const codeOrNull = async (call: Promise<unknown>): Promise<RefusalCode | null> => {
  try {
    await call;
    return null;
  } catch (error) {
    if (error instanceof TRPCError && error.cause instanceof Refusal) return error.cause.code;
    throw error;
  }
};
