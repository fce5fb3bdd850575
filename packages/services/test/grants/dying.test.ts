import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import {
  excludeReader,
  fileChange,
  getItem,
  liftHold,
  listGrants,
  listHolds,
  nameReader,
  placeHold,
  readmitReader,
  revokeReader,
  rollReaders,
  useGrant as issueCopy,
} from '../../src/index.ts';
import { codeOf, openHouse, START, tally } from '../support/house.ts';
import { decisionDesk } from '../approvals/support/decision-desk.ts';

const house = await openHouse();
const { own, headquarters, sister } = house.group;
const { general_manager: manager, department_head: head, security_officer: officer } = own.people;
const overseer = headquarters.people.security_officer;
const reader = await house.group.hire(own, 'staff');
const colleague = await house.group.hire(own, 'staff');
const { approve, decide, toldOf, see } = decisionDesk(house);

let item: string;
beforeEach(async () => {
  await house.setTime(START);
  item = await house.register('secret', [reader, colleague]);
});

const grantFor = (personId: string, copies = 2) => house.grant(item, personId, manager, { copies });
const spend = async (grant: string, personId = reader) =>
  issueCopy(await house.as(personId), { grant, idempotencyKey: randomUUID() });
const shown = async (grant: string, personId = reader) =>
  (await listGrants(await house.as(personId), { box: 'mine', limit: 100 })).entries.find(
    ({ number }) => number === grant,
  );
const requestOf = (grant: string) => grant.replace(/-G\d*$/, '');
const eventsOf = async (grant: string) =>
  (
    await house.superuser.query<{ action: string; code: string | null }>(
      `select action, code from miji.audit_event where subject_id = $1 and action like 'grant.%' order by position`,
      [grant],
    )
  ).rows;
const hold = async (by = officer, number = item) => placeHold(await house.as(by), { item: number, reason: '涉诉取证' });
const lift = async (by = overseer, number = item) => liftHold(await house.as(by), { item: number, reason: '取证完毕' });

/** What became of a grant: as it is shown, traced and told, and what its use is refused with. */
const fateOf = async (grant: string, personId = reader) => {
  const [seen, events, told] = [
    await shown(grant, personId),
    await eventsOf(grant),
    await toldOf(requestOf(grant), 'grant_voided'),
  ];
  return { state: seen?.state, code: seen?.voidCode, events, told, refusal: await codeOf(spend(grant, personId)) };
};
const died = (code: string, refusal: string = code, personId = reader) => ({
  state: 'void',
  code,
  events: [{ action: 'grant.voided', code }],
  told: [personId],
  refusal,
});

