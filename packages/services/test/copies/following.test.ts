import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { Temporal } from '@miji/core';
import {
  confirmTidings,
  declassifyDue,
  excludeReader,
  fileChange,
  getCustodyDesk,
  handOut,
  liftHold,
  listTidings,
  nameReader,
  placeHold,
  rollReaders,
  useGrant as spendGrant,
} from '../../src/index.ts';
import { decisionDesk } from '../approvals/support/decision-desk.ts';
import { codeOf, openHouse, START } from '../support/house.ts';
import { copyOffice, TEN_PAGES } from './support/copy-office.ts';
import { discrepanciesOf } from './support/reconciled.ts';

const house = await openHouse();
const { own, sister, headquarters } = house.group;
const { general_manager: manager, security_officer: officer, department_head: head, custodian } = own.people;
const holder = await house.group.hire(own, 'staff', '何持有');
const colleague = await house.group.hire(own, 'staff', '陆同事');
const keeper = await house.group.hire(own, 'staff', '库管甲');
const other = await house.group.hire(own, 'staff', '库管丙');
const guest = await house.group.hire(sister, 'staff', '客来');
const office = copyOffice(house);
const { approve } = decisionDesk(house);

let store: string;
beforeAll(async () => {
  store = await office.store([keeper]);
});

const change = async (item: string, what: Parameters<typeof fileChange>[1]['change']) => {
  const { number } = await fileChange(await house.as(holder), {
    item,
    change: what,
    reason: '情况变化',
    idempotencyKey: randomUUID(),
  });
  await approve(number, manager);
};
const tidingsOf = async (by: string, item?: string) =>
  (
    await listTidings(await house.as(by), {
      limit: 100,
      unconfirmedOnly: false,
      ...(item === undefined ? {} : { item }),
    })
  ).entries;

/** A copy in somebody’s hands, a copy of that copy with another, and one in the store. */
const family = async () => {
  const item = await house.register('secret', [holder, colleague, guest], { content: TEN_PAGES });
  const first = await office.have(item, holder);
  const child = (await office.issue(item, holder, first)).id;
  await office.confirm((await office.openOf(child, holder)).id, holder);
  const passed = await office.announce(child, holder, 'pass_on', { to: { personId: colleague } });
  await office.confirm(passed.id, colleague);
  const stored = await office.have(item, holder);
  const moved = await office.announce(stored, holder, 'pass_on', { to: { storeId: store } });
  await office.confirm(moved.id, keeper);
  return { item, first, child, stored };
};

describe('a copy of a copy is a copy like any other (GS-24)', () => {
  test('has its parent in the register, and takes a grant like the first one (GS-23)', async () => {
    const { first, child } = await family();
    expect(await office.get(child, officer)).toMatchObject({ parent: first });
    expect((await office.get(first, officer)).children).toEqual([child]);
  });

  test('is made from nothing but what one holds oneself', async () => {
    const { item, child, stored } = await family();
    expect(await codeOf(office.issue(item, holder, child))).toBe('COPY_NOT_WITH_YOU');
    expect(await codeOf(office.issue(item, holder, stored))).toBe('COPY_NOT_WITH_YOU');
    const other = await house.register('secret', [holder], { content: TEN_PAGES });
    const strange = await office.have(other, holder);
    expect(await codeOf(office.issue(item, holder, strange))).toBe('COPY_NOT_WITH_YOU');
    expect(await codeOf(office.issue(item, holder, `${item}-099`))).toBe('COPY_NOT_WITH_YOU');
  });

  test('has no more in it than that', async () => {
    const item = await house.register('secret', [holder], { content: TEN_PAGES });
    const grant = await house.grant(item, holder, manager, { operation: 'excerpt', lines: [1, 1] });
    const { copy } = await spendGrant(await house.as(holder), { grant, idempotencyKey: randomUUID() });
    await office.confirm((await office.openOf(copy.id, holder)).id, holder, 1);
    const whole = (await office.issue(item, holder, copy.id)).id;
    const { rows } = await house.superuser.query<{ spans: unknown }>(
      `select spans from miji.copy where item_number || '-' || lpad(number::text, 3, '0') = $1`,
      [whole],
    );
    expect(rows[0]?.spans).toEqual([{ unit: 'lines', from: 1, to: 1 }]);
  });
});

