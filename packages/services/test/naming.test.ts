import { randomUUID } from 'node:crypto';
import { itemDraft, personsNamed } from '@miji/testing';
import { describe, expect, test } from 'vitest';
import { confirmItem, getItem, nameReader, openReading, readItem, registerItem } from '../src/index.ts';
import { codeOf, openHouse, refusalOf, START, tally, times, tracedCode } from './support/house.ts';

const house = await openHouse();
const { own, sister, headquarters } = house.group;
const manager = own.people.department_head;
const officer = own.people.security_officer;
const stranger = () => house.group.hire(own, 'staff');

const person = (personId: string) => ({ kind: 'person', personId }) as const;
const name = async (number: string, by: string, member: Parameters<typeof nameReader>[1]['member']) =>
  nameReader(await house.as(by), { number, member, reason: '承办' });
const reads = async (number: string, who: string) => (await readItem(await house.as(who), { number })).text;
const opens = async (number: string, who: string) => (await openReading(await house.as(who), { number })).pages;

describe('绝密 that further rules bind: the head office designates by number (GS-17, K-07)', () => {
  test('an executive does not know it by his office, names the first reader all the same, and himself where he has to see it', async () => {
    const number = await house.propose('top_secret', [], { regimes: ['customer'] });
    const executive = headquarters.people.deputy_general_manager;
    const reader = await stranger();
    expect(await codeOf(getItem(await house.as(executive), { number }))).toBe('NOT_FOUND');
    await name(number, executive, person(reader));
    expect(await opens(number, reader)).toBe(1);
    expect(await codeOf(getItem(await house.as(executive), { number }))).toBe('NOT_FOUND');
    await name(number, executive, person(executive));
    expect(await opens(number, executive)).toBe(1);
  });

  test('nobody else names for it, and of 机密 under further rules an executive still knows nothing', async () => {
    const number = await house.propose('top_secret', [], { regimes: ['customer'] });
    const reader = await stranger();
    for (const other of [own.people.general_manager, manager, officer, headquarters.people.security_officer]) {
      expect(await codeOf(name(number, other, person(reader)))).toBe('NOT_FOUND');
    }
    const secret = await house.register('secret', [], { regimes: ['customer'] });
    expect(await codeOf(name(secret, headquarters.people.general_manager, person(reader)))).toBe('NOT_FOUND');
  });
});

describe('绝密: only who is designated by the head office (GS-17)', () => {
  test('not even the owner’s general manager knows of it until a head-office deputy names him', async () => {
    const number = await house.register('top_secret', []);
    for (const unnamed of [own.people.general_manager, manager, house.clerk]) {
      const ctx = await house.as(unnamed);
      expect(await codeOf(getItem(ctx, { number }))).toBe('NOT_FOUND');
      expect(await codeOf(readItem(ctx, { number }))).toBe('NOT_FOUND');
      expect(await tracedCode(house, unnamed, 'item.read')).toBe('NOT_DESIGNATED');
    }
    const { entry } = await name(
      number,
      headquarters.people.deputy_general_manager,
      person(own.people.general_manager),
    );
    expect(entry).toMatchObject({
      namedBy: { id: headquarters.people.deputy_general_manager },
      reason: '承办',
      member: person(own.people.general_manager),
    });
    expect(await opens(number, own.people.general_manager)).toBe(1);
    expect(await codeOf(readItem(await house.as(manager), { number }))).toBe('NOT_FOUND');
  });

  test('whom the head office has named names nobody, whatever his post', async () => {
    const number = await house.register('top_secret', [
      own.people.general_manager,
      own.people.deputy_general_manager,
      manager,
      officer,
    ]);
    for (const by of [own.people.general_manager, own.people.deputy_general_manager, manager, officer]) {
      expect(await codeOf(name(number, by, person(await stranger())))).toBe('NOT_ENTITLED_TO_DESIGNATE');
    }
  });

  test('persons one by one, neither posts nor departments', async () => {
    const number = await house.register('top_secret', []);
    const by = headquarters.people.general_manager;
    expect(await codeOf(name(number, by, { kind: 'department', departmentId: own.departmentId }))).toBe(
      'RANGE_TOO_WIDE',
    );
    expect(await codeOf(name(number, by, { kind: 'post', companyId: own.id, post: 'staff' }))).toBe('RANGE_TOO_WIDE');
  });
});

