import type { ApprovedOperation, Approver, Office } from '@miji/core';
import { inOrder, OWNER_GENERAL_MANAGER } from '@miji/core';
import { describe, expect, test } from 'vitest';
import { checkAccess, decideRequest, nameReader } from '../../src/index.ts';
import { codeOf, openHouse } from '../support/house.ts';
import { ruleOffice } from './support/rule-office.ts';

const house = await openHouse();
const office = ruleOffice(house);
const { own, sister } = house.group;
const { general_manager: manager, customer_service_manager: service, department_head: head } = own.people;
const SERVICE: Office = { kind: 'post', company: 'owner', post: 'customer_service_manager' };
const reader = await house.group.hire(own, 'staff');

/** Publishes a rule of customer files for one level, for everybody. */
const publish = (operation: ApprovedOperation, approver: Approver, article: string) =>
  office.enact((document) => ({
    ...document,
    approvers: [
      ...document.approvers.filter(
        (one) => `${one.regime} ${one.operation} ${one.level}` !== `customer_file ${operation} secret`,
      ),
      { regime: 'customer_file', operation, level: 'secret', approver, necessityRequired: false, article },
    ],
  }));
const approve = async (number: string, personId: string) =>
  decideRequest(await house.as(personId), { number, decision: 'approve' });

describe('an order that an office publishes, where the regulations leave it to it', () => {
  test('statistics for another department: the customer service manager, then the general manager (CF-10)', async () => {
    await publish(
      'export',
      inOrder<Office>(SERVICE, { kind: 'post', company: 'owner', post: 'general_manager' }),
      'CF-10',
    );
    const item = await house.register('secret', [reader], { regimes: ['customer_file'] });
    const number = await house.file(item, reader, { operation: 'export' });
    expect(await codeOf(approve(number, manager))).toBe('NOT_YOUR_TURN');
    expect(await approve(number, service)).toMatchObject({ state: 'pending' });
    expect(await approve(number, manager)).toMatchObject({ state: 'approved' });
  });

  test('correcting entries of a report: the general manager once, and nobody a second time (CF-11)', async () => {
    await publish('export', OWNER_GENERAL_MANAGER, 'CF-11');
    const item = await house.register('secret', [reader], { regimes: ['customer_file'] });
    const number = await house.file(item, reader, { operation: 'export' });
    expect(await approve(number, manager)).toMatchObject({ state: 'approved' });
    expect(await codeOf(approve(number, service))).toBe('NOT_FOUND');
  });
});

describe('to view a customer file one is named by whoever answers for it, who says why (CF-20)', () => {
  test('nobody else names, and who was not named may not view', async () => {
    const item = await house.register('secret', [reader], {
      regimes: ['customer_file'],
      responsibleManagerId: service,
    });
    const guest = await house.group.hire(sister, 'staff');
    const view = async (personId: string) =>
      checkAccess(await house.as(personId), { item, operation: 'view' }).then(({ outcome }) => outcome);
    const entry = { number: item, member: { kind: 'person', personId: guest }, reason: '联合授信核查' } as const;
    expect(await codeOf(view(guest))).toBe('NOT_FOUND');
    expect(await codeOf(nameReader(await house.as(head), entry))).not.toBeNull();
    expect(await codeOf(view(guest))).toBe('NOT_FOUND');
    await nameReader(await house.as(service), entry);
    expect(await view(guest)).toBe('allowed');
  });
});

describe('two companies of the group and one archive (AR-29)', () => {
  test('a loan goes to the head of the unit that asks, and then to whoever is responsible', async () => {
    const guest = await house.group.hire(sister, 'staff');
    const item = await house.register('secret', [guest], { regimes: ['archive'] });
    const number = await house.file(item, guest, { operation: 'loan' });
    expect(await codeOf(approve(number, head))).toBe('NOT_YOUR_TURN');
    expect(await approve(number, sister.people.department_head)).toMatchObject({ state: 'pending' });
    expect(await approve(number, head)).toMatchObject({ state: 'approved' });
  });
});