describe('what becomes of an item becomes of every copy, in the same transaction (GS-24)', () => {
  test('another level: new mark beside the old one, and who has to be told', async () => {
    const { item, first, child, stored } = await family();
    const before = await office.get(first, holder);
    await change(item, { kind: 'regrade', toLevel: 'confidential' });
    for (const id of [first, child, stored]) {
      const after = await office.get(id, officer);
      expect(after).toMatchObject({ level: 'confidential' });
      expect(after.mark).not.toBe(before.mark);
      expect(after.earlierMarks).toEqual([{ mark: before.mark, until: START.toString({ fractionalSecondDigits: 3 }) }]);
    }
    const told = await tidingsOf(officer, item);
    const byPerson = Object.fromEntries(told.map(({ person, copies }) => [person.id, copies]));
    expect(byPerson).toEqual({ [holder]: [first], [colleague]: [child], [keeper]: [stored] });
    expect(
      told.every(
        ({ kind, earlierMark, confirmedAt }) =>
          kind === 'regraded' && earlierMark === before.mark && confirmedAt === null,
      ),
    ).toBe(true);
  });

  test('whoever has to count what is on its way to him is told too', async () => {
    const { item, first, stored } = await family();
    await office.announce(first, holder, 'pass_on', { to: { personId: colleague } });
    await office.announce(stored, keeper, 'pass_on', { to: { storeId: await office.store([other]) } });
    await placeHold(await house.as(officer), { item, reason: '涉诉取证' });
    const byPerson = Object.fromEntries((await tidingsOf(officer, item)).map((one) => [one.person.id, one.copies]));
    expect(byPerson[colleague]).toContain(first);
    expect(byPerson[other]).toEqual([stored]);
  });

  test('whoever keeps the store that it is lent from is told as well: it comes back to him (CF-29)', async () => {
    const item = await house.register('secret', [holder, colleague], { content: TEN_PAGES, regimes: ['archive'] });
    const copy = await office.have(item, holder);
    await office.confirm((await office.announce(copy, holder, 'pass_on', { to: { storeId: store } })).id, keeper);
    const grant = await house.grant(item, colleague, head, { operation: 'loan' });
    const handing = { grant, copy, storeId: store, pages: 10, idempotencyKey: randomUUID() };
    const { movement } = await handOut(await house.as(keeper), handing);
    await office.confirm(movement.id, colleague);
    await placeHold(await house.as(officer), { item, reason: '涉诉取证' });
    const told = (await tidingsOf(officer, item)).map(({ person, copies }) => [person.id, copies]);
    expect(Object.fromEntries(told)).toEqual({ [colleague]: [copy], [keeper]: [copy] });
  });

  test('what rises above what its store takes is to be collected from there (CF-29)', async () => {
    const shelf = await office.store([keeper], 'confidential');
    const item = await house.register('confidential', [holder], { content: TEN_PAGES });
    const copy = await office.have(item, holder);
    await office.confirm((await office.announce(copy, holder, 'pass_on', { to: { storeId: shelf } })).id, keeper);
    const collected = async () =>
      (await getCustodyDesk(await house.as(keeper), {})).toCollect.filter((one) => one.copy.id === copy);
    expect(await collected()).toEqual([]);
    await change(item, { kind: 'regrade', toLevel: 'secret' });
    expect(await collected()).toMatchObject([{ why: 'store_level' }]);
  });

  test('a longer period, a hold and its end, and a range that has changed', async () => {
    const { item, first } = await family();
    await change(item, { kind: 'extend', period: { kind: 'term', term: 'P15Y' } });
    await placeHold(await house.as(officer), { item, reason: '涉诉取证' });
    await liftHold(await house.as(headquarters.people.security_officer), { item, reason: '取证完毕' });
    await excludeReader(await house.as(head), { number: item, personId: guest, reason: '回避' });
    const member = { kind: 'person', personId: keeper } as const;
    await nameReader(await house.as(head), { number: item, member, reason: '保管' });
    const kinds = (await tidingsOf(colleague, item))
      .filter(({ person }) => person.id === holder)
      .map(({ kind }) => kind);
    expect(kinds.toSorted()).toEqual(['extended', 'held', 'range_changed', 'range_changed', 'released']);
    expect((await office.get(first, holder)).mark).toContain('15年');
  });

  test('a name that is over by itself: who has a copy is told, once, and it is to be collected from him', async () => {
    const item = await house.register('secret', [holder], { content: TEN_PAGES });
    const to = START.add({ hours: 1 }).toString();
    const member = { kind: 'person', personId: colleague } as const;
    await nameReader(await house.as(head), { number: item, member, reason: '会签', to });
    const copy = await office.have(item, holder);
    await office.confirm(
      (await office.announce(copy, holder, 'pass_on', { to: { personId: colleague } })).id,
      colleague,
    );
    await house.setTime(Temporal.Instant.from(to));
    await rollReaders(house.platform, own.id);
    await rollReaders(house.platform, own.id);
    const told = (await tidingsOf(officer, item)).filter(({ copies }) => copies.includes(copy));
    const collected = (await getCustodyDesk(await house.as(custodian), {})).toCollect;
    await house.setTime(START);
    expect(told.map(({ kind, person }) => [kind, person.id])).toEqual([['range_changed', colleague]]);
    expect(collected.filter((one) => one.copy.id === copy)).toMatchObject([{ why: 'range_lost' }]);
  });

  test('its release, by decision and by itself: the old mark is crossed out, and a copy that is gone for good stays as it was', async () => {
    const released = await family();
    await change(released.item, { kind: 'declassify' });
    expect(await office.get(released.child, officer)).toMatchObject({ mark: '解密', level: 'declassified' });
    const due = await family();
    const gone = await office.have(due.item, holder);
    await house.superuser.query(
      `update miji.copy set state = 'destroyed' where item_number || '-' || lpad(number::text, 3, '0') = $1`,
      [gone],
    );
    await house.setTime(Temporal.Instant.from('2099-01-01T00:00:00+08:00'));
    await declassifyDue(house.platform, own.id);
    await house.setTime(START);
    const { rows } = await house.superuser.query<{ mark: string; state: string; earlier: number }>(
      `select mark, state, jsonb_array_length(earlier_marks) as earlier from miji.copy where item_number = $1 order by number`,
      [due.item],
    );
    const [kept] = rows;
    expect(rows.map(({ state, mark }) => [state, mark === '解密'])).toEqual([
      ['held', true],
      ['held', true],
      ['held', true],
      ['destroyed', false],
    ]);
    expect(kept?.earlier).toBe(1);
    expect(await declassifyDue(house.platform, own.id)).toBe(0);
  });

  test('and nothing of it where the change does not come about', async () => {
    const { item, first } = await family();
    const before = await office.get(first, holder);
    await house.superuser.query(
      `create function miji.refuse_tidings() returns trigger language plpgsql as $$ begin raise 'no' using errcode = 'P0001'; end $$`,
    );
    await house.superuser.query(
      'create trigger refuse_tidings before insert on miji.tidings for each row execute function miji.refuse_tidings()',
    );
    await expect(change(item, { kind: 'regrade', toLevel: 'confidential' })).rejects.toThrow('no');
    await house.superuser.query('drop trigger refuse_tidings on miji.tidings');
    expect(await office.get(first, holder)).toMatchObject({ level: 'secret', mark: before.mark, earlierMarks: [] });
  });
});

