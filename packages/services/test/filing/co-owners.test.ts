import { expect, test } from 'vitest';
import { decisionDesk } from '../approvals/support/decision-desk.ts';
import { codeOf, openHouse } from '../support/house.ts';

const house = await openHouse();
const { own, sister } = house.group;
const requester = await house.group.hire(sister, 'staff');
const colleague = await house.group.hire(sister, 'staff');
const stranger = await house.group.hire(own, 'staff');
const { askBack, answer } = decisionDesk(house);

test('behind a route that was fixed for people of one of its owners nobody comes in who is none of them (K-03)', async () => {
  const item = await house.register('secret', [requester, colleague, stranger]);
  await house.superuser.query('update miji.item set co_owner_ids = $1 where number = $2', [[sister.id], item]);
  const number = await house.file(item, requester);
  await askBack(number, own.people.general_manager);
  const terms = (...people: readonly string[]) => ({
    terms: { recipients: people.map((personId) => ({ personId, copies: 1 })), spans: [], useBefore: null },
  });
  // To the owner he is no further away than who asks; to the other owner he is a stranger, and its rules may send him another way.
  expect(await codeOf(answer(number, requester, terms(requester, stranger)))).toBe('VALIDATION');
  expect((await answer(number, requester, terms(requester, colleague))).round).toBe(2);
});
