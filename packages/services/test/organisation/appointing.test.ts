import { randomUUID } from 'node:crypto';
import { appoint as appointContract, endAppointment as endContract } from '@miji/contract';
import type { Post, Temporal } from '@miji/core';
import { holdsPost, inOffice } from '@miji/core';
import { describe, expect, test } from 'vitest';
import {
  appointPerson,
  closeDepartment,
  endAppointment,
  enterCompany,
  enterPerson,
  listAppointments,
  listDepartments,
  openAccount,
  openDepartment,
} from '../../src/index.ts';
import { codeOf, openHouse, refusalOf, START, tally, tracedCode } from '../support/house.ts';

const house = await openHouse();
const { group } = house;
const { own, sister, headquarters } = group;
const ownAdministrator = own.people.system_administrator;
const groupAdministrator = headquarters.people.system_administrator;

let numbers = 0;
const enter = async (company = own, by = ownAdministrator): Promise<string> => {
  numbers += 1;
  const input = { company: company.code, name: '新来的人', employeeNumber: `N${numbers}` };
  return (await enterPerson(await house.as(by), input)).id;
};
const appoint = async (by: string, personId: string, post: Post, changes: object = {}) =>
  appointPerson(await house.as(by), appointContract.input.parse({ company: own.code, personId, post, ...changes }));

describe('who appoints', () => {
  test('a company’s administrator fills its ordinary posts; the posts that decide or control are the head office’s to fill', async () => {
    const person = await enter();
    for (const post of [
      'general_manager',
      'deputy_general_manager',
      'security_officer',
      'auditor',
      'system_administrator',
    ] as const)
      expect([post, await codeOf(appoint(ownAdministrator, person, post))]).toEqual([post, 'NOT_ENTITLED']);
    expect(await tracedCode(house, ownAdministrator, 'person.appointed')).toBe('NOT_ENTITLED');
    expect((await appoint(ownAdministrator, person, 'custodian')).post).toBe('custodian');
    expect((await appoint(groupAdministrator, person, 'deputy_general_manager')).post).toBe('deputy_general_manager');
  });

  test('nobody else appoints: no manager, no security officer, no sister company’s administrator', async () => {
    const person = await enter();
    for (const other of [
      own.people.general_manager,
      own.people.security_officer,
      sister.people.system_administrator,
      person,
    ])
      expect(['NOT_ENTITLED', 'NOT_EMPLOYED']).toContain(await codeOf(appoint(other, person, 'staff')));
  });

  test('nobody appoints himself, not even at the head office', async () => {
    expect(await codeOf(appoint(ownAdministrator, ownAdministrator, 'staff'))).toBe('SEPARATION_OF_DUTIES');
    expect(await codeOf(appoint(groupAdministrator, groupAdministrator, 'general_manager'))).toBe(
      'SEPARATION_OF_DUTIES',
    );
  });

  test('nobody holds two of the three offices of control at the same time, wherever in the group', async () => {
    for (const post of ['security_officer', 'system_administrator'] as const)
      expect(await codeOf(appoint(groupAdministrator, sister.people.auditor, post))).toBe('SEPARATION_OF_DUTIES');
    // One after the other is no conflict.
    const person = await enter();
    const until = START.add({ hours: 24 }).toString({ fractionalSecondDigits: 3 });
    await appoint(groupAdministrator, person, 'auditor', { to: until });
    const overlapping = START.add({ hours: 23 }).toString({ fractionalSecondDigits: 3 });
    expect(await codeOf(appoint(groupAdministrator, person, 'security_officer', { from: overlapping }))).toBe(
      'SEPARATION_OF_DUTIES',
    );
    expect((await appoint(groupAdministrator, person, 'security_officer', { from: until })).from).toBe(until);
  });

  test('of two such appointments made at the same moment in two companies, one is refused', async () => {
    const person = await enter();
    const ways = await tally([
      appoint(groupAdministrator, person, 'auditor'),
      appoint(groupAdministrator, person, 'security_officer', { company: sister.code }),
    ]);
    expect(ways).toEqual({ done: 1, SEPARATION_OF_DUTIES: 1 });
  });

  test('a company has one general manager in his own right; somebody may act for him', async () => {
    const person = await enter();
    expect(await codeOf(appoint(groupAdministrator, person, 'general_manager'))).toBe('DUPLICATE');
    const acting = await appoint(groupAdministrator, person, 'general_manager', {
      actingForId: own.people.general_manager,
    });
    expect(acting.actingFor?.id).toBe(own.people.general_manager);
    const stranger = await enter();
    expect(await codeOf(appoint(groupAdministrator, stranger, 'department_head', { actingForId: person }))).toBe(
      'VALIDATION',
    );
  });

  test('the same post of the same department is given once; several posts may be held at once', async () => {
    const person = await enter();
    await appoint(ownAdministrator, person, 'staff');
    expect(await codeOf(appoint(ownAdministrator, person, 'staff'))).toBe('DUPLICATE');
    await appoint(ownAdministrator, person, 'staff', { departmentId: own.departmentId });
    await appoint(ownAdministrator, person, 'project_manager', { lines: ['corporate_credit'] });
    const { caller } = await house.as(person);
    expect(caller.kind === 'person' && inOffice(caller.person, START).map(({ post }) => post)).toHaveLength(3);
  });
});

