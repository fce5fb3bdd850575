import { randomUUID } from 'node:crypto';
import type { RequestedChangeWire } from '@miji/contract';
import { Temporal } from '@miji/core';
import { describe, expect, test } from 'vitest';
import {
  declassifyDue,
  decideRequest,
  fileChange,
  getItem,
  getRequest,
  listItems,
  previewChange,
  readItem,
  releasePart,
  useGrant as spend,
} from '../../src/index.ts';
import { codeOf, openHouse, START, tally } from '../support/house.ts';

const house = await openHouse();
const { own, sister, headquarters } = house.group;
const { general_manager: manager, department_head: head } = own.people;
const reader = await house.group.hire(own, 'staff');
const colleague = await house.group.hire(own, 'staff');
const stranger = sister.people.staff;
const executive = headquarters.people.general_manager;

const FAR = { kind: 'until', day: '2030-12-31' } as const;
const NEAR = { kind: 'until', day: '2026-11-12' } as const;
const NEAR_END = Temporal.Instant.from('2026-11-12T16:00:00Z');

const ask = async (item: string, change: RequestedChangeWire, personId = reader) =>
  fileChange(await house.as(personId), { item, change, reason: '情况变化', idempotencyKey: randomUUID() });
const approve = async (number: string, personId: string) => {
  house.accounts.confirmBySecondFactor(personId, number);
  return decideRequest(await house.as(personId), { number, decision: 'approve' });
};
const changed = async (item: string, change: RequestedChangeWire, personId = manager) => {
  const { number } = await ask(item, change);
  await approve(number, personId);
  return number;
};
const item = async (number: string, personId = reader) => getItem(await house.as(personId), { number });
const reads = async (number: string, personId: string) => readItem(await house.as(personId), { number });
const listed = async (personId: string) => {
  const page = await listItems(await house.as(personId), { company: own.code, sort: 'newest', limit: 100 });
  return page.entries.map(({ number }) => number);
};
const department = { member: { kind: 'department', departmentId: own.departmentId }, reason: '全部承办' } as const;
const named = { member: { kind: 'person', personId: reader }, reason: '承办' } as const;

