import { Temporal } from '@miji/core';
import { itemDraft, personsNamed } from '@miji/testing';
import { expect, test } from 'vitest';
import { codeOf, openHouse, START } from '../support/house.ts';

const house = await openHouse();
const { group } = house;
const { own, sister, headquarters } = group;
const clerk = house.as(await group.hire(own, 'staff'));
const reader = await group.hire(own, 'staff');
const generalManager = headquarters.people.general_manager;
const deputy = headquarters.people.deputy_general_manager;

const register = async (level: 'confidential' | 'secret' | 'top_secret'): Promise<string> => {
  const range = level === 'top_secret' ? [] : personsNamed(reader);
  return (await clerk.items.register({ ...itemDraft(level, own.people.department_head), range })).number;
};
const secret = await register('secret');
const topSecret = await register('top_secret');
const read = async (at: Temporal.Instant, personId: string, number: string): Promise<void> => {
  await house.setTime(at);
  const { items } = house.as(personId);
  await (number === topSecret ? items.openReading({ number }) : items.read({ number }));
};
/** The last millisecond of November in Shanghai, which is not that of November in London. */
const MONTH_END = Temporal.Instant.from('2026-12-01T00:00:00+08:00');
await read(START.add({ hours: 1 }), generalManager, secret);
await read(START.add({ hours: 2 }), generalManager, secret);
await read(START.add({ hours: 3 }), deputy, topSecret);
await read(START.add({ hours: 4 }), reader, secret);
await house
  .as(generalManager)
  .items.name({ number: topSecret, member: { kind: 'person', personId: generalManager }, reason: '自行指定' });
await read(START.add({ hours: 5 }), generalManager, topSecret);
await read(MONTH_END.subtract({ milliseconds: 1 }), deputy, secret);
await read(MONTH_END, deputy, secret);

const report = (personId: string, asked: { month?: string; limit?: number; cursor?: string; company?: string } = {}) =>
  house.as(personId).reports.headquartersReads({ company: own.code, month: '2026-11', limit: 50, ...asked });

test('the month has every read of an executive, also of what he named himself for, and of nobody else (GS-16)', async () => {
  const { entries, next, total, people, month } = await report(own.people.security_officer);
  expect(entries.map(({ person, item, level, act, at }) => [person.id, item, level, act, at])).toEqual([
    [deputy, secret, 'secret', 'read', '2026-11-30T15:59:59.999Z'],
    [generalManager, topSecret, 'top_secret', 'read', '2026-11-02T07:00:00.000Z'],
    [deputy, topSecret, 'top_secret', 'read', '2026-11-02T05:00:00.000Z'],
    [generalManager, secret, 'secret', 'read', '2026-11-02T04:00:00.000Z'],
    [generalManager, secret, 'secret', 'read', '2026-11-02T03:00:00.000Z'],
  ]);
  expect({ next, month, total }).toEqual({ next: null, month: '2026-11', total: { reads: 5, items: 2 } });
  expect(people).toEqual([
    { person: expect.objectContaining({ id: generalManager }), reads: 3, items: 2, last: '2026-11-02T07:00:00.000Z' },
    { person: expect.objectContaining({ id: deputy }), reads: 2, items: 2, last: '2026-11-30T15:59:59.999Z' },
  ]);
  expect(JSON.stringify({ entries, people })).not.toContain('经营安排');
});

test('a month ends with its last millisecond in Shanghai', async () => {
  const december = await report(own.people.auditor, { month: '2026-12' });
  expect(december.entries.map(({ at }) => at)).toEqual(['2026-11-30T16:00:00.000Z']);
  expect((await report(own.people.auditor, { month: '2026-10' })).total).toEqual({ reads: 0, items: 0 });
});

test('it comes in pages, the sums with each of them', async () => {
  const first = await report(own.people.auditor, { limit: 2 });
  expect(first.entries).toHaveLength(2);
  const second = await report(own.people.auditor, { limit: 3, ...(first.next !== null && { cursor: first.next }) });
  expect([...first.entries, ...second.entries]).toEqual((await report(own.people.auditor)).entries);
  expect([second.next, second.total.reads]).toEqual([null, 5]);
});

test('it is for the security officers and auditors of the owner and of the head office, and for nobody else', async () => {
  for (const place of [own, headquarters]) {
    for (const post of ['security_officer', 'auditor'] as const)
      expect((await report(place.people[post])).total.reads).toBe(5);
  }
  const others = [
    own.people.general_manager,
    own.people.system_administrator,
    sister.people.security_officer,
    generalManager,
    reader,
  ];
  for (const personId of others) expect(await codeOf(report(personId))).toBe('NOT_ENTITLED');
});

test('asking for it is itself traced, done or refused', async () => {
  const { entries } = await house
    .as(own.people.auditor)
    .trace.list({ company: own.code, action: 'headquarters_reads.reported', limit: 50 });
  expect(entries.map(({ outcome }) => outcome)).toEqual(expect.arrayContaining(['done', 'refused']));
  expect(entries[0]?.details).toMatchObject({ month: '2026-11' });
});