describe('机密: the responsible manager and whom he names (GS-18)', () => {
  test('he names, and whoever is named or may know it otherwise does not', async () => {
    const named = await stranger();
    const number = await house.register('secret', []);
    await name(number, manager, person(named));
    expect(await reads(number, named)).toContain('第一行');
    for (const by of [named, headquarters.people.general_manager]) {
      expect(await refusalOf(name(number, by, person(await stranger())))).toMatchObject({
        code: 'NOT_ENTITLED_TO_DESIGNATE',
        article: 'GS-18',
      });
    }
    expect(await codeOf(name(number, officer, person(named)))).toBe('NOT_FOUND');
    expect(await codeOf(name(number, manager, { kind: 'department', departmentId: own.departmentId }))).toBe(
      'RANGE_TOO_WIDE',
    );
  });
});

describe('秘密: listed persons, posts and departments (GS-19)', () => {
  test('the manager and the owner’s security officer name them', async () => {
    const number = await house.register('confidential', [officer, sister.people.security_officer]);
    const colleague = sister.people.staff;
    await name(number, officer, { kind: 'department', departmentId: sister.departmentId });
    expect(await reads(number, colleague)).toContain('第一行');
    await name(number, manager, { kind: 'post', companyId: headquarters.id, post: 'auditor' });
    expect(await reads(number, headquarters.people.auditor)).toContain('第一行');
    expect(await codeOf(name(number, sister.people.security_officer, person(house.clerk)))).toBe(
      'NOT_ENTITLED_TO_DESIGNATE',
    );
  });
});

test('nobody is named whom the group does not employ, nor a company or department that it does not have', async () => {
  const number = await house.register('confidential', [officer]);
  const unknown = randomUUID();
  expect(await refusalOf(name(number, manager, person(unknown)))).toMatchObject({
    code: 'VALIDATION',
    fields: [{ field: 'member', code: 'NOT_EMPLOYED' }],
  });
  expect(await refusalOf(name(number, manager, { kind: 'post', companyId: unknown, post: 'staff' }))).toMatchObject({
    code: 'VALIDATION',
    fields: [{ field: 'member' }],
  });
  expect(await refusalOf(name(number, manager, { kind: 'department', departmentId: unknown }))).toMatchObject({
    code: 'VALIDATION',
    fields: [{ field: 'member' }],
  });
});

test('nobody is named for what is no longer secret', async () => {
  const number = await house.register('confidential', [officer], { period: { kind: 'until', day: '2026-11-02' } });
  await house.setTime(START.add({ hours: 24 }));
  expect(await codeOf(name(number, manager, person(house.clerk)))).toBe('ALREADY_DECLASSIFIED');
});

test('names that are written down at the same moment are all there', async () => {
  const number = await house.register('secret', []);
  const named = await Promise.all(times(10, stranger));
  await Promise.all(named.map((personId) => name(number, manager, person(personId))));
  expect(await Promise.all(named.map((personId) => reads(number, personId)))).toHaveLength(10);
});

describe('confirming what was proposed (GS-13)', () => {
  test('the responsible manager does it, once, for the version that he saw', async () => {
    const number = await house.propose('secret', [house.clerk]);
    const ctx = await house.as(manager);
    expect(await codeOf(confirmItem(await house.as(house.clerk), { number, version: 1 }))).toBe('NOT_ENTITLED');
    expect(await codeOf(confirmItem(ctx, { number, version: 2 }))).toBe('VERSION_CONFLICT');
    expect(await tally(times(10, () => confirmItem(ctx, { number, version: 1 })))).toEqual({
      done: 1,
      VERSION_CONFLICT: 9,
    });
    expect(await getItem(ctx, { number })).toMatchObject({ state: 'confirmed' });
  });

  test('whoever drafted it does not', async () => {
    const draft = { ...itemDraft('secret', manager), range: personsNamed(house.clerk) };
    const { number } = await registerItem(await house.as(manager), draft);
    expect(await codeOf(confirmItem(await house.as(manager), { number, version: 1 }))).toBe('SEPARATION_OF_DUTIES');
    expect(await tracedCode(house, manager, 'item.confirmed')).toBe('SEPARATION_OF_DUTIES');
  });

  test('绝密 is confirmed by a head-office executive who did not draft it', async () => {
    const executive = headquarters.people.general_manager;
    const draft = {
      ...itemDraft('top_secret', headquarters.people.department_head),
      range: personsNamed(headquarters.people.department_head),
    };
    const { number } = await registerItem(await house.as(executive), draft);
    expect(await codeOf(confirmItem(await house.as(headquarters.people.department_head), { number, version: 1 }))).toBe(
      'NOT_ENTITLED',
    );
    expect(await codeOf(confirmItem(await house.as(executive), { number, version: 1 }))).toBe('SEPARATION_OF_DUTIES');
    const other = await house.as(headquarters.people.deputy_general_manager);
    expect(await confirmItem(other, { number, version: 1 })).toMatchObject({ markedLevel: 'top_secret' });
  });
});