describe('regrading (GS-13)', () => {
  test('upward takes everything with it: range, lists, content, copies, grants, requests', async () => {
    const number = await house.register('confidential', [], { range: [named, department] });
    const grant = await house.grant(number, reader, manager, { copies: 2 });
    await spend(await house.as(reader), { grant, idempotencyKey: randomUUID() });
    const pending = await house.file(number, reader);
    expect(await listed(colleague)).toContain(number);

    const change = { kind: 'regrade', toLevel: 'secret' } as const;
    const preview = await previewChange(await house.as(reader), { item: number, change });
    expect(preview).toMatchObject({
      before: {
        level: 'confidential',
        range: [
          { kind: 'person', count: 1 },
          { kind: 'department', count: 1 },
        ],
      },
      after: { level: 'secret', range: [{ kind: 'person', count: 1 }] },
      lapsing: 1,
      article: 'GS-13',
    });
    const request = await ask(number, change);
    expect(await getRequest(await house.as(manager), { number: request.number })).toMatchObject({
      operation: 'regrade',
      change,
      effect: { before: { level: 'confidential' }, after: { level: 'secret' }, lapsing: 1 },
    });
    await approve(request.number, manager);

    const after = await item(number);
    expect(after).toMatchObject({ level: 'secret', markedLevel: 'secret' });
    expect(after.mark).toContain('机密');
    expect(after.copies).toMatchObject([{ level: 'secret', mark: after.mark }]);
    expect(after.changes).toMatchObject([
      { kind: 'regrade', before: { level: 'confidential' }, after: { level: 'secret' }, request: request.number },
    ]);
    expect(after.range.find(({ member }) => member.kind === 'department')?.to).not.toBeNull();
    expect(await listed(colleague)).not.toContain(number);
    expect(await codeOf(reads(number, colleague))).toBe('NOT_FOUND');
    expect((await reads(number, reader)).text).toContain('第一行');
    const use = async () => spend(await house.as(reader), { grant, idempotencyKey: randomUUID() });
    expect(await codeOf(use())).toBe('GRANT_VOID_LEVEL_CHANGED');
    expect(await getRequest(await house.as(reader), { number: pending })).toMatchObject({ state: 'void' });
  });

  test('is decided at the higher of the two levels: to and from 绝密 at the head office', async () => {
    const up = await house.register('secret', [reader]);
    const request = await ask(up, { kind: 'regrade', toLevel: 'top_secret' });
    expect(await codeOf(approve(request.number, manager))).toBe('NOT_FOUND');
    await approve(request.number, executive);
    expect(await item(up)).toMatchObject({ level: 'top_secret' });
    expect(await codeOf(item(up, head))).toBe('NOT_FOUND');

    const down = await ask(up, { kind: 'regrade', toLevel: 'confidential' });
    expect(await codeOf(approve(down.number, manager))).toBe('NOT_FOUND');
    await approve(down.number, executive);
    expect(await item(up, head)).toMatchObject({ level: 'confidential' });
  });

  test('changes something, of something confirmed, that one knows, and is nobody’s own to decide', async () => {
    const number = await house.register('secret', [reader]);
    const same = { kind: 'regrade', toLevel: 'secret' } as const;
    const lower = { kind: 'regrade', toLevel: 'confidential' } as const;
    expect(await codeOf(ask(number, same))).toBe('NO_CHANGE');
    expect(await codeOf(ask(number, lower, stranger))).toBe('NOT_FOUND');
    expect(await codeOf(ask(await house.propose('secret', [reader]), lower))).toBe('NOT_CONFIRMED');
    const own = await house.register('secret', [manager]);
    const request = await ask(own, lower, manager);
    expect(await codeOf(approve(request.number, manager))).toBe('SELF_APPROVAL');
    await approve(request.number, executive);
    expect(await item(own, head)).toMatchObject({ level: 'confidential' });
  });

  test('of two changes decided at the same moment one is carried out', async () => {
    const number = await house.register('secret', [reader]);
    const lower = await ask(number, { kind: 'regrade', toLevel: 'confidential' });
    const open = await ask(number, { kind: 'declassify' });
    const ways = await tally([approve(lower.number, manager), approve(open.number, manager)]);
    expect(ways['done']).toBe(1);
    expect((await item(number)).changes).toHaveLength(1);
    const { rows } = await house.superuser.query('select revision from miji.item where number = $1', [number]);
    expect(rows).toEqual([{ revision: 2 }]);
  });

  test('the same request filed twice is one', async () => {
    const number = await house.register('secret', [reader]);
    const input = {
      item: number,
      change: { kind: 'declassify' },
      reason: '已无必要',
      idempotencyKey: randomUUID(),
    } as const;
    const first = await fileChange(await house.as(reader), input);
    expect(await fileChange(await house.as(reader), input)).toEqual(first);
    expect(await codeOf(fileChange(await house.as(reader), { ...input, reason: '另有原因' }))).toBe('KEY_REUSED');
  });
});

describe('extension (GS-15)', () => {
  test('in time, it is secret beyond its old end, and its copies too', async () => {
    await house.setTime(START);
    const number = await house.register('secret', [reader], { period: NEAR });
    const grant = await house.grant(number, reader, manager);
    await spend(await house.as(reader), { grant, idempotencyKey: randomUUID() });
    expect(await codeOf(ask(number, { kind: 'extend', period: NEAR }))).toBe('NO_CHANGE');
    await changed(number, { kind: 'extend', period: FAR });
    await house.setTime(NEAR_END);
    const after = await item(number);
    expect(after).toMatchObject({ level: 'secret', lastSecretDay: '2030-12-31', period: FAR });
    expect(after.copies).toMatchObject([{ level: 'secret', mark: after.mark }]);
    expect(await codeOf(reads(number, colleague))).toBe('NOT_FOUND');
    await house.setTime(START);
  });

  test('silence is no: undecided, it declassifies by itself, and a late yes changes nothing', async () => {
    await house.setTime(NEAR_END.subtract({ hours: 48 }));
    const number = await house.register('secret', [reader], { period: NEAR });
    const request = await ask(number, { kind: 'extend', period: FAR });
    await house.setTime(NEAR_END.subtract({ milliseconds: 1 }));
    expect(await item(number)).toMatchObject({ level: 'secret' });
    await house.setTime(NEAR_END);
    expect(await item(number, colleague)).toMatchObject({ level: 'declassified' });
    expect(await codeOf(approve(request.number, manager))).toBe('ALREADY_DECLASSIFIED');
    expect(await codeOf(ask(number, { kind: 'extend', period: FAR }))).toBe('ALREADY_DECLASSIFIED');
    await house.setTime(START);
  });

  test('in its last millisecond it still helps', async () => {
    await house.setTime(NEAR_END.subtract({ hours: 48 }));
    const number = await house.register('secret', [reader], { period: NEAR });
    const request = await ask(number, { kind: 'extend', period: { kind: 'indefinite' } });
    await house.setTime(NEAR_END.subtract({ milliseconds: 1 }));
    await approve(request.number, manager);
    await house.setTime(NEAR_END);
    expect(await item(number)).toMatchObject({ level: 'secret', declassifiesAt: null });
    await house.setTime(START);
  });
});

