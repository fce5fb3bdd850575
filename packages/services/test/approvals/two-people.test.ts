import type { Approver } from '@miji/core';
import { inOrder } from '@miji/core';
import { expect, test } from 'vitest';
import { codeOf, openHouse, START } from '../support/house.ts';
import { decisionDesk } from './support/decision-desk.ts';

const house = await openHouse();
const { own, headquarters } = house.group;
const reader = await house.group.hire(own, 'staff');
const item = await house.register('secret', [reader]);
const { approve, takingNeeds, see } = decisionDesk(house);

const HEAD_OFFICE_MANAGER: Approver = { kind: 'post', company: 'headquarters', post: 'general_manager' };
const OWNER_MANAGER: Approver = { kind: 'post', company: 'owner', post: 'general_manager' };
/** Beyond nine tenths of seven days. */
const LATE = START.add({ hours: 164 });

test('the next in line stands in for one who does not answer, and is not the second of two as well (CF-32)', async () => {
  await takingNeeds(inOrder(OWNER_MANAGER, HEAD_OFFICE_MANAGER));
  const number = await house.file(item, reader);
  const { general_manager: executive, deputy_general_manager: deputy } = headquarters.people;
  await house.setTime(LATE);
  const one = await approve(number, executive);
  expect(one.state).toBe('pending');
  expect(await codeOf(approve(number, executive))).toBe('ALREADY_APPROVED_BY_YOU');
  expect((await see(number, reader)).steps).toMatchObject([{ person: { id: executive }, escalated: true }]);
  // His own seat goes to the next in line in turn: another person.
  expect((await approve(number, deputy)).state).toBe('approved');
});
