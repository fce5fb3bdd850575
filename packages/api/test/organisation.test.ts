import { describe, expect, test } from 'vitest';
import { openHouse, START } from './support/house.ts';
import { rest, restCode, serve, trpc } from './support/http.ts';

const house = await openHouse();
const app = await serve(house);
const { own, sister, headquarters } = house.group;
const administrator = own.people.system_administrator;

describe('over REST and tRPC', () => {
  test('a person is entered, appointed, given an account, and is in office at the next call', async () => {
    const entered = await rest(
      app,
      { person: administrator },
      {
        method: 'POST',
        path: '/people',
        body: { company: own.code, name: '新人', employeeNumber: '20261' },
      },
    );
    expect(entered.statusCode).toBe(200);
    const { id } = entered.json<{ id: string }>();
    expect((await rest(app, { person: id }, { method: 'GET', path: '/session' })).statusCode).toBe(403);
    const appointed = await trpc(app, { person: administrator }, 'organisation.appoint', {
      company: own.code,
      personId: id,
      post: 'staff',
      departmentId: own.departmentId,
    });
    expect(appointed.statusCode).toBe(200);
    expect((await rest(app, { person: id }, { method: 'GET', path: '/session' })).statusCode).toBe(200);
    const account = await rest(
      app,
      { person: administrator },
      {
        method: 'POST',
        path: `/people/${id}/account`,
        body: { company: own.code, email: 'New@hyyh.example' },
      },
    );
    expect(account.json()).toMatchObject({ email: 'new@hyyh.example', initialPassword: expect.any(String) });
  });

  test('fields of the body that claim a capacity, a caller or a time change nothing', async () => {
    const claims = {
      at: '2019-01-01T00:00:00.000Z',
      actor: headquarters.people.system_administrator,
      capacity: { company: headquarters.code, post: 'system_administrator' },
      ctx: { at: '2019-01-01T00:00:00.000Z' },
    };
    const person = await house.group.hire(own, 'staff');
    const body = { company: own.code, personId: person, post: 'auditor', ...claims };
    const refused = await rest(app, { person: administrator }, { method: 'POST', path: '/appointments', body });
    expect([refused.statusCode, restCode(refused)]).toEqual([403, 'NOT_ENTITLED']);
    const made = await rest(
      app,
      { person: administrator },
      {
        method: 'POST',
        path: '/appointments',
        body: { ...body, post: 'custodian' },
      },
    );
    expect(made.json()).toMatchObject({ from: START.toString({ fractionalSecondDigits: 3 }) });
  });

  test('a delegation is given, listed and revoked by its number', async () => {
    const manager = own.people.general_manager;
    const delegateId = own.people.deputy_general_manager;
    const to = START.add({ hours: 48 }).toString({ fractionalSecondDigits: 3 });
    const body = {
      company: own.code,
      delegateId,
      post: 'general_manager',
      highestLevel: 'secret',
      operations: ['copy'],
      reason: '出差',
      to,
    };
    const given = await rest(app, { person: manager }, { method: 'POST', path: '/delegations', body });
    const { number } = given.json<{ number: string }>();
    expect(number).toMatch(/^HYYH-WT-2026-\d{6}$/);
    const list = await rest(app, { person: delegateId }, { method: 'GET', path: '/delegations?view=received' });
    expect(list.json()).toMatchObject({ entries: [{ number, inForce: true }] });
    const path = `/delegations/${number}/revocation`;
    const strange = await rest(app, { person: sister.people.security_officer }, { method: 'POST', path, body: {} });
    expect([strange.statusCode, restCode(strange)]).toEqual([404, 'NOT_FOUND']);
    expect((await rest(app, { person: manager }, { method: 'POST', path, body: {} })).statusCode).toBe(200);
  });

  test('a project group is opened, joined and left', async () => {
    const leader = own.people.department_head;
    const opened = await house.as(leader).projectGroups.open({ company: own.code, name: '核心系统组' });
    const joined = await house.as(leader).projectGroups.join({
      company: own.code,
      groupId: opened.id,
      personId: sister.people.staff,
      reason: '联调',
    });
    const membershipId = joined.members[0]?.membershipId ?? '';
    const left = await house.as(leader).projectGroups.leave({ company: own.code, membershipId });
    expect(left.members).toEqual([]);
  });

  test('a table of people is previewed and imported', async () => {
    const rows = [
      ['姓名', '工号', '职务'],
      ['名册一', '9001', '员工'],
    ];
    const caller = house.as(administrator).organisation;
    const { digest, counts } = await caller.previewPeopleImport({ company: own.code, rows });
    expect(counts).toMatchObject({ people: 1, begun: 1 });
    expect((await caller.importPeople({ company: own.code, rows, digest })).counts).toEqual(counts);
  });
});