describe('whoever is told says himself that he knows (GS-24)', () => {
  test('nobody says it for him, and saying it twice is saying it once', async () => {
    const { item } = await family();
    await change(item, { kind: 'regrade', toLevel: 'confidential' });
    const mine = (await tidingsOf(colleague)).find((one) => one.item === item);
    const confirm = async (by: string) => confirmTidings(await house.as(by), { id: mine?.id ?? '' });
    for (const by of [holder, manager, officer, guest]) expect(await codeOf(confirm(by))).toBe('NOT_FOUND');
    const said = await confirm(colleague);
    expect(said.confirmedAt).not.toBeNull();
    expect(await confirm(colleague)).toEqual(said);
    const { rows } = await house.superuser.query(
      `select from miji.audit_event where action = 'tidings.confirmed' and actor_id = $1`,
      [colleague],
    );
    expect(rows).toHaveLength(1);
    const open = (await tidingsOf(officer, item)).filter(({ confirmedAt }) => confirmedAt === null);
    expect(open.map(({ person }) => person.id).toSorted()).toEqual([holder, keeper].toSorted());
  });

  test('a guest sees what he himself is told, and nothing of the others', async () => {
    const { item } = await family();
    const his = await office.have(item, holder);
    const sent = await office.announce(his, holder, 'send', { to: { personId: guest }, means: '专人' });
    await office.confirm(sent.id, guest);
    await placeHold(await house.as(officer), { item, reason: '涉诉取证' });
    expect((await tidingsOf(guest, item)).map(({ person, copies }) => [person.id, copies])).toEqual([[guest, [his]]]);
    const stranger = await house.group.hire(own, 'staff');
    expect(await codeOf(tidingsOf(stranger, item))).toBe('NOT_FOUND');
  });
});

test('after all of it the registers agree with each other, but for the copy that was destroyed behind their back', async () => {
  expect((await discrepanciesOf(house)).map(({ kind }) => kind)).toEqual(['state']);
});
