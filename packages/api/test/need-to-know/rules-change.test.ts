import { REGULATIONS } from '@miji/core';
import type { RuleSet, Temporal } from '@miji/core';
import { refreshReaders, refreshStale } from '@miji/services';
import { itemDraft } from '@miji/testing';
import { beforeEach, expect, test } from 'vitest';
import { codeOf, openHouse, START } from '../support/house.ts';

const house = await openHouse();
const { group } = house;
const { own } = group;
const clerk = house.as(await group.hire(own, 'staff'));
const readerId = await group.hire(own, 'staff');
const reader = house.as(readerId);
const member = { kind: 'person', personId: readerId } as const;
const department = { kind: 'department', departmentId: own.departmentId } as const;

/** Every other item names him; the rest his department, which he knows them by as long as the rules let departments be named. */
const numbers: string[] = [];
for (let index = 0; index < 24; index += 1) {
  await house.setTime(START.add({ seconds: index }));
  const range = [{ member: index % 2 === 0 ? member : department, reason: '承办' }];
  const { number } = await clerk.items.register({ ...itemDraft('confidential', own.people.department_head), range });
  numbers.unshift(number);
}
const named = numbers.filter((_, index) => index % 2 === 1);

const CHANGE = START.add({ hours: 24 });
const narrowed = (version: number): RuleSet => ({
  ...REGULATIONS,
  version,
  ranges: REGULATIONS.ranges.map((rule) => (rule.level === 'confidential' ? { ...rule, members: ['person'] } : rule)),
});
const publish = async (rules: RuleSet, from: Temporal.Instant): Promise<void> => {
  await house.superuser.query('insert into miji.rule_set (version, document, effective_from) values ($1, $2, $3)', [
    rules.version,
    JSON.stringify(rules),
    from.toString(),
  ]);
  house.platform.rules.refresh();
};
await publish(narrowed(2), CHANGE);
await publish({ ...REGULATIONS, version: 3 }, CHANGE.add({ hours: 24 }));

const list = async (limit: number) => {
  const pages: string[][] = [];
  let cursor: string | undefined;
  do {
    const page = await reader.items.list({ limit, ...(cursor !== undefined && { cursor }) });
    pages.push(page.entries.map(({ number }) => number));
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
  return pages;
};
const pagesOf = (all: readonly string[], size: number) =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, page) => all.slice(page * size, (page + 1) * size));

beforeEach(() => house.setTime(CHANGE));

test('until other rules take effect, the old ones decide', async () => {
  await house.setTime(CHANGE.subtract({ milliseconds: 1 }));
  expect(await list(10)).toEqual(pagesOf(numbers, 10));
  expect(await refreshReaders(house.platform, own.id, CHANGE.subtract({ milliseconds: 1 }))).toBe(0);
});

test.each([1, 3, 5, 12, 100])(
  'from the first millisecond of narrower rules no list says more than they do, and each page of %i is full',
  async (size) => {
    const pages = await list(size);
    expect(pages.flat()).toEqual(named);
    expect(pages.filter((page) => page.length > 0)).toEqual(pagesOf(named, size));
    expect(await codeOf(reader.items.read({ number: numbers[0] ?? '' }))).toBe('NOT_FOUND');
  },
);

test('the readers of a company are brought to the rules once, by whoever comes first', async () => {
  expect(await refreshStale(house.platform, own.id)).toBe(numbers.length);
  expect(await refreshStale(house.platform, own.id)).toBe(0);
  expect(await list(5)).toEqual(pagesOf(named, 5));
  const { rows } = await house.superuser.query(
    `select count(*)::int as left from miji.item_reader where principal = $1`,
    [`department:${own.departmentId}`],
  );
  expect(rows).toEqual([{ left: 0 }]);
});

test('where rules widen, lists and texts follow once the readers are brought to them', async () => {
  const wide = CHANGE.add({ hours: 24 });
  await house.setTime(wide);
  expect((await list(100)).flat()).toEqual(named);
  expect(await refreshReaders(house.platform, own.id, wide)).toBe(numbers.length);
  expect(await list(10)).toEqual(pagesOf(numbers, 10));
  expect(await reader.items.read({ number: numbers[0] ?? '' })).toMatchObject({ number: numbers[0] });
});
