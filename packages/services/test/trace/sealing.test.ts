import { Temporal } from '@miji/core';
import { appendEvents } from '@miji/db';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { sealAll, sealPending } from '../../src/index.ts';
import { anEvent, events } from './support/events.ts';
import { chainOf, exportToday, verify } from './support/sealed.ts';
import type { TraceHouse } from './support/trace-house.ts';
import { freshCompany, openTraceHouse } from './support/trace-house.ts';

let house: TraceHouse;
let company: string;
let code: string;

beforeAll(async () => {
  house = await openTraceHouse();
});

/** Every test has a chain of its own. */
beforeEach(async () => {
  ({ id: company, code } = await freshCompany(house));
});

const systemScope = () => ({ companyId: company, personId: null, principals: [], at: Temporal.Now.instant() });
const oneTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);

/** Every event stands in the chain exactly once, numbers and segments have no gap, and the whole verifies. */
const expectWhole = async (count: number): Promise<void> => {
  const { entries, segments, events: recorded, pending } = await chainOf(house, company);
  expect(recorded).toHaveLength(count);
  expect(pending).toBe(0);
  expect(entries.map(({ number }) => number)).toEqual(oneTo(count));
  expect(entries.map(({ event_id }) => event_id).toSorted()).toEqual(recorded.toSorted());
  expect(segments.map(({ number }) => number)).toEqual(oneTo(segments.length));
  expect(
    segments.flatMap(({ first_entry, last_entry }) =>
      oneTo(last_entry - first_entry + 1).map((n) => n + first_entry - 1),
    ),
  ).toEqual(oneTo(count));
  expect(verify(await exportToday(house, 'headOfficeAuditor', code))).toMatchObject({
    ok: true,
    companyId: company,
    entries: count + 1,
  });
};

describe('CD-24: the chain of a company', () => {
  test('has no gaps, over any number of segments, and does not depend on the next company’s', async () => {
    const other = house.companies.HYBX;
    let count = 1;
    for (const size of [1, 7, 30, 2]) {
      await Promise.all([
        house.platform.trace.record(...events(company, size)),
        house.platform.trace.record(...events(other, 5)),
      ]);
      await sealAll(house.platform, company);
      await sealAll(house.platform, other);
      count += size;
    }
    const { segments } = await chainOf(house, company);
    expect(segments).toHaveLength(4);
    await expectWhole(count);
  });

  test('is not begun for nothing: where nothing waits, no segment is made', async () => {
    await sealAll(house.platform, company);
    const before = await chainOf(house, company);
    expect(await sealPending(house.platform, company)).toBe(0);
    expect(await chainOf(house, company)).toEqual(before);
  });

  test('takes more than one segment where more waits than one holds', async () => {
    await house.platform.trace.record(...events(company, 1_400));
    await sealAll(house.platform, company);
    const { segments } = await chainOf(house, company);
    expect(segments.map(({ first_entry, last_entry }) => last_entry - first_entry + 1)).toEqual([1_000, 401]);
    await expectWhole(1_401);
  });

  test('has one end: sealers that come at once take turns', async () => {
    for (let round = 0; round < 5; round += 1) {
      await house.platform.trace.record(...events(company, 20));
      const sealed = await Promise.all(oneTo(4).map(() => sealPending(house.platform, company)));
      expect(sealed.filter((count) => count > 0)).toHaveLength(1);
    }
    await expectWhole(101);
  });

  test('loses nothing and takes nothing twice while it is sealed under way', async () => {
    const { db, trace } = house.platform;
    const written = new AbortController();
    const sealer = async () => {
      while (!written.signal.aborted) await sealPending(house.platform, company);
    };
    const reads = oneTo(6).map(async () => {
      for (const event of events(company, 25)) await trace.record(event);
    });
    const acts = oneTo(4).map(async () => {
      for (const event of events(company, 25)) await db.transact(systemScope(), (tx) => appendEvents(tx, [event]));
    });
    const sealers = [sealer(), sealer()];
    await Promise.all([...reads, ...acts]);
    written.abort();
    await Promise.all(sealers);
    await sealAll(house.platform, company);
    expect((await chainOf(house, company)).segments.length).toBeGreaterThan(1);
    await expectWhole(251);
  });

  test('waits for nobody: an act that commits late is sealed late, and not forgotten', async () => {
    const late = anEvent(company);
    let commit = (): void => {};
    const held = new Promise<void>((resolve) => {
      commit = resolve;
    });
    let appended = (): void => {};
    const isAppended = new Promise<void>((resolve) => {
      appended = resolve;
    });
    const act = house.platform.db.transact(systemScope(), async (tx) => {
      await appendEvents(tx, [late]);
      appended();
      await held;
    });
    await isAppended;
    await house.platform.trace.record(...events(company, 3));
    await sealAll(house.platform, company);
    expect((await chainOf(house, company)).entries).toHaveLength(4);
    commit();
    await act;
    await sealAll(house.platform, company);
    expect((await chainOf(house, company)).entries.at(-1)).toMatchObject({ number: 5, event_id: late.id });
    await expectWhole(5);
  });

  test('is sealed whole or not at all: a sealer that fails leaves every event for the next', async () => {
    await house.platform.trace.record(...events(company, 4));
    await house.superuser.query('revoke insert on miji.audit_entry from miji_sealer');
    await expect(sealPending(house.platform, company)).rejects.toMatchObject({ code: '42501' });
    await house.superuser.query('grant insert on miji.audit_entry to miji_sealer');
    expect(await chainOf(house, company)).toMatchObject({ entries: [], segments: [], pending: 5 });
    await sealAll(house.platform, company);
    await expectWhole(5);
  });

  test('an act that is rolled back leaves no event', async () => {
    const broken = anEvent(company);
    const act = house.platform.db.transact(systemScope(), async (tx) => {
      await appendEvents(tx, [broken]);
      throw new Error('the act failed');
    });
    await expect(act).rejects.toThrow('the act failed');
    await sealAll(house.platform, company);
    await expectWhole(1);
  });
});
