import { setTimeout as sleep } from 'node:timers/promises';
import { Refusal } from '@miji/contract';
import { businessDay } from '@miji/core';
import { beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { getItem, readItem, registerItem } from '../../src/index.ts';
import { anEvent, events, poisoned, written } from './support/events.ts';
import type { TraceHouse } from './support/trace-house.ts';
import { openTraceHouse } from './support/trace-house.ts';

const SECRET_TEXT = '收购价上限为每股十七元四角';

let house: TraceHouse;
let bank: string;
let number: string;

beforeAll(async () => {
  house = await openTraceHouse();
  bank = house.companies.HYYH;
  const ctx = await house.as('reader');
  const registered = await registerItem(ctx, {
    title: '收购底价',
    catalogueCode: 'GS-08.3',
    level: 'confidential',
    basis: '董事会会议纪要',
    period: { kind: 'term', term: 'P5Y' },
    issuedOn: businessDay(ctx.at).toString(),
    responsibleManagerId: house.people.bankManager,
    range: [{ member: { kind: 'person', personId: house.people.reader }, reason: '经办' }],
    content: { format: 'plain', text: SECRET_TEXT },
    idempotencyKey: 'trace-writer-item',
  });
  ({ number } = registered);
});

beforeEach(() => {
  house.appender.batches.length = 0;
  house.failures.length = 0;
});

/** What a promise was rejected with. */
const rejection = async (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    (value) => expect.fail(`nothing was refused: ${JSON.stringify(value)}`),
    (error: unknown) => error,
  );

/** Nobody may write the trace until the test is over, or gives the right back. */
const forbidTracing = async (): Promise<() => Promise<void>> => {
  await house.superuser.query('revoke insert on miji.audit_event from miji_trace');
  const allow = async () => void (await house.superuser.query('grant insert on miji.audit_event to miji_trace'));
  onTestFinished(allow);
  return allow;
};

describe('the group writer', () => {
  test('what arrives while a batch is on its way leaves together: 300 records in two commits', async () => {
    const first = anEvent(bank);
    const others = events(bank, 299);
    const all = [house.platform.trace.record(first)];
    await sleep(0);
    all.push(...others.map((event) => house.platform.trace.record(event)));
    await Promise.all(all);
    expect(house.appender.batches).toEqual([1, 299]);
    expect((await written(house, [first, ...others])).size).toBe(300);
  });

  test('more than one statement takes at ease is divided, and nothing is lost', async () => {
    const many = events(bank, 1_203);
    await Promise.all(many.map((event) => house.platform.trace.record(event)));
    expect(house.appender.batches).toEqual([500, 500, 203]);
    expect((await written(house, many)).size).toBe(1_203);
  });

  test('every caller waits until his own event is in the database', async () => {
    const many = events(bank, 40);
    await Promise.all(
      many.map(async (event) => {
        await house.platform.trace.record(event);
        expect(await written(house, [event])).toEqual(new Set([event.id]));
      }),
    );
  });

  test('while the commit is held up, nobody is told that he was recorded', async () => {
    const blocker = await house.superuser.connect();
    await blocker.query('begin');
    await blocker.query('lock table miji.audit_event in access exclusive mode');
    const settled: string[] = [];
    const many = events(bank, 5);
    const recording = Promise.all(
      many.map((event) => house.platform.trace.record(event).then(() => settled.push(event.id))),
    );
    await sleep(200);
    const early = [...settled];
    await blocker.query('commit');
    blocker.release();
    await recording;
    expect(early).toEqual([]);
    expect(settled.toSorted()).toEqual(many.map(({ id }) => id).toSorted());
  });

  test('a record of several events is answered after the last of them', async () => {
    const several = events(bank, 7);
    await house.platform.trace.record(...several);
    expect((await written(house, several)).size).toBe(7);
  });

  test('an event that cannot be written is refused, and its neighbours are not', async () => {
    const good = events(bank, 9);
    const bad = poisoned();
    const outcomes = await Promise.allSettled(
      [...good.slice(0, 4), bad, ...good.slice(4)].map((event) => house.platform.trace.record(event)),
    );
    expect(outcomes.map(({ status }) => status)).toEqual([
      ...Array(4).fill('fulfilled'),
      'rejected',
      ...Array(5).fill('fulfilled'),
    ]);
    expect(outcomes[4]).toMatchObject({ reason: { code: 'AUDIT_UNAVAILABLE' } });
    expect(await written(house, [...good, bad])).toEqual(new Set(good.map(({ id }) => id)));
    expect(house.failures).toHaveLength(1);
  });

  test('an event whose place in the queue was lost is not half written', async () => {
    const half = anEvent(bank);
    await house.superuser.query('revoke insert on miji.audit_pending from miji_trace');
    onTestFinished(async () => void (await house.superuser.query('grant insert on miji.audit_pending to miji_trace')));
    expect(await rejection(house.platform.trace.record(half))).toMatchObject({ code: 'AUDIT_UNAVAILABLE' });
    expect((await written(house, [half])).size).toBe(0);
  });

  test('drain waits for everything that was recorded before it, and for nothing where there is nothing', async () => {
    await house.platform.trace.drain();
    const many = events(bank, 60);
    const recording = many.map((event) => house.platform.trace.record(event));
    await house.platform.trace.drain();
    expect((await written(house, many)).size).toBe(60);
    await Promise.all(recording);
  });

  test('drain ends although nothing can be written', async () => {
    await forbidTracing();
    const refused = Promise.allSettled(events(bank, 3).map((event) => house.platform.trace.record(event)));
    await house.platform.trace.drain();
    expect((await refused).map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
  });

  test('after a failure it goes on as before', async () => {
    const allow = await forbidTracing();
    expect(await rejection(house.platform.trace.record(anEvent(bank)))).toBeInstanceOf(Refusal);
    await allow();
    const next = anEvent(bank);
    await house.platform.trace.record(next);
    expect((await written(house, [next])).size).toBe(1);
  });
});

describe('SI-03: where no trace can be written, nothing is handed out', () => {
  test('a read answers AUDIT_UNAVAILABLE, without a word of the content', async () => {
    const reader = await house.as('reader');
    expect(await readItem(reader, { number })).toMatchObject({ text: SECRET_TEXT });
    const allow = await forbidTracing();
    const refusal = await rejection(readItem(reader, { number }));
    expect(refusal).toMatchObject({ code: 'AUDIT_UNAVAILABLE' });
    expect(JSON.stringify(refusal)).not.toContain(SECRET_TEXT);
    await allow();
    expect(await readItem(reader, { number })).toMatchObject({ text: SECRET_TEXT });
  });

  test('a look at the item, and a refusal, are not given untraced either', async () => {
    await forbidTracing();
    expect(await rejection(getItem(await house.as('reader'), { number }))).toMatchObject({ code: 'AUDIT_UNAVAILABLE' });
    expect(await rejection(readItem(await house.as('outsider'), { number }))).toMatchObject({
      code: 'AUDIT_UNAVAILABLE',
    });
  });

  test('a read is in the trace when its text arrives', async () => {
    const reader = await house.as('reader');
    const count = async () =>
      (
        await house.superuser.query(
          `select 1 from miji.audit_event where action = 'item.read' and outcome = 'done' and item_number = $1`,
          [number],
        )
      ).rows.length;
    const before = await count();
    await readItem(reader, { number });
    expect(await count()).toBe(before + 1);
  });
});
