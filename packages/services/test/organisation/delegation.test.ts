import { giveDelegation as contract } from '@miji/contract';
import type { Actor, Temporal } from '@miji/core';
import { isInForce, seatPrincipalsOf } from '@miji/core';
import { describe, expect, test } from 'vitest';
import {
  appointPerson,
  endAppointment,
  giveDelegation,
  listAppointments,
  listDelegations,
  revokeDelegation,
} from '../../src/index.ts';
import { codeOf, openHouse, START, tracedCode } from '../support/house.ts';

const house = await openHouse();
const { own, sister, headquarters } = house.group;
const { general_manager: manager, deputy_general_manager: deputy } = own.people;
const iso = (at: Temporal.Instant) => at.toString({ fractionalSecondDigits: 3 });

const give = async (by: string, changes: object = {}) =>
  giveDelegation(
    await house.as(by),
    contract.input.parse({
      company: own.code,
      delegateId: deputy,
      post: 'general_manager',
      highestLevel: 'secret',
      operations: ['copy'],
      reason: '出差期间',
      to: iso(START.add({ hours: 24 * 10 })),
      ...changes,
    }),
  );
const actor = async (personId: string): Promise<Actor> => {
  const { caller } = await house.as(personId);
  if (caller.kind !== 'person') throw new Error('not a person');
  return caller.person;
};
const delegatedSeats = async (personId: string, at = START): Promise<readonly string[]> =>
  seatPrincipalsOf(await actor(personId), at).filter((name) => name.startsWith('delegated:'));

describe('giving', () => {
  test('is numbered, named in the trace, and seen by both sides and the company’s watchers', async () => {
    const given = await give(manager);
    expect(given.number).toMatch(new RegExp(`^${own.code}-WT-2026-\\d{6}$`));
    expect(given.inForce).toBe(true);
    const numbers = async (by: string, view: 'given' | 'received' | 'company') =>
      (await listDelegations(await house.as(by), { view, company: own.code, limit: 50 })).entries.map(
        ({ number }) => number,
      );
    expect(await numbers(manager, 'given')).toContain(given.number);
    expect(await numbers(deputy, 'received')).toContain(given.number);
    for (const officer of [own.people.security_officer, own.people.auditor, headquarters.people.auditor])
      expect(await numbers(officer, 'company')).toContain(given.number);
    for (const other of [deputy, own.people.system_administrator, sister.people.security_officer])
      expect(await codeOf(numbers(other, 'company'))).toBe('NOT_ENTITLED');
    expect(await numbers(own.people.staff, 'received')).toEqual([]);
  });

  test('lends the seats of the post for its operations and levels, and nothing else', async () => {
    const delegate = own.people.custodian;
    await give(manager, { delegateId: delegate, highestLevel: 'confidential', operations: ['excerpt'] });
    expect(await delegatedSeats(delegate)).toEqual([`delegated:excerpt:confidential:post:${own.id}:general_manager`]);
  });

  test('is refused beyond one’s own post, own company, own time, and to strangers', async () => {
    expect(await codeOf(give(own.people.staff, { post: 'general_manager' }))).toBe('NOT_ENTITLED');
    expect(await codeOf(give(own.people.security_officer, { post: 'security_officer' }))).toBe('DELEGATION_TOO_WIDE');
    expect(await codeOf(give(manager, { delegateId: manager }))).toBe('SELF_APPROVAL');
    for (const control of [own.people.system_administrator, own.people.security_officer, own.people.auditor])
      expect(await codeOf(give(manager, { delegateId: control }))).toBe('SEPARATION_OF_DUTIES');
    expect(await codeOf(give(manager, { delegateId: sister.people.staff }))).toBe('NOT_EMPLOYED');
    expect(await codeOf(give(manager, { to: iso(START.add({ hours: 24 * 93 })) }))).toBe('DELEGATION_TOO_WIDE');
    expect(await codeOf(give(manager, { from: iso(START.subtract({ hours: 1 })) }))).toBe('VALIDATION');
    expect(await tracedCode(house, manager, 'delegation.given')).toBe('VALIDATION');
  });

  test('is not passed on: not what was received, not a post kept for another', async () => {
    await give(manager);
    expect(await codeOf(give(deputy, { delegateId: own.people.staff }))).toBe('NOT_ENTITLED');
    const keeper = await house.group.hire(own, 'staff');
    await appointPerson(await house.as(headquarters.people.system_administrator), {
      company: own.code,
      personId: keeper,
      post: 'general_manager',
      actingForId: manager,
      lines: [],
    });
    expect(await codeOf(give(keeper, { delegateId: own.people.staff }))).toBe('DELEGATION_TOO_WIDE');
  });
});

describe('what ends it', () => {
  test('revoking bites at the next call; the delegate cannot, a stranger learns nothing, twice is no change', async () => {
    const delegate = await house.group.hire(own, 'staff');
    const { number } = await give(manager, { delegateId: delegate });
    expect(await delegatedSeats(delegate)).not.toEqual([]);
    const revoke = async (by: string) => revokeDelegation(await house.as(by), { number });
    expect(await codeOf(revoke(delegate))).toBe('NOT_ENTITLED');
    expect(await codeOf(revoke(own.people.staff))).toBe('NOT_FOUND');
    expect(await codeOf(revoke(sister.people.security_officer))).toBe('NOT_FOUND');
    expect((await revoke(manager)).inForce).toBe(false);
    expect(await delegatedSeats(delegate)).toEqual([]);
    expect(await codeOf(revoke(manager))).toBe('NO_CHANGE');
  });

  test('the company’s or the head office’s security officer revokes it too', async () => {
    for (const officer of [own.people.security_officer, headquarters.people.security_officer]) {
      const delegate = await house.group.hire(own, 'staff');
      const { number } = await give(manager, { delegateId: delegate });
      await revokeDelegation(await house.as(officer), { number });
      expect(await delegatedSeats(delegate)).toEqual([]);
    }
  });

  test('it ends with its date, and with the post of whoever gave it', async () => {
    const delegate = await house.group.hire(own, 'staff');
    const head = await house.group.hire(own, 'department_head');
    await give(head, { delegateId: delegate, post: 'department_head' });
    expect(await delegatedSeats(delegate)).not.toEqual([]);
    const end = START.add({ hours: 24 * 10 });
    await house.setTime(end);
    expect(await delegatedSeats(delegate, end)).toEqual([]);
    await house.setTime(START);
    const administrator = await house.as(own.people.system_administrator);
    const { entries } = await listAppointments(administrator, {
      company: own.code,
      personId: head,
      which: 'all',
      limit: 5,
    });
    await endAppointment(administrator, { company: own.code, appointmentId: entries[0]?.appointmentId ?? '' });
    expect(await delegatedSeats(delegate)).toEqual([]);
    const { delegations = [] } = await actor(delegate);
    expect(delegations.map((lent) => isInForce(lent, { personId: delegate, appointments: [] }, START))).toEqual([
      false,
    ]);
  });
});
