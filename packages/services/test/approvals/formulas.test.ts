import type { Approver } from '@miji/core';
import { atLeast, inOrder, OWNER_GENERAL_MANAGER } from '@miji/core';
import { insertDelegation } from '@miji/db';
import { afterEach, describe, expect, test } from 'vitest';
import { randomUUID } from 'node:crypto';
import { codeOf, openHouse, START, tally } from '../support/house.ts';
import { decisionDesk } from './support/decision-desk.ts';

const house = await openHouse();
const { own, headquarters } = house.group;
const { general_manager: manager, department_head: head, deputy_general_manager: deputy } = own.people;
const { general_manager: executive } = headquarters.people;
const supervisor = own.people.customer_information_supervisor;
const reader = await house.group.hire(own, 'staff');
const [second, third] = [
  await house.group.hire(own, 'deputy_general_manager'),
  await house.group.hire(own, 'deputy_general_manager'),
];
const item = await house.register('secret', [reader, deputy]);
const { approve, refuse, see, grantsOf, toldOf, takingNeeds, publish } = decisionDesk(house);
const HEAD: Approver = { kind: 'post', company: 'owner', post: 'department_head' };
const DEPUTY: Approver = { kind: 'post', company: 'owner', post: 'deputy_general_manager' };
afterEach(async () => publish());

describe('a quorum of two deputies (法定人数)', () => {
  test('any two of three are enough, one of them alone is not', async () => {
    await takingNeeds(atLeast(2, DEPUTY));
    const number = await house.file(item, reader);
    expect(await approve(number, second)).toMatchObject({ state: 'pending' });
    expect(await codeOf(approve(number, second))).toBe('ALREADY_APPROVED_BY_YOU');
    expect(await approve(number, third)).toMatchObject({ state: 'approved' });
    expect(await codeOf(approve(number, deputy))).toBe('ALREADY_DECIDED');
  });

  test('of three at once two are heard', async () => {
    await takingNeeds(atLeast(2, DEPUTY));
    const number = await house.file(item, reader);
    expect(await tally([approve(number, deputy), approve(number, second), approve(number, third)])).toEqual({
      done: 2,
      ALREADY_DECIDED: 1,
    });
    expect(await grantsOf(number)).toHaveLength(1);
  });

  test('one who lends another his voice is not counted beside him', async () => {
    await takingNeeds(atLeast(2, DEPUTY));
    const number = await house.file(item, reader);
    await house.platform.db.transact({ companyId: own.id, personId: null, principals: [], at: START }, (tx) =>
      insertDelegation(tx, {
        id: randomUUID(),
        number: `${own.code}-WT-2026-900001`,
        principalId: second,
        delegateId: head,
        companyId: own.id,
        post: 'deputy_general_manager',
        highestLevel: 'secret',
        operations: ['copy'],
        validity: { from: START, to: START.add({ hours: 1 }) },
        reason: '出差期间',
        givenAt: START,
      }),
    );
    expect(await approve(number, head)).toMatchObject({ state: 'pending' });
    expect(await toldOf(number, 'decided_in_your_name')).toEqual([second]);
    expect(await codeOf(approve(number, second))).toBe('NOT_YOUR_TURN');
    expect(await approve(number, third)).toMatchObject({ state: 'approved' });
    await house.superuser.query('delete from miji.delegation where delegate_id = $1', [head]);
  });

  test('a deputy who asks himself is none of them; and a refusal by one refuses it', async () => {
    await takingNeeds(atLeast(2, DEPUTY));
    const own_ = await house.file(item, deputy);
    expect(await codeOf(approve(own_, deputy))).toBe('SELF_APPROVAL');
    await approve(own_, second);
    expect(await refuse(own_, third)).toMatchObject({ state: 'refused' });
  });
});

describe('an endorsement comes first (CF-19)', () => {
  test('the second is told when his turn has come, and not before', async () => {
    await takingNeeds(inOrder(HEAD, OWNER_GENERAL_MANAGER));
    const number = await house.file(item, reader);
    expect(await toldOf(number, 'to_decide')).toEqual([head]);
    expect(await codeOf(approve(number, manager))).toBe('NOT_YOUR_TURN');
    const endorsed = await approve(number, head);
    expect(endorsed).toMatchObject({ state: 'pending', stillMissing: { approvers: [{ id: manager }] } });
    expect([...(await toldOf(number, 'to_decide'))].toSorted()).toEqual([head, manager].toSorted());
    expect(await toldOf(number, 'agreed')).toEqual([reader]);
    expect(await approve(number, manager)).toMatchObject({ state: 'approved' });
    expect(await toldOf(number, 'approved')).toEqual([reader]);
  });

  test('of both at once, the second is not heard before the first', async () => {
    await takingNeeds(inOrder(HEAD, OWNER_GENERAL_MANAGER));
    const number = await house.file(item, reader);
    const outcome = await tally([approve(number, manager), approve(number, head)]);
    expect(outcome['done']).toBe(outcome['NOT_YOUR_TURN'] === 1 ? 1 : 2);
    const steps = (await see(number, reader)).steps.map(({ person }) => person.id);
    expect(steps[0]).toBe(head);
  });
});

describe('two regimes bind one item (requirements §20)', () => {
  const confirmed = (by: string, number: string) => house.accounts.confirmBySecondFactor(by, number);

  test('the copy of a 绝密 customer file needs the head office and the owner: neither is enough (GS-21, CF-30)', async () => {
    const file = await house.register('top_secret', [reader, executive], { regimes: ['customer_file'] });
    const number = await house.file(file, reader);
    confirmed(executive, number);
    expect(await approve(number, executive)).toMatchObject({ state: 'pending' });
    expect(await grantsOf(number)).toEqual([]);
    confirmed(supervisor, number);
    expect(await approve(number, supervisor)).toMatchObject({ state: 'approved' });
    expect((await see(number, reader)).steps.map(({ person, secondFactor }) => [person.id, secondFactor])).toEqual([
      [executive, 'totp'],
      [supervisor, 'totp'],
    ]);
  });

  test('the owner’s general manager stands for the supervisor, and one agreement is one side only', async () => {
    const file = await house.register('top_secret', [reader, executive], { regimes: ['customer_file'] });
    const number = await house.file(file, reader);
    confirmed(manager, number);
    expect(await approve(number, manager)).toMatchObject({ state: 'pending' });
    confirmed(supervisor, number);
    // The owner's side has been heard.
    expect(await codeOf(approve(number, supervisor))).toBe('NOT_FOUND');
    expect(await grantsOf(number)).toEqual([]);
    confirmed(executive, number);
    expect(await approve(number, executive)).toMatchObject({ state: 'approved' });
  });

  test('either of them refuses the whole', async () => {
    const file = await house.register('top_secret', [reader, executive], { regimes: ['customer_file'] });
    const number = await house.file(file, reader);
    confirmed(supervisor, number);
    await approve(number, supervisor);
    confirmed(executive, number);
    expect(await refuse(number, executive)).toMatchObject({ state: 'refused' });
    expect(await grantsOf(number)).toEqual([]);
  });
});
