import { Temporal } from '@miji/core';
import { describe, expect, test } from 'vitest';
import { checkAccess, declassifyDue, getItem, listItems, readItem } from '../src/index.ts';
import { codeOf, openHouse } from './support/house.ts';

const house = await openHouse();
const { own, sister, headquarters } = house.group;
const reader = await house.group.hire(own, 'staff');
const colleague = await house.group.hire(own, 'staff');

/** 24:00 of the last secret day, in Shanghai. */
const END = Temporal.Instant.from('2026-11-12T16:00:00Z');
const LAST_SECRET = END.subtract({ milliseconds: 1 });
const period = { kind: 'until', day: '2026-11-12' } as const;
const item = await house.register('secret', [reader], { period, title: '到期的一件' });
const others = [
  await house.register('confidential', [reader], { period }),
  await house.register('top_secret', [reader], { period }),
];
const indefinite = await house.register('secret', [reader], { period: { kind: 'indefinite' } });

const listed = async (who: string) => {
  const { entries } = await listItems(await house.as(who), { company: own.code, sort: 'newest', limit: 50 });
  return entries.map(({ number }) => number);
};
const check = async (who: string, operation: 'view' | 'copy' = 'view') =>
  checkAccess(await house.as(who), { item, operation });
const events = async () => {
  const { rows } = await house.superuser.query<{ item_number: string; effective: string }>(
    `select item_number, to_char(effective_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as effective
       from miji.audit_event where action = 'item.declassified' order by item_number`,
  );
  return rows;
};

describe('an item is secret until 24:00 of its last day, and no longer (GS-14), with no job run', () => {
  test('in the last millisecond everything is as before', async () => {
    await house.setTime(LAST_SECRET);
    expect(await check(reader)).toMatchObject({ code: 'ALLOWED_NAMED' });
    expect(await check(reader, 'copy')).toMatchObject({ outcome: 'needs_approval' });
    expect(await getItem(await house.as(reader), { number: item })).toMatchObject({
      level: 'secret',
      declassifiesAt: END.toString({ fractionalSecondDigits: 3 }),
    });
    expect(await codeOf(check(colleague))).toBe('NOT_FOUND');
    expect(await codeOf(readItem(await house.as(colleague), { number: item }))).toBe('NOT_FOUND');
    expect(await listed(colleague)).toEqual([]);
  });

  test('in the next one every employee of the owner reads and copies it without asking', async () => {
    await house.setTime(END);
    for (const who of [reader, colleague, own.people.auditor]) {
      expect(await check(who)).toMatchObject({ outcome: 'allowed', code: 'ALLOWED_DECLASSIFIED' });
      expect(await check(who, 'copy')).toMatchObject({ outcome: 'allowed', code: 'ALLOWED_DECLASSIFIED' });
      expect(await readItem(await house.as(who), { number: item })).toMatchObject({
        level: 'declassified',
        text: '第一行\n第二行\n第三行',
      });
    }
    expect((await listed(colleague)).toSorted()).toEqual([item, ...others].toSorted());
    expect((await listed(reader)).toSorted()).toEqual([item, ...others, indefinite].toSorted());
    expect(await events()).toEqual([]);
  });

  test('to a sister company it never comes', async () => {
    for (const at of [LAST_SECRET, END, END.add({ hours: 24 * 365 })]) {
      await house.setTime(at);
      for (const who of [sister.people.general_manager, sister.people.staff]) {
        expect(await codeOf(check(who))).toBe('NOT_FOUND');
        expect(await codeOf(readItem(await house.as(who), { number: item }))).toBe('NOT_FOUND');
        expect(await listed(who)).toEqual([]);
      }
    }
  });

  test('the head office’s own people are no employees of the owner either', async () => {
    await house.setTime(END);
    expect(await codeOf(check(headquarters.people.staff))).toBe('NOT_FOUND');
    expect(await check(headquarters.people.general_manager)).toMatchObject({ code: 'ALLOWED_DECLASSIFIED' });
  });
});

test('what has come to pass is written down once, as of the boundary, by two at once and by whoever comes later', async () => {
  await house.setTime(LAST_SECRET);
  expect(await declassifyDue(house.platform, own.id)).toBe(0);
  await house.setTime(END.add({ hours: 5 }));
  const written = await Promise.all([1, 2, 3, 4].map(() => declassifyDue(house.platform, own.id)));
  expect(written.reduce((sum, count) => sum + count, 0)).toBe(3);
  expect(await declassifyDue(house.platform, own.id)).toBe(0);
  expect(await declassifyDue(house.platform, sister.id)).toBe(0);
  const boundary = END.toString({ fractionalSecondDigits: 3 });
  expect(await events()).toEqual(
    [item, ...others].toSorted().map((number) => ({ item_number: number, effective: boundary })),
  );
  expect(
    (await getItem(await house.as(reader), { number: item })).history.filter(
      ({ action }) => action === 'item.declassified',
    ),
  ).toMatchObject([{ effectiveAt: boundary, actor: '系统', article: 'GS-14' }]);
});