describe('a grant dies in the transaction of what it dies of, and never comes to life again (GS-23)', () => {
  test('of another level, down as well as up, and back again', async () => {
    const grant = await grantFor(reader);
    const regrade = async (toLevel: 'confidential' | 'secret') => {
      const change = { kind: 'regrade', toLevel } as const;
      const filed = await fileChange(await house.as(reader), {
        item,
        change,
        reason: '情况变化',
        idempotencyKey: randomUUID(),
      });
      await approve(filed.number, manager);
    };
    await regrade('confidential');
    expect(await fateOf(grant)).toEqual(died('GRANT_VOID_LEVEL_CHANGED'));
    await regrade('secret');
    expect(await fateOf(grant)).toEqual(died('GRANT_VOID_LEVEL_CHANGED'));
  });

  test('but not of a longer period, which changes neither level nor range', async () => {
    const grant = await grantFor(reader);
    const change = { kind: 'extend', period: { kind: 'term', term: 'P3Y' } } as const;
    const filed = await fileChange(await house.as(reader), {
      item,
      change,
      reason: '尚未公开',
      idempotencyKey: randomUUID(),
    });
    await approve(filed.number, manager);
    expect((await spend(grant)).grant).toMatchObject({ state: 'live', used: 1 });
  });

  test('of its holder being shut out; letting him in again gives nothing back', async () => {
    const [his, other] = [await grantFor(reader), await grantFor(colleague)];
    await excludeReader(await house.as(head), { number: item, personId: reader, reason: '回避' });
    expect(await fateOf(his)).toEqual(died('GRANT_VOID_RANGE_LOST', 'NOT_FOUND'));
    await readmitReader(await house.as(officer), { number: item, personId: reader, reason: '回避结束' });
    expect(await codeOf(spend(his))).toBe('GRANT_VOID_RANGE_LOST');
    expect((await spend(other, colleague)).grant.state).toBe('live');
  });

  test('of his name being taken out of the range; naming him anew gives nothing back', async () => {
    const [his, other] = [await grantFor(reader), await grantFor(colleague)];
    const { range } = await getItem(await house.as(head), { number: item });
    const entry = range.find(({ member }) => member.kind === 'person' && member.personId === reader);
    await revokeReader(await house.as(head), { number: item, entryId: entry?.id ?? '', reason: '调离项目' });
    expect(await fateOf(his)).toEqual(died('GRANT_VOID_RANGE_LOST', 'NOT_FOUND'));
    await nameReader(await house.as(head), {
      number: item,
      member: { kind: 'person', personId: reader },
      reason: '再次参与',
    });
    expect(await codeOf(spend(his))).toBe('GRANT_VOID_RANGE_LOST');
    expect((await spend(other, colleague)).grant.state).toBe('live');
  });

  test('of the department being taken out that he knew it by; whoever is named besides keeps his', async () => {
    item = await house.register('confidential', [colleague], {
      range: [
        { member: { kind: 'person', personId: colleague }, reason: '承办' },
        { member: { kind: 'department', departmentId: own.departmentId }, reason: '全部承办' },
      ],
    });
    const [his, other] = [await grantFor(reader), await grantFor(colleague)];
    const { range } = await getItem(await house.as(head), { number: item });
    const entry = range.find(({ member }) => member.kind === 'department');
    await revokeReader(await house.as(head), { number: item, entryId: entry?.id ?? '', reason: '范围过大' });
    expect(await fateOf(his)).toEqual(died('GRANT_VOID_RANGE_LOST', 'NOT_FOUND'));
    expect((await spend(other, colleague)).grant.state).toBe('live');
  });

  test('of the end of the time for which he was named, once that is written down; naming him anew gives nothing back', async () => {
    const guest = await house.group.hire(own, 'staff');
    const to = START.add({ hours: 1 }).toString({ smallestUnit: 'millisecond' });
    const named = { number: item, member: { kind: 'person', personId: guest }, reason: '参与' } as const;
    await nameReader(await house.as(head), { ...named, to });
    const [his, other] = [await grantFor(guest), await grantFor(colleague)];
    await house.setTime(START.add({ hours: 1 }));
    expect(await codeOf(spend(his, guest))).toBe('NOT_FOUND');
    await rollReaders(house.platform, own.id);
    expect(await fateOf(his, guest)).toEqual(died('GRANT_VOID_RANGE_LOST', 'NOT_FOUND', guest));
    await nameReader(await house.as(head), named);
    expect(await codeOf(spend(his, guest))).toBe('GRANT_VOID_RANGE_LOST');
    expect((await spend(other, colleague)).grant.state).toBe('live');
  });

  test('of a hold; lifting it gives nothing back', async () => {
    const grant = await grantFor(reader);
    expect(await hold()).toMatchObject({ reason: '涉诉取证', placedBy: { id: officer }, grantsVoided: 1 });
    expect(await fateOf(grant)).toEqual(died('GRANT_VOID_HOLD', 'ON_HOLD'));
    await lift();
    expect(await codeOf(spend(grant))).toBe('GRANT_VOID_HOLD');
  });

  test('what is used up or over does not die: it says what became of it', async () => {
    const [spent, late] = [await grantFor(reader, 1), await grantFor(reader, 1)];
    await spend(spent);
    await house.superuser.query('update miji.access_grant set expires_at = $1 where number = $2', [
      START.toString(),
      late,
    ]);
    expect(await hold()).toMatchObject({ grantsVoided: 0 });
    expect(await shown(spent)).toMatchObject({ state: 'used', voidCode: null });
    expect(await shown(late)).toMatchObject({ state: 'expired', voidCode: null });
  });

  test('of a use and a hold at once, either the copy is there or it is refused: none comes after the hold', async () => {
    const grant = await grantFor(reader, 20);
    const uses = Array.from({ length: 6 }, () => spend(grant));
    const ways = await tally([...uses.slice(0, 3), hold(), ...uses.slice(3)]);
    const made = (ways['done'] ?? 0) - 1;
    expect(made).toBeGreaterThanOrEqual(0);
    const { copies } = await getItem(await house.as(reader), { number: item });
    expect(copies).toHaveLength(made);
    expect(await codeOf(spend(grant))).toBe('ON_HOLD');
  });
});

