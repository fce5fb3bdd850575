import { randomUUID } from 'node:crypto';
import type { Temporal } from '@miji/core';
import { describe, expect, test } from 'vitest';
import { decideRequest, fileChange, getRequest, resubmitRequest, tendRequests } from '../../src/index.ts';
import { codeOf, openHouse, START } from '../support/house.ts';
import { anotherServer, storedOf, tendTwice, toldOf, tracedBySystem } from '../support/tending.ts';

const house = await openHouse();
const { group } = house;
const { own, headquarters } = group;
const manager = own.people.general_manager;
const executive = headquarters.people.general_manager;
const deputy = headquarters.people.deputy_general_manager;
const reader = await group.hire(own, 'staff');
const item = await house.register('secret', [reader, manager]);

const NAMES = { reader, manager, executive, deputy };
const told = (number: string) => toldOf(house, number, NAMES);
const actions = async (number: string) => (await tracedBySystem(house, number)).map(({ action }) => action);

/** A story of its own weeks after the one before; a request may wait seven days. */
let stories = 0;
const begin = async (): Promise<{
  readonly number: string;
  readonly at: (parts: number) => Promise<Temporal.Instant>;
}> => {
  const start = START.add({ hours: 24 * 30 * stories });
  stories += 1;
  await house.setTime(start);
  const number = await house.file(item, reader);
  const at = async (parts: number): Promise<Temporal.Instant> => {
    const now = start.add({ milliseconds: Math.floor(7 * 24 * 3_600_000 * parts) });
    await house.setTime(now);
    return now;
  };
  return { number, at };
};
const approve = async (number: string, by: string) =>
  decideRequest(await house.as(by), { number, decision: 'approve' });

describe('silence is no (K-09), with two servers at once', () => {
  test('half, four fifths, nine tenths and the end are each told once, to those whom they concern', async () => {
    const { number, at } = await begin();
    const soFar = ['to_decide manager'];
    const round = async (parts: number, more: readonly string[]): Promise<void> => {
      await at(parts);
      await tendTwice(house);
      await tendTwice(house);
      // After a restart: nothing is remembered but what stands in the database.
      expect(await tendRequests(anotherServer(house), own.id)).toBe(0);
      soFar.push(...more);
      expect(await told(number)).toEqual(soFar);
    };
    await round(0, []);
    await round(0.499_999, []);
    await round(0.5, ['reminder manager']);
    await round(0.799_999, []);
    await round(0.8, ['last_reminder manager']);
    await round(0.899_999, []);
    await round(0.9, ['escalated deputy', 'escalated executive'].toSorted(byPerson));
    await round(0.999_999, []);
    await round(1, ['expired reader']);
    await round(1.5, []);
    expect(await actions(number)).toEqual([
      'request.reminded',
      'request.reminded',
      'request.escalated',
      'request.expired',
    ]);
    expect(await storedOf(house, number)).toMatchObject({ state: 'expired' });
  });

  const byPerson = (one: string, other: string): number => {
    const id = (line: string) => (line.endsWith('deputy') ? deputy : executive);
    return id(one) < id(other) ? -1 : 1;
  };

  test('of several times that were passed over only the latest is told: each person hears one thing', async () => {
    const late = await begin();
    await late.at(0.85);
    await tendTwice(house);
    expect(await told(late.number)).toEqual(['to_decide manager', 'last_reminder manager']);
    expect(await actions(late.number)).toEqual(['request.reminded']);

    const later = await begin();
    await later.at(0.95);
    await tendTwice(house);
    const [first, ...others] = await told(later.number);
    expect(first).toBe('to_decide manager');
    expect(others.toSorted()).toEqual(['escalated deputy', 'escalated executive', 'last_reminder manager']);

    const over = await begin();
    await over.at(3);
    await tendTwice(house);
    expect(await told(over.number)).toEqual(['to_decide manager', 'expired reader']);
    expect(await actions(over.number)).toEqual(['request.expired']);
  });

  test('before nine tenths the head office may not decide, from then on it may, and no job is needed for it', async () => {
    const { number, at } = await begin();
    await at(0.899_999);
    expect(await codeOf(approve(number, executive))).toBe('NOT_FOUND');
    await at(0.9);
    expect(await storedOf(house, number)).toMatchObject({ stage: 'fresh', routed_to: [manager] });
    const { steps, ...seen } = await getRequest(await house.as(executive), { number });
    expect(seen).toMatchObject({ stage: 'escalated', mayNotDecide: null });
    expect(steps).toEqual([]);
    expect(await approve(number, executive)).toMatchObject({ state: 'approved', decidedBy: { id: executive } });
    expect(await getRequest(await house.as(reader), { number })).toMatchObject({ steps: [{ escalated: true }] });

    const other = await begin();
    await other.at(0.9);
    expect(await approve(other.number, manager)).toMatchObject({ state: 'approved' });
  });

  test('nor is a job needed for the end: nobody decides after it', async () => {
    const { number, at } = await begin();
    await at(1);
    for (const person of [manager, executive]) expect(await codeOf(approve(number, person))).toBe('REQUEST_EXPIRED');
    expect(await storedOf(house, number)).toMatchObject({ state: 'pending' });
  });

  test('what is decided in time is left alone', async () => {
    const { number, at } = await begin();
    await at(0.6);
    await approve(number, manager);
    const before = await told(number);
    for (const parts of [0.85, 0.95, 2]) {
      await at(parts);
      await tendTwice(house);
    }
    expect(await told(number)).toEqual(before);
    expect(await actions(number)).toEqual([]);
  });
});