describe('declassification before its time (GS-14)', () => {
  test('by decision it is open to the owner’s people from that instant, and written down once', async () => {
    await house.setTime(START);
    const number = await house.register('secret', [reader]);
    const grant = await house.grant(number, reader, manager);
    const { copy } = await spend(await house.as(reader), { grant, idempotencyKey: randomUUID() });
    expect(copy.level).toBe('secret');
    expect(await codeOf(reads(number, colleague))).toBe('NOT_FOUND');
    await changed(number, { kind: 'declassify' });
    expect((await reads(number, colleague)).level).toBe('declassified');
    expect((await item(number, colleague)).copies).toMatchObject([{ level: 'declassified' }]);
    expect(await codeOf(reads(number, stranger))).toBe('NOT_FOUND');
    await declassifyDue(house.platform, own.id);
    const { rows } = await house.superuser.query(
      `select action from miji.audit_event where item_number = $1 and action in ('item.released', 'item.declassified')`,
      [number],
    );
    expect(rows).toEqual([{ action: 'item.released' }]);
  });

  test('because its event has happened is for what waits for one', async () => {
    const event = { kind: 'declassify', event: '已在官网公布' } as const;
    const waiting = await house.register('secret', [reader], { period: { kind: 'event', event: '公布' } });
    expect(await codeOf(ask(await house.register('secret', [reader]), event))).toBe('VALIDATION');
    await changed(waiting, event);
    expect(await item(waiting, colleague)).toMatchObject({ level: 'declassified' });
  });
});

describe('declassification of a part', () => {
  const release = async (grant: string, personId = reader, idempotencyKey: string = randomUUID()) =>
    releasePart(await house.as(personId), { grant, title: '可公开部分', idempotencyKey });
  const granted = async (number: string, span = { fromLine: 2, toLine: 3 }) =>
    `${await changed(number, { kind: 'declassify_part', span })}-G`;

  test('makes those lines an item of their own, declassified at once and linked, once', async () => {
    const source = await house.register('secret', [reader]);
    const grant = await granted(source);
    const key = randomUUID();
    const made = await release(grant, reader, key);
    expect(await release(grant, reader, key)).toEqual(made);
    expect(await codeOf(release(grant))).toBe('GRANT_USED');
    expect(await reads(made.number, colleague)).toMatchObject({ level: 'declassified', text: '第二行\n第三行' });
    expect(await item(made.number)).toMatchObject({ origin: 'part', sources: [source], state: 'confirmed' });
    expect(await item(made.number, colleague)).toMatchObject({ sources: [] });
    expect(await item(source)).toMatchObject({ level: 'secret', changes: [{ kind: 'declassify_part' }] });
    expect(await codeOf(reads(source, colleague))).toBe('NOT_FOUND');
  });

  test('is for the person it was given to while he knows the item, and no copy follows from it', async () => {
    const source = await house.register('secret', [reader]);
    const grant = await granted(source);
    expect(await codeOf(release(grant, colleague))).toBe('NOT_FOUND');
    const copy = async () => spend(await house.as(reader), { grant, idempotencyKey: randomUUID() });
    expect(await codeOf(copy())).toBe('GRANT_SCOPE');
    const taking = await house.grant(source, reader, manager);
    expect(await codeOf(release(taking))).toBe('GRANT_SCOPE');
    await changed(source, { kind: 'regrade', toLevel: 'confidential' });
    expect(await codeOf(release(grant))).toBe('GRANT_VOID_LEVEL_CHANGED');
  });

  test('takes lines that there are', async () => {
    const source = await house.register('secret', [reader]);
    const beyond = { kind: 'declassify_part', span: { fromLine: 2, toLine: 4 } } as const;
    expect(await codeOf(ask(source, beyond))).toBe('VALIDATION');
  });
});
