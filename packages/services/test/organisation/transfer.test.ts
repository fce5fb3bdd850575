import { transferPerson as contract } from '@miji/contract';
import type { Temporal } from '@miji/core';
import { inOffice } from '@miji/core';
import { expect, test } from 'vitest';
import { enterPerson, transferPerson } from '../../src/index.ts';
import { codeOf, openHouse, START } from '../support/house.ts';

const house = await openHouse();
const { own, sister, headquarters } = house.group;
const groupAdministrator = headquarters.people.system_administrator;
const iso = (at: Temporal.Instant) => at.toString({ fractionalSecondDigits: 3 });

const move = async (by: string, personId: string, changes: object = {}) =>
  transferPerson(
    await house.as(by),
    contract.input.parse({
      personId,
      from: { company: own.code },
      to: {
        company: sister.code,
        employeeNumber: 'T100',
        posts: [{ post: 'staff', departmentId: sister.departmentId }],
      },
      reason: '工作调动',
      ...changes,
    }),
  );

const postsAt = async (personId: string, at: Temporal.Instant): Promise<readonly string[]> => {
  await house.setTime(at);
  const { caller } = await house.as(personId);
  const held = caller.kind === 'person' ? inOffice(caller.person, at) : [];
  return held.map(({ companyId, post }) => `${companyId} ${post}`).toSorted();
};

test('at the instant of a transfer everything held there ends and everything new begins: never both, never neither', async () => {
  const person = await house.group.hire(own, 'staff');
  await house.group.promote(own, person, 'custodian');
  const effective = START.add({ hours: 72 });
  const moved = await move(groupAdministrator, person, { effective: iso(effective) });
  expect(moved.ended.map(({ to }) => to)).toEqual([iso(effective), iso(effective)]);
  expect(moved.begun).toMatchObject([{ from: iso(effective), employeeNumber: 'T100' }]);

  const before = effective.subtract({ milliseconds: 1 });
  expect(await postsAt(person, before)).toEqual([`${own.id} custodian`, `${own.id} staff`]);
  expect(await postsAt(person, effective)).toEqual([`${sister.id} staff`]);
  await house.setTime(START);
});

test('both companies’ traces say so, with the instant at which it takes effect', async () => {
  const person = await house.group.hire(own, 'staff');
  await move(groupAdministrator, person, {
    to: { company: sister.code, employeeNumber: 'T101', posts: [{ post: 'staff' }] },
  });
  const { rows } = await house.superuser.query<{ company_id: string; action: string }>(
    `select company_id, action from miji.audit_event where outcome = 'done' and subject_id = $1 and action like 'person.%'
        and at >= $2 order by position`,
    [person, START.toString()],
  );
  expect(rows).toEqual([
    { company_id: own.id, action: 'person.transferred' },
    { company_id: sister.id, action: 'person.appointed' },
    { company_id: sister.id, action: 'person.transferred' },
  ]);
});

test('between two companies only the head office’s administrator moves anybody; within his own, a company’s does', async () => {
  const person = await house.group.hire(own, 'staff');
  for (const by of [own.people.system_administrator, sister.people.system_administrator, own.people.general_manager])
    expect(await codeOf(move(by, person))).toBe('NOT_ENTITLED');
  const within = { to: { company: own.code, posts: [{ post: 'custodian' }] } };
  expect((await move(own.people.system_administrator, person, within)).begun).toHaveLength(1);
  const promoted = { to: { company: own.code, posts: [{ post: 'auditor' }] } };
  expect(await codeOf(move(own.people.system_administrator, person, promoted))).toBe('NOT_ENTITLED');
});

test('where the new post is refused, nothing has ended', async () => {
  const person = await house.group.hire(own, 'staff');
  const employeeNumber = 'T102';
  const second = { to: { company: sister.code, employeeNumber, posts: [{ post: 'general_manager' }] } };
  expect(await codeOf(move(groupAdministrator, person, second))).toBe('DUPLICATE');
  expect(await postsAt(person, START)).toEqual([`${own.id} staff`]);
  const taken = { to: { company: sister.code, employeeNumber, posts: [{ post: 'staff' }] } };
  await enterPerson(await house.as(sister.people.system_administrator), {
    company: sister.code,
    name: '占号',
    employeeNumber,
  });
  expect(await codeOf(move(groupAdministrator, person, taken))).toBe('DUPLICATE');
  expect(await postsAt(person, START)).toEqual([`${own.id} staff`]);
});

test('an auditor becomes a security officer by a transfer, as the one office ends where the other begins', async () => {
  const auditor = await house.group.hire(own, 'auditor');
  const to = { company: sister.code, employeeNumber: 'T103', posts: [{ post: 'security_officer' }] };
  expect((await move(groupAdministrator, auditor, { to })).begun).toHaveLength(1);
});

test('whoever holds nothing there cannot be moved from there', async () => {
  const person = await house.group.hire(sister, 'staff');
  expect(await codeOf(move(groupAdministrator, person))).toBe('NO_CHANGE');
});