describe('a request that was asked back', () => {
  test('waits for the requester: it is he who is reminded, and where he does not answer it expires', async () => {
    const { number, at } = await begin();
    await at(0.5);
    await decideRequest(await house.as(manager), { number, decision: 'ask_back', question: '带去哪里？' });
    await tendTwice(house);
    expect(await told(number)).toEqual(['to_decide manager', 'asked_back reader']);
    // Seven days for the answer, from the question on.
    await at(1);
    await tendTwice(house);
    expect(await told(number)).toEqual(['to_decide manager', 'asked_back reader', 'asked_back reader']);
    await at(1.31);
    await tendTwice(house);
    await at(1.45);
    await tendTwice(house);
    expect(await told(number)).toEqual([
      'to_decide manager',
      'asked_back reader',
      'asked_back reader',
      'asked_back reader',
    ]);
    expect(await codeOf(approve(number, executive))).toBe('NOT_FOUND');
    await at(1.5);
    await tendTwice(house);
    expect(await told(number)).toContain('expired reader');
    expect(await storedOf(house, number)).toMatchObject({ state: 'expired' });
    expect(await actions(number)).toEqual(['request.reminded', 'request.reminded', 'request.expired']);
  });

  test('begins anew with the answer: half of its new time is told again', async () => {
    const { number, at } = await begin();
    await at(0.85);
    await tendTwice(house);
    await decideRequest(await house.as(manager), { number, decision: 'ask_back', question: '为什么？' });
    await resubmitRequest(await house.as(reader), { number, round: 1, answer: '会议需要' });
    await tendTwice(house);
    await at(0.85 + 0.5);
    await tendTwice(house);
    expect((await told(number)).toSorted()).toEqual([
      'answered manager',
      'asked_back reader',
      'last_reminder manager',
      'reminder manager',
      'to_decide manager',
    ]);
    await at(0.85 + 0.8);
    await tendTwice(house);
    expect((await told(number)).filter((line) => line === 'last_reminder manager')).toHaveLength(2);
  });
});

describe('a request whose item is no longer what it was about', () => {
  test('is void once the level has changed, whoever it waits for, and whoever asked is told', async () => {
    await house.setTime(START.add({ hours: 24 * 30 * stories }));
    stories += 1;
    const other = await house.register('secret', [reader]);
    const [waiting, returned] = [await house.file(other, reader), await house.file(other, reader)];
    await decideRequest(await house.as(manager), { number: returned, decision: 'ask_back', question: '为什么？' });
    const regrading = await fileChange(await house.as(reader), {
      item: other,
      change: { kind: 'regrade', toLevel: 'confidential' },
      reason: '情况变化',
      idempotencyKey: randomUUID(),
    });
    await approve(regrading.number, manager);
    await tendTwice(house);
    for (const number of [waiting, returned]) {
      expect(await storedOf(house, number)).toMatchObject({ state: 'void' });
      expect((await told(number)).filter((line) => line.startsWith('overtaken'))).toEqual(['overtaken reader']);
      expect(await actions(number)).toEqual(['request.overtaken']);
      expect(await codeOf(approve(number, manager))).toBe('REQUEST_VOID');
    }
    const again = resubmitRequest(await house.as(reader), { number: returned, round: 1, answer: '会议需要' });
    expect(await codeOf(again)).toBe('REQUEST_VOID');
  });

  test('is void once its item is no longer secret, and whoever asked is told', async () => {
    const start = START.add({ hours: 24 * 30 * stories });
    stories += 1;
    await house.setTime(start);
    const day = start.add({ hours: 48 }).toZonedDateTimeISO('Asia/Shanghai').toPlainDate().toString();
    const short = await house.register('secret', [reader], { period: { kind: 'until', day } });
    const number = await house.file(short, reader);
    await tendTwice(house);
    expect(await storedOf(house, number)).toMatchObject({ state: 'pending' });
    await house.setTime(start.add({ hours: 24 * 4 }));
    await tendTwice(house);
    await tendTwice(house);
    expect(await storedOf(house, number)).toMatchObject({ state: 'void' });
    expect(await told(number)).toEqual(['to_decide manager', 'overtaken reader']);
    expect(await actions(number)).toEqual(['request.overtaken']);
    expect(await codeOf(approve(number, manager))).toBe('REQUEST_VOID');
  });
});
