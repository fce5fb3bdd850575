import type { Temporal } from '@miji/core';
import { principalsOf } from '@miji/core';
import { expect, test } from 'vitest';
import { joinProjectGroup, leaveProjectGroup, listProjectGroups, openProjectGroup } from '../../src/index.ts';
import { codeOf, openHouse, START } from '../support/house.ts';

const house = await openHouse();
const { own, sister } = house.group;
const leader = own.people.department_head;
const iso = (at: Temporal.Instant) => at.toString({ fractionalSecondDigits: 3 });
let opened = 0;

const open = async (by = leader) => {
  opened += 1;
  return openProjectGroup(await house.as(by), { company: own.code, name: `核心系统组 ${opened}` });
};
const join = async (by: string, groupId: string, personId: string, changes: { from?: string; to?: string } = {}) =>
  joinProjectGroup(await house.as(by), { company: own.code, groupId, personId, reason: '参与项目', ...changes });
const groupsOf = async (personId: string, at = START): Promise<readonly string[]> => {
  const { caller } = await house.as(personId);
  return caller.kind === 'person' ? principalsOf(caller.person, at).filter((name) => name.startsWith('group:')) : [];
};

test('who leads work opens a group; no administrator does, as its name lets people know secrets (GS-19)', async () => {
  for (const other of [
    own.people.system_administrator,
    own.people.security_officer,
    own.people.auditor,
    own.people.staff,
  ])
    expect(await codeOf(open(other))).toBe('NOT_ENTITLED');
  const group = await open();
  expect([group.leader.id, group.members]).toEqual([leader, []]);
  const again = openProjectGroup(await house.as(leader), { company: own.code, name: group.name });
  expect(await codeOf(again)).toBe('DUPLICATE');
});

test('its leader or the general manager takes people in, of other companies too; everybody else is refused', async () => {
  const group = await open();
  for (const other of [own.people.system_administrator, own.people.security_officer, own.people.deputy_general_manager])
    expect(await codeOf(join(other, group.id, own.people.staff))).toBe('NOT_ENTITLED');
  await join(leader, group.id, own.people.staff);
  await join(own.people.general_manager, group.id, sister.people.staff);
  expect(await groupsOf(own.people.staff)).toContain(`group:${group.id}`);
  expect(await groupsOf(sister.people.staff)).toContain(`group:${group.id}`);
  expect(await codeOf(join(leader, group.id, own.people.staff))).toBe('DUPLICATE');
});

test('a membership counts from its first instant up to its end, and bites at the next call once it is ended', async () => {
  const group = await open();
  const person = await house.group.hire(own, 'staff');
  const [from, to] = [START.add({ hours: 24 }), START.add({ hours: 48 })];
  await join(leader, group.id, person, { from: iso(from), to: iso(to) });
  expect(await groupsOf(person)).toEqual([]);
  await house.setTime(from);
  expect(await groupsOf(person, from)).toEqual([`group:${group.id}`]);
  const { entries } = await listProjectGroups(await house.as(leader), { company: own.code, past: false });
  const membershipId = entries.find(({ id }) => id === group.id)?.members[0]?.membershipId ?? '';
  const leave = async (by: string) => leaveProjectGroup(await house.as(by), { company: own.code, membershipId });
  expect(await codeOf(leave(person))).toBe('NOT_ENTITLED');
  expect((await leave(own.people.security_officer)).members).toEqual([]);
  expect(await groupsOf(person, from)).toEqual([]);
  expect(await codeOf(leave(leader))).toBe('NO_CHANGE');
  await house.setTime(START);
});

test('who belongs to a group is shown to those who open groups, to watchers and to the group; others see its name', async () => {
  const group = await open();
  const member = await house.group.hire(sister, 'staff');
  await join(leader, group.id, member);
  const seen = async (by: string) =>
    (await listProjectGroups(await house.as(by), { company: own.code, past: false })).entries.find(
      ({ id }) => id === group.id,
    );
  for (const insider of [leader, own.people.auditor, own.people.general_manager, member])
    expect((await seen(insider))?.members).toHaveLength(1);
  expect((await seen(own.people.custodian))?.members).toEqual([]);
  expect(await seen(sister.people.custodian)).toBeUndefined();
});
