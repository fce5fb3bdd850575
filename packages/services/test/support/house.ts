import { randomUUID } from 'node:crypto';
import type { RefusalCode, SecretLevel } from '@miji/core';
import { Temporal } from '@miji/core';
import type { RegisterItemInput } from '@miji/contract';
import { fileRequest as fileRequestContract, Refusal } from '@miji/contract';
import { createPool, DatabaseBell, EventAppender, ScopedDatabase } from '@miji/db';
import type { TestRole, Wish, WorldGroup } from '@miji/testing';
import { createTestDatabase, foundGroup, itemDraft, personsNamed, scratchFolder, wishFor } from '@miji/testing';
import { afterAll } from 'vitest';
import type { z } from 'zod';
import type { CallContext, Platform } from '../../src/index.ts';
import {
  appoint,
  beginCall,
  CompanyDirectory,
  confirmItem,
  decideRequest,
  enactRegulations,
  fileRequest,
  foundCompany,
  localBlobs,
  localKeyProvider,
  manualClock,
  nameReader,
  newKey,
  nothingGoesOut,
  registerItem,
  registerPerson,
  RuleBook,
  SealingKey,
  TraceWriter,
  Vault,
} from '../../src/index.ts';
import type { RecordingAccounts } from './accounts.ts';
import { recordingAccounts } from './accounts.ts';

/** When the stories begin. */
export const START = Temporal.Instant.from('2026-11-02T10:00:00+08:00');

type Pool = ReturnType<typeof createPool>;
/** What is asked for: said shortly, or as the wire has it. */
type Filing = Wish & Partial<z.input<typeof fileRequestContract.input>>;

/** A group on a database of its own, and everything that the verbs need. */
export interface House {
  readonly platform: Platform;
  readonly accounts: RecordingAccounts;
  readonly group: WorldGroup;
  /** for setting up, and for looking behind the verbs */
  readonly superuser: Pool;
  readonly rootKey: Buffer;
  /** an employee of the owner who drafts, and who stands in no range by that */
  readonly clerk: string;
  setTime(at: Temporal.Instant): Promise<void>;
  /** a call of a person, now */
  as(personId: string): Promise<CallContext>;
  /** an item of the owner that these people may know, confirmed by whoever is the authority */
  register(level: SecretLevel, readers: readonly string[], changes?: Partial<RegisterItemInput>): Promise<string>;
  /** the same, as its drafter left it */
  propose(level: SecretLevel, readers: readonly string[], changes?: Partial<RegisterItemInput>): Promise<string>;
  /** a request of a person for himself; gives its number */
  file(item: string, personId: string, changes?: Filing): Promise<string>;
  /** what a request leaves behind once it is approved */
  grant(item: string, personId: string, approverId: string, changes?: Filing): Promise<string>;
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
  const accounts = recordingAccounts();
  const trace = new TraceWriter(new EventAppender(poolOf('miji_trace', 2)));
  afterAll(() => trace.drain());
  const rootKey = newKey();
  const bell = new DatabaseBell(database.urlFor('miji_app'));
  afterAll(() => bell.close());
  const platform: Platform = {
    db,
    clock,
    trace,
    sealing: new ScopedDatabase(poolOf('miji_sealer', 2)),
    companies: new CompanyDirectory(db),
    rules: new RuleBook(db),
    vault: new Vault(localKeyProvider(rootKey)),
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
  const clerk = await group.hire(group.own, 'staff');

  const as = async (personId: string): Promise<CallContext> => {
    return beginCall(platform, { kind: 'person', personId }, null, await clock.now());
  };
  const file: House['file'] = async (item, personId, changes = {}) => {
    const { operation, copies, lines, for: recipient, ...said } = changes;
    const asked = {
      ...wishFor(item, personId, { operation, copies, lines, for: recipient }),
      purpose: '会议使用',
      necessity: '现场只许用纸质文本',
      idempotencyKey: randomUUID(),
    };
    return (await fileRequest(await as(personId), fileRequestContract.input.parse({ ...asked, ...said }))).number;
  };
  const propose: House['propose'] = async (level, readers, changes = {}) => {
    const named = personsNamed(...readers);
    const draft = {
      ...itemDraft(level, group.own.people.department_head),
      range: level === 'top_secret' ? [] : named,
    };
    const { number } = await registerItem(await as(clerk), { ...draft, ...changes });
    const executive = await as(group.headquarters.people.general_manager);
    if (level === 'top_secret') for (const entry of named) await nameReader(executive, { number, ...entry });
    return number;
  };
  return {
    platform,
    accounts,
    group,
    superuser: poolOf('superuser', 2),
    rootKey,
    clerk,
    setTime: (at) => clock.set(at),
    as,
    propose,
    register: async (level, readers, changes = {}) => {
      const number = await propose(level, readers, changes);
      const manager = changes.responsibleManagerId ?? group.own.people.department_head;
      const authority = level === 'top_secret' ? group.headquarters.people.general_manager : manager;
      await confirmItem(await as(authority), { number, version: 1 });
      return number;
    },
    file,
    grant: async (item, personId, approverId, changes = {}) => {
      const number = await file(item, personId, changes);
      accounts.confirmBySecondFactor(approverId, number);
      await decideRequest(await as(approverId), { number, decision: 'approve' });
      return `${number}-G`;
    },
  };
};

/** What a call was refused with. A call that goes through fails the test. */
export const refusalOf = async (call: Promise<unknown>): Promise<Refusal> => {
  try {
    await call;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error('the call was not refused');
};

export const codeOf = async (call: Promise<unknown>): Promise<RefusalCode> => (await refusalOf(call)).code;

/** How many calls of many went which way: `done`, or the code of their refusal. */
export const tally = async (calls: readonly Promise<unknown>[]): Promise<Readonly<Record<string, number>>> => {
  const ways = await Promise.all(
    calls.map((call) =>
      call.then(
        () => 'done',
        (error: unknown) => {
          if (error instanceof Refusal) return error.code;
          throw error;
        },
      ),
    ),
  );
  return Object.fromEntries([...Map.groupBy(ways, (way) => way)].map(([way, all]) => [way, all.length]));
};

/** The last refusal that stands in the trace for an act of a person. */
export const tracedCode = async (
  { superuser }: House,
  personId: string,
  action: string,
): Promise<string | undefined> => {
  const { rows } = await superuser.query<{ code: string }>(
    `select code from miji.audit_event where actor_id = $1 and action = $2 and outcome = 'refused' order by position desc limit 1`,
    [personId, action],
  );
  return rows[0]?.code;
};

/** Many at once. */
export const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));
