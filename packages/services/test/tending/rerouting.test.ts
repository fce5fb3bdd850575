import { describe, expect, test } from 'vitest';
import { transferPerson as transferContract } from '@miji/contract';
import {
  decideRequest,
  endAppointment,
  giveDelegation,
  listAppointments,
  revokeDelegation,
  transferPerson,
} from '../../src/index.ts';
import { codeOf, openHouse } from '../support/house.ts';
import { storedOf, tendTwice, toldOf, tracedBySystem } from '../support/tending.ts';

const house = await openHouse();
const { group } = house;
const { own, sister, headquarters } = group;
const manager = own.people.general_manager;
const deputy = own.people.deputy_general_manager;
const reader = await group.hire(own, 'staff');
const item = await house.register('secret', [reader]);
const administrator = headquarters.people.system_administrator;

const told = (number: string) => toldOf(house, number, { reader, manager, deputy, successor });
const approve = async (number: string, by: string) =>
  decideRequest(await house.as(by), { number, decision: 'approve' });
let successor = '';

const delegate = async (hours: number) => {
  const ctx = await house.as(manager);
  return giveDelegation(ctx, {
    company: own.code,
    delegateId: deputy,
    post: 'general_manager',
    highestLevel: 'secret',
    operations: ['copy'],
    reason: '出差',
    to: ctx.at.add({ hours }).toString({ fractionalSecondDigits: 3 }),
  });
};

/** The people of one tending of a request to the other: who came, who went. */
const reroutings = async (number: string) =>
  (await tracedBySystem(house, number))
    .filter(({ action }) => action === 'request.rerouted')
    .map(({ details }) => [details['added'], details['removed']]);

describe('a request goes to others, and says so', () => {
  test('to whoever a decision is delegated to, and away from him at the minute it ends', async () => {
    const number = await house.file(item, reader);
    await tendTwice(house);
    expect(await told(number)).toEqual(['to_decide manager']);

    const { at } = await house.as(manager);
    await house.setTime(at.add({ minutes: 1 }));
    await delegate(10);
    await tendTwice(house);
    await tendTwice(house);
    const given = (await told(number)).filter((line) => line.startsWith('rerouted'));
    expect(given.toSorted()).toEqual(['rerouted reader', 'rerouted_to_you deputy']);
    expect((await storedOf(house, number)).routed_to?.toSorted()).toEqual([manager, deputy].toSorted());
    const end = at.add({ minutes: 1, hours: 10 });

    await house.setTime(end.subtract({ milliseconds: 1 }));
    await tendTwice(house);
    expect(await reroutings(number)).toEqual([[deputy, null]]);
    await house.setTime(end);
    // No job is needed for it to end.
    expect(await codeOf(approve(number, deputy))).not.toBe('');
    await tendTwice(house);
    await tendTwice(house);
    expect(await reroutings(number)).toEqual([
      [deputy, null],
      [null, deputy],
    ]);
    expect(await storedOf(house, number)).toMatchObject({ routed_to: [manager] });
    expect((await told(number)).filter((line) => line === 'rerouted reader')).toHaveLength(2);
    expect(await approve(number, manager)).toMatchObject({ state: 'approved' });
  });

  test('back when a delegation is revoked; whoever came and went and came is told each time', async () => {
    const number = await house.file(item, reader);
    const tick = async () => house.setTime((await house.as(manager)).at.add({ minutes: 1 }));
    const first = await delegate(10);
    await tendTwice(house);
    await tick();
    await revokeDelegation(await house.as(manager), { number: first.number });
    await tendTwice(house);
    await tick();
    await delegate(1);
    await tendTwice(house);
    expect(await reroutings(number)).toEqual([
      [deputy, null],
      [null, deputy],
      [deputy, null],
    ]);
    expect((await told(number)).filter((line) => line === 'rerouted_to_you deputy')).toHaveLength(2);
    // Decided for the manager, it is done; who lent the voice is told by the decision itself.
    expect(await approve(number, deputy)).toMatchObject({ state: 'approved' });
    await house.setTime((await house.as(manager)).at.add({ hours: 5 }));
    await tendTwice(house);
    expect(await reroutings(number)).toHaveLength(3);
  });

  test('whoever lends or is lent a decision is told of it, and of its end before its time', async () => {
    const lent = await delegate(10);
    const officer = own.people.security_officer;
    await revokeDelegation(await house.as(officer), { number: lent.number });
    const { rows } = await house.superuser.query<{ kind: string; person_id: string }>(
      'select kind, person_id from miji.notice where key like $1',
      [`${lent.number} %`],
    );
    const told = rows.map(({ kind, person_id }) => `${kind} ${person_id}`).toSorted();
    expect(told).toEqual(
      [`delegated_to_you ${deputy}`, `delegation_revoked ${deputy}`, `delegation_revoked ${manager}`].toSorted(),
    );
  });

  test('to nobody new where only somebody on the asking side comes in', async () => {
    const number = await house.file(item, reader, { for: reader });
    const ctx = await house.as(manager);
    await giveDelegation(ctx, {
      company: own.code,
      delegateId: reader,
      post: 'general_manager',
      highestLevel: 'secret',
      operations: ['copy'],
      reason: '出差',
      to: ctx.at.add({ hours: 2 }).toString({ fractionalSecondDigits: 3 }),
    });
    await tendTwice(house);
    expect(await reroutings(number)).toEqual([]);
    expect(await storedOf(house, number)).toMatchObject({ routed_to: [manager] });
  });

  test('to the successor when whoever decides leaves his post, and from him when he is transferred', async () => {
    const number = await house.file(item, reader);
    await tendTwice(house);
    const tick = async () => house.setTime((await house.as(administrator)).at.add({ minutes: 1 }));

    await tick();
    const acting = await house.as(administrator);
    const { entries } = await listAppointments(acting, {
      company: own.code,
      personId: manager,
      which: 'in_force',
      limit: 50,
    });
    const held = entries.find(({ post }) => post === 'general_manager');
    await endAppointment(acting, { company: own.code, appointmentId: held?.appointmentId ?? '' });
    await tendTwice(house);
    // Nobody is left who could decide it: it is locked, and whoever asked hears of it.
    expect(await storedOf(house, number)).toMatchObject({ routed_to: [] });

    await tick();
    successor = await group.hire(own, 'general_manager');
    await tendTwice(house);
    expect(await storedOf(house, number)).toMatchObject({ routed_to: [successor] });
    expect((await told(number)).filter((line) => line.endsWith('successor'))).toEqual(['rerouted_to_you successor']);

    await tick();
    await transferPerson(
      await house.as(administrator),
      transferContract.input.parse({
        personId: successor,
        from: { company: own.code },
        to: { company: sister.code, employeeNumber: 'T900', posts: [{ post: 'staff' }] },
        reason: '工作调动',
      }),
    );
    expect(await codeOf(approve(number, successor))).toBe('NOT_FOUND');
    await tendTwice(house);
    expect(await reroutings(number)).toEqual([
      [null, manager],
      [successor, null],
      [null, successor],
    ]);
    expect((await told(number)).filter((line) => line === 'rerouted reader')).toHaveLength(3);
  });
});
