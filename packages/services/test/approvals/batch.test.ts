import { describe, expect, test } from 'vitest';
import { decideManyRequests } from '../../src/index.ts';
import { codeOf, openHouse } from '../support/house.ts';
import { decisionDesk } from './support/decision-desk.ts';

const house = await openHouse();
const { own, sister, headquarters } = house.group;
const manager = own.people.general_manager;
const reader = await house.group.hire(own, 'staff');
const [item, lower] = [
  await house.register('secret', [reader, manager]),
  await house.register('confidential', [reader]),
];
const { see, approve, askBack, answer, grantsOf } = decisionDesk(house);
const many = async (numbers: readonly string[], by = manager, reason?: string) =>
  decideManyRequests(await house.as(by), {
    numbers: [...numbers],
    verdict: reason === undefined ? { decision: 'approve' } : { decision: 'refuse', reason, ground: 'not_needed' },
  });
const filed = (count: number) => Promise.all(Array.from({ length: count }, () => house.file(item, reader)));

describe('several alike at once', () => {
  test('each is decided for itself, with a decision and a grant of its own', async () => {
    const numbers = await filed(3);
    expect((await many(numbers)).outcomes).toEqual(
      numbers.map((number) => ({ number, state: 'approved', code: null })),
    );
    for (const number of numbers) {
      expect(await grantsOf(number)).toHaveLength(1);
      expect((await see(number, reader)).steps).toHaveLength(1);
    }
  });

  test('what one of them is refused with keeps no other from being decided', async () => {
    const [one = '', other = ''] = await filed(2);
    const own_ = await house.file(item, manager);
    await approve(one, manager);
    const { outcomes } = await many([one, own_, other, 'HYYH-SQ-2026-999999']);
    expect(outcomes).toEqual([
      { number: one, state: null, code: 'ALREADY_DECIDED' },
      { number: own_, state: null, code: 'SELF_APPROVAL' },
      { number: other, state: 'approved', code: null },
      { number: 'HYYH-SQ-2026-999999', state: null, code: 'NOT_FOUND' },
    ]);
    expect(await see(own_, manager)).toMatchObject({ state: 'pending' });
  });

  test('they are refused together with one reason, and the same one twice is one', async () => {
    const [one = '', other = ''] = await filed(2);
    const { outcomes } = await many([one, other, one], manager, '无必要');
    expect(outcomes.map(({ state }) => state)).toEqual(['refused', 'refused']);
    expect(await see(one, reader)).toMatchObject({ decisionReason: '无必要' });
  });

  test('two batches at once decide each of them once', async () => {
    const numbers = await filed(4);
    const both = await Promise.all([many(numbers), many(numbers.toReversed())]);
    const codes = both.flatMap(({ outcomes }) => outcomes.map(({ code }) => code ?? 'done'));
    expect(codes.filter((code) => code === 'done')).toHaveLength(4);
    expect(codes.filter((code) => code === 'ALREADY_DECIDED')).toHaveLength(4);
  });
});

test('what has been handed in again since it was looked at is not decided with the others', async () => {
  const [one = '', other = ''] = await filed(2);
  await askBack(one, manager);
  await answer(one, reader, {
    terms: { recipients: [{ personId: reader, copies: 9 }], spans: [], useBefore: null },
  });
  const { outcomes } = await decideManyRequests(await house.as(manager), {
    numbers: [one, other],
    rounds: { [one]: 1, [other]: 1 },
    verdict: { decision: 'approve' },
  });
  expect(outcomes).toEqual([
    { number: one, state: null, code: 'VERSION_CONFLICT' },
    { number: other, state: 'approved', code: null },
  ]);
  expect(await grantsOf(one)).toEqual([]);
});

describe('not alike (NOT_TOGETHER): none of them is decided', () => {
  test.each([
    ['of two levels', async () => [await house.file(item, reader), await house.file(lower, reader)], manager],
    [
      'of two kinds',
      async () => [
        await house.file(item, reader),
        await house.file(item, reader, { operation: 'excerpt', lines: [1, 1] }),
      ],
      manager,
    ],
  ])('%s', async (_, file, by) => {
    const numbers = await file();
    expect(await codeOf(many(numbers, by))).toBe('NOT_TOGETHER');
    for (const number of numbers) expect(await see(number, reader)).toMatchObject({ state: 'pending' });
  });

  test('of two owners', async () => {
    const theirs = await house.group.hire(sister, 'staff');
    const other = await house.register('secret', [theirs, reader]);
    await house.superuser.query('update miji.item set co_owner_ids = $1 where number = $2', [[sister.id], other]);
    await house.group.promote(sister, manager, 'general_manager');
    const mixed = [await house.file(item, reader), await house.file(other, reader)];
    // One owner each: what was made from another's item is decided by both, and is still its owner's.
    expect((await many(mixed)).outcomes.map(({ code }) => code)).toEqual([null, null]);
  });

  test('绝密 never, not even alone and not even with a proof: each is confirmed for itself', async () => {
    const top = await house.register('top_secret', [reader]);
    const numbers = [await house.file(top, reader), await house.file(top, reader)];
    const executive = headquarters.people.general_manager;
    for (const number of numbers) house.accounts.confirmBySecondFactor(executive, number);
    expect(await codeOf(many(numbers, executive))).toBe('NOT_TOGETHER');
    expect(await codeOf(many(numbers.slice(0, 1), executive))).toBe('NOT_TOGETHER');
    for (const number of numbers) expect(await see(number, reader)).toMatchObject({ state: 'pending' });
  });
});