describe('what the body of a call claims', () => {
  test('a capacity, an actor or a time of the act that it names changes nothing: there is no such field', async () => {
    const person = await enter();
    const claims = {
      at: '2019-01-01T00:00:00.000Z',
      now: '2019-01-01T00:00:00.000Z',
      capacity: 'general_manager',
      as: groupAdministrator,
      appointedBy: groupAdministrator,
      caller: { kind: 'person', person: { personId: groupAdministrator } },
    };
    const input = { company: own.code, personId: person, post: 'auditor', ...claims };
    expect(appointContract.input.parse(input)).not.toHaveProperty('at');
    expect(await codeOf(appointPerson(await house.as(ownAdministrator), appointContract.input.parse(input)))).toBe(
      'NOT_ENTITLED',
    );
    const made = await appoint(ownAdministrator, person, 'staff', claims);
    expect(made.from).toBe(START.toString({ fractionalSecondDigits: 3 }));
    const ended = endContract.input.parse({ ...claims, company: own.code, appointmentId: made.appointmentId });
    expect((await endAppointment(await house.as(ownAdministrator), ended)).to).toBe(made.from);
  });

  test('no appointment begins in the past, and none ends there', async () => {
    const person = await enter();
    const past = '2026-11-01T00:00:00.000Z';
    expect(await codeOf(appoint(ownAdministrator, person, 'staff', { from: past }))).toBe('VALIDATION');
    const { appointmentId } = await appoint(ownAdministrator, person, 'staff');
    const input = { company: own.code, appointmentId, to: past };
    expect(await codeOf(endAppointment(await house.as(ownAdministrator), input))).toBe('VALIDATION');
  });
});

describe('the register in time', () => {
  test('an appointment that begins later gives nothing before; one that is ended for later lasts until then', async () => {
    const person = await enter();
    const from = START.add({ hours: 48 });
    const iso = (at: Temporal.Instant) => at.toString({ fractionalSecondDigits: 3 });
    const { appointmentId } = await appoint(ownAdministrator, person, 'custodian', { from: iso(from) });
    expect(await codeOf(house.as(person))).toBe('NOT_EMPLOYED');
    const to = from.add({ hours: 24 });
    await endAppointment(await house.as(ownAdministrator), {
      company: own.code,
      appointmentId,
      to: iso(to),
      reason: '任期届满',
    });

    const seen = async (input: { at?: string; which: 'in_force' | 'all' }) =>
      (
        await listAppointments(await house.as(ownAdministrator), {
          company: own.code,
          personId: person,
          limit: 50,
          ...input,
        })
      ).entries;
    expect(await seen({ which: 'in_force' })).toEqual([]);
    expect(await seen({ which: 'in_force', at: iso(from) })).toMatchObject([{ to: iso(to), endReason: '任期届满' }]);
    expect(await seen({ which: 'all' })).toHaveLength(1);
    await house.setTime(from);
    const { caller } = await house.as(person);
    expect(caller.kind === 'person' && holdsPost(caller.person, own.id, 'custodian', from)).toBe(true);
    await house.setTime(to);
    expect(await codeOf(house.as(person))).toBe('NOT_EMPLOYED');
    await house.setTime(START);
  });
});