describe('a held item (冻结)', () => {
  test('is taken out by nobody and ends by nobody; it is still read, and it says that it is held', async () => {
    const pending = await house.file(item, reader);
    await hold();
    const seen = await getItem(await house.as(reader), { number: item });
    expect(seen.hold).toMatchObject({ reason: '涉诉取证', placedBy: { id: officer }, grantsVoided: 0 });
    expect(seen.can.find(({ act }) => act === 'copy')).toMatchObject({ outcome: 'denied', code: 'ON_HOLD' });
    expect(await codeOf(house.file(item, reader))).toBe('ON_HOLD');
    const early = { item, change: { kind: 'declassify' }, reason: '已公开', idempotencyKey: randomUUID() } as const;
    expect(await codeOf(fileChange(await house.as(reader), early))).toBe('ON_HOLD');
    // Nor is anything agreed to that was asked for before.
    expect(await codeOf(approve(pending, manager))).toBe('ON_HOLD');
    expect(await see(pending, reader)).toMatchObject({ state: 'pending', steps: [] });
    await lift();
    expect(await approve(pending, manager)).toMatchObject({ state: 'approved' });
    expect((await getItem(await house.as(reader), { number: item })).hold).toBeNull();
  });

  test('a request about it may be refused all the same', async () => {
    const pending = await house.file(item, reader);
    await hold();
    const decided = await decide(manager, { number: pending, decision: 'refuse', reason: '已冻结' });
    expect(decided).toMatchObject({ state: 'refused' });
  });

  test('early declassification that everybody has agreed to but one does not slip through', async () => {
    const change = { kind: 'declassify' } as const;
    const filed = await fileChange(await house.as(reader), {
      item,
      change,
      reason: '已公开',
      idempotencyKey: randomUUID(),
    });
    await hold();
    expect(await codeOf(approve(filed.number, manager))).toBe('ON_HOLD');
    expect(await getItem(await house.as(reader), { number: item })).toMatchObject({ level: 'secret' });
  });

  test('its period ends all the same: what is over is over (GS-14)', async () => {
    const short = await house.register('secret', [reader], { period: { kind: 'until', day: '2026-11-03' } });
    await hold(officer, short);
    await house.setTime(START.add({ hours: 48 }));
    expect(await getItem(await house.as(reader), { number: short })).toMatchObject({ level: 'declassified' });
  });

  test('is placed and lifted by the security officers of its owner and of the head office alone', async () => {
    for (const other of [reader, head]) expect(await codeOf(hold(other))).toBe('NOT_ENTITLED');
    for (const stranger of [manager, house.clerk, sister.people.security_officer, sister.people.general_manager]) {
      expect(await codeOf(hold(stranger))).toBe('NOT_FOUND');
      expect(await codeOf(lift(stranger))).toBe('NOT_FOUND');
    }
    expect(await codeOf(hold(officer, 'HYYH-2026-999999'))).toBe('NOT_FOUND');
    await hold(overseer);
    expect(await codeOf(hold(officer))).toBe('NO_CHANGE');
    expect(await codeOf(lift(reader))).toBe('NOT_ENTITLED');
  });

  test('is not lifted by whoever has placed it (SEPARATION_OF_DUTIES), nor twice', async () => {
    await hold(officer);
    expect(await codeOf(lift(officer))).toBe('SEPARATION_OF_DUTIES');
    await lift(overseer);
    expect(await codeOf(lift(overseer))).toBe('NO_CHANGE');
    await hold(overseer);
    expect(await codeOf(lift(overseer))).toBe('SEPARATION_OF_DUTIES');
    await lift(officer);
  });

  test('of two who hold it at once one does', async () => {
    expect(await tally([hold(officer), hold(overseer)])).toEqual({ done: 1, NO_CHANGE: 1 });
  });

  test('the security office finds what is held by number alone, and everybody else is turned away', async () => {
    await hold(officer);
    const list = async (by: string, changes: { readonly company?: string; readonly inForce?: boolean } = {}) =>
      (await listHolds(await house.as(by), { inForce: true, limit: 100, ...changes })).entries;
    const found = (entries: Awaited<ReturnType<typeof list>>) => entries.find((entry) => entry.item === item);
    expect(found(await list(officer))).toEqual({
      item,
      reason: '涉诉取证',
      placedAt: START.toString({ smallestUnit: 'millisecond' }),
      placedBy: expect.objectContaining({ id: officer }),
      liftedAt: null,
      liftedBy: null,
      liftReason: null,
      mayLift: false,
    });
    expect(found(await list(overseer, { company: own.code }))).toMatchObject({ mayLift: true });
    for (const other of [reader, head, manager, headquarters.people.general_manager]) {
      expect(await codeOf(list(other, { company: own.code }))).toBe('NOT_ENTITLED');
    }
    expect(await codeOf(list(officer, { company: headquarters.code }))).toBe('NOT_ENTITLED');
    await lift(overseer);
    expect(found(await list(officer))).toBeUndefined();
    expect(found(await list(officer, { inForce: false }))).toMatchObject({ liftReason: '取证完毕', mayLift: false });
  });

  test('a guest of another company learns that it is held, and not why', async () => {
    const guest = await house.group.hire(sister, 'staff');
    const shared = await house.register('secret', [guest]);
    await hold(officer, shared);
    expect((await getItem(await house.as(guest), { number: shared })).hold).toMatchObject({
      reason: null,
      grantsVoided: null,
    });
  });
});
