import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { getItem, listCopies, listGrants, useGrant as issueCopy } from '../src/index.ts';
import { codeOf, openHouse, START, tally, times } from './support/house.ts';

const house = await openHouse();
const { own, headquarters } = house.group;
const manager = own.people.general_manager;
const reader = await house.group.hire(own, 'staff');

let item: string;
beforeEach(async () => {
  await house.setTime(START);
  item = await house.register('secret', [reader]);
});

const take = async (grant: string, idempotencyKey: string = randomUUID()) =>
  issueCopy(await house.as(reader), { grant, idempotencyKey });
const numbersOf = async () =>
  (await getItem(await house.as(reader), { number: item })).copies.map(({ number }) => number);
const printed = (count: number) => times(count, (index) => String(index + 1).padStart(3, '0'));

describe('a grant is used once per copy (GS-23)', () => {
  test('of twenty uses of a grant of two, two give copies 001 and 002, and eighteen are too late', async () => {
    const grant = await house.grant(item, reader, manager, { copies: 2 });
    const ctx = await house.as(reader);
    expect(await tally(times(20, () => issueCopy(ctx, { grant, idempotencyKey: randomUUID() })))).toEqual({
      done: 2,
      GRANT_USED: 18,
    });
    expect(await numbersOf()).toEqual(['001', '002']);
  });

  test('twenty uses under one key are one use', async () => {
    const grant = await house.grant(item, reader, manager, { copies: 3 });
    const ctx = await house.as(reader);
    const key = randomUUID();
    const used = await Promise.all(times(20, () => issueCopy(ctx, { grant, idempotencyKey: key })));
    expect(new Set(used.map(({ copy }) => copy.id)).size).toBe(1);
    expect(new Set(used.map((each) => each.grant.used))).toEqual(new Set([1]));
    expect(await numbersOf()).toEqual(['001']);
  });

  test('fifty uses of two grants at once leave numbers without a gap, and a register that adds up (GS-24)', {
    timeout: 30_000,
  }, async () => {
    const grants = [
      await house.grant(item, reader, manager, { copies: 20 }),
      await house.grant(item, reader, manager, { copies: 20 }),
    ];
    const ctx = await house.as(reader);
    const uses = times(50, (index) => issueCopy(ctx, { grant: grants[index % 2] ?? '', idempotencyKey: randomUUID() }));
    expect(await tally(uses)).toEqual({ done: 40, GRANT_USED: 10 });
    const { copies, copyCount } = await getItem(await house.as(reader), { number: item });
    expect(copies.map(({ number }) => number)).toEqual(printed(40));
    expect(copyCount).toEqual({
      issued: 40,
      in: { held: 40, lent: 0, carried_out: 0, in_transit: 0, returned: 0, destroyed: 0, lost: 0 },
      conserved: true,
    });
  });

  test('a register that does not add up says so', async () => {
    const grant = await house.grant(item, reader, manager, { copies: 2 });
    await take(grant);
    await house.superuser.query('update miji.item set copies_issued = 2 where number = $1', [item]);
    expect((await getItem(await house.as(reader), { number: item })).copyCount).toMatchObject({
      issued: 2,
      conserved: false,
    });
  });

  test('each copy carries the mark, its holder and the grant', async () => {
    const grant = await house.grant(item, reader, manager);
    const { copy, grant: left } = await take(grant);
    expect(copy).toMatchObject({
      id: `${item}-001`,
      kind: 'copy',
      level: 'secret',
      mark: '宏远银行商密·机密·2年',
      holder: { id: reader },
      state: 'held',
      grant,
    });
    expect(left).toMatchObject({ used: 1, copies: 1, state: 'used' });
    const { entries } = await listCopies(await house.as(own.people.custodian), { item, limit: 50 });
    expect(entries.map(({ id }) => id)).toEqual([copy.id]);
  });
});

describe('a grant ends', () => {
  test('it is good in its last millisecond and void in the next', async () => {
    const grant = await house.grant(item, reader, manager, { copies: 2 });
    const end = START.toZonedDateTimeISO('Asia/Shanghai').add({ days: 7 }).toInstant();
    const own = async () =>
      (await listGrants(await house.as(reader), { box: 'mine', limit: 50 })).entries.find(
        ({ number }) => number === grant,
      );
    await house.setTime(end.subtract({ milliseconds: 1 }));
    expect(await own()).toMatchObject({ state: 'live', expiresAt: end.toString({ fractionalSecondDigits: 3 }) });
    expect((await take(grant)).copy.number).toBe('001');
    await house.setTime(end);
    expect(await own()).toMatchObject({ state: 'expired' });
    expect(await codeOf(take(grant))).toBe('GRANT_EXPIRED');
    expect(await numbersOf()).toEqual(['001']);
  });

  test('with the level at which it was approved, and with the version', async () => {
    const grant = await house.grant(item, reader, manager);
    await house.superuser.query('update miji.item set level = 1 where number = $1', [item]);
    expect(await codeOf(take(grant))).toBe('GRANT_VOID_LEVEL_CHANGED');
    await house.superuser.query('update miji.item set level = 2, version = 2 where number = $1', [item]);
    expect(await codeOf(take(grant))).toBe('GRANT_VOID_VERSION_CHANGED');
  });

  test('with the range: whoever has lost it no longer learns that there is an item', async () => {
    const grant = await house.grant(item, reader, manager);
    await house.superuser.query('update miji.item_range set valid_to = $1 where member_person_id = $2', [
      START.toString(),
      reader,
    ]);
    expect(await codeOf(take(grant))).toBe('NOT_FOUND');
  });

  test('it is one person’s: to everybody else, his general manager and the head office too, it is not there', async () => {
    const grant = await house.grant(item, reader, manager);
    for (const other of [manager, own.people.department_head, headquarters.people.general_manager]) {
      const ctx = await house.as(other);
      expect(await codeOf(issueCopy(ctx, { grant, idempotencyKey: randomUUID() }))).toBe('NOT_FOUND');
    }
  });

  test('what is left of it after the item is declassified is no more than before', async () => {
    const short = await house.register('secret', [reader], { period: { kind: 'until', day: '2026-11-03' } });
    const grant = await house.grant(short, reader, manager, { copies: 1 });
    await house.setTime(START.add({ hours: 48 }));
    expect((await take(grant)).copy).toMatchObject({ level: 'declassified' });
    expect(await codeOf(take(grant))).toBe('GRANT_USED');
    await house.setTime(START.add({ hours: 24 * 8 }));
    expect(await codeOf(take(grant))).toBe('GRANT_EXPIRED');
  });
});