describe('companies and departments', () => {
  test('only the head office’s administrator enters a company, and a code is given once', async () => {
    const input = { code: 'HYQZ', name: '宏远期货', departments: ['交易部'] };
    for (const other of [ownAdministrator, headquarters.people.general_manager, headquarters.people.security_officer])
      expect(await codeOf(enterCompany(await house.as(other), input))).toBe('NOT_ENTITLED');
    const company = await enterCompany(await house.as(groupAdministrator), input);
    expect(company.kind).toBe('subsidiary');
    expect(await codeOf(enterCompany(await house.as(groupAdministrator), input))).toBe('DUPLICATE');
    const { rows } = await house.superuser.query<{ company_id: string }>(
      `select company_id from miji.audit_event where action = 'company.entered' and outcome = 'done'`,
    );
    expect(rows.map((row) => row.company_id).toSorted()).toEqual([company.id, headquarters.id].toSorted());
  });

  test('a department is closed only once nobody is or will be in office there; its name can be given again', async () => {
    const open = async () => openDepartment(await house.as(ownAdministrator), { company: own.code, name: '风险部' });
    const close = async (departmentId: string) =>
      closeDepartment(await house.as(ownAdministrator), { company: own.code, departmentId });
    const first = await open();
    expect(await codeOf(open())).toBe('DUPLICATE');
    const person = await enter();
    const { appointmentId } = await appoint(ownAdministrator, person, 'staff', { departmentId: first.id });
    expect(await codeOf(close(first.id))).toBe('DEPARTMENT_STAFFED');
    await endAppointment(await house.as(ownAdministrator), { company: own.code, appointmentId });
    expect((await close(first.id)).closedAt).not.toBeNull();
    expect(await codeOf(close(first.id))).toBe('NOT_FOUND');
    const again = await enter();
    expect(await codeOf(appoint(ownAdministrator, again, 'staff', { departmentId: first.id }))).toBe('VALIDATION');
    const second = await open();
    const list = async (closed: boolean) =>
      (await listDepartments(await house.as(ownAdministrator), { company: own.code, closed })).entries.map(
        ({ id }) => id,
      );
    expect(await list(false)).toContain(second.id);
    expect(await list(false)).not.toContain(first.id);
    expect(await list(true)).toEqual(expect.arrayContaining([first.id, second.id]));
  });
});

describe('people and accounts', () => {
  test('a number stands for one person of a company, and may be somebody else’s in another', async () => {
    const input = { company: own.code, name: '陈一', employeeNumber: 'X1' };
    await enterPerson(await house.as(ownAdministrator), input);
    const refusal = await refusalOf(enterPerson(await house.as(ownAdministrator), { ...input, name: '陈二' }));
    expect([refusal.code, refusal.fields[0]?.field]).toEqual(['DUPLICATE', 'employeeNumber']);
    await enterPerson(await house.as(sister.people.system_administrator), { ...input, company: sister.code });
  });

  test('an account is opened for people of the company; for those who decide or control only by the head office', async () => {
    const person = await enter();
    const open = async (by: string, personId: string, email: string) =>
      openAccount(await house.as(by), { company: own.code, personId, email, signIn: 'password' });
    expect(await codeOf(open(ownAdministrator, person, 'a@hyyh.example'))).toBe('NOT_FOUND');
    await appoint(ownAdministrator, person, 'staff');
    const opened = await open(ownAdministrator, person, 'a@hyyh.example');
    expect(opened.initialPassword).toMatch(/^[a-z2-9]{16}$/);
    expect(await codeOf(open(ownAdministrator, person, 'b@hyyh.example'))).toBe('DUPLICATE');
    const other = await enter();
    await appoint(ownAdministrator, other, 'staff');
    expect(await codeOf(open(ownAdministrator, other, 'a@hyyh.example'))).toBe('DUPLICATE');
    expect(await codeOf(open(ownAdministrator, own.people.general_manager, 'gm@hyyh.example'))).toBe('NOT_ENTITLED');
    await open(groupAdministrator, own.people.general_manager, 'gm@hyyh.example');
    expect(await codeOf(open(ownAdministrator, randomUUID(), 'c@hyyh.example'))).toBe('NOT_FOUND');
    const { rows } = await house.superuser.query(
      `select details::text as text from miji.audit_event where action = 'account.opened'`,
    );
    expect(JSON.stringify(rows)).not.toContain(opened.initialPassword);
  });
});
