import { describe, expect, test } from 'vitest';
import { codeOf, openHouse, tally, tracedCode } from '../support/house.ts';
import { decisionDesk } from './support/decision-desk.ts';

const house = await openHouse();
const { own, headquarters } = house.group;
const { general_manager: executive, deputy_general_manager: deputy } = headquarters.people;
const reader = await house.group.hire(own, 'staff');
const item = await house.register('top_secret', [reader]);
const { approve, refuse, askBack, see } = decisionDesk(house);
const confirmed = (number: string, by = executive, kind?: 'totp' | 'passkey') =>
  house.accounts.confirmBySecondFactor(by, number, kind);

describe('what is 绝密 is decided with a second factor, at the act itself', () => {
  test.each([
    ['agreeing', approve, 'approved'],
    ['refusing', refuse, 'refused'],
    ['asking back', askBack, 'returned'],
  ])('%s needs it', async (_, act, state) => {
    const number = await house.file(item, reader);
    expect(await codeOf(act(number, executive))).toBe('SECOND_FACTOR_REQUIRED');
    expect(await tracedCode(house, executive, `request.${state === 'returned' ? 'asked_back' : state}`)).toBe(
      'SECOND_FACTOR_REQUIRED',
    );
    expect(await see(number, reader)).toMatchObject({ state: 'pending', steps: [], needsSecondFactor: true });
    confirmed(number, executive, 'passkey');
    expect(await act(number, executive)).toMatchObject({ state });
    expect((await see(number, reader)).steps).toMatchObject([{ secondFactor: 'passkey' }]);
  });

  test('below it nothing of the kind is asked', async () => {
    const lower = await house.register('secret', [reader]);
    const number = await house.file(lower, reader);
    expect(await see(number, own.people.general_manager)).toMatchObject({ needsSecondFactor: false });
    expect(await approve(number, own.people.general_manager)).toMatchObject({ state: 'approved' });
    expect((await see(number, reader)).steps).toMatchObject([{ secondFactor: null }]);
  });

  test('a proof is good for one request, one person and one act', async () => {
    const [one, other] = [await house.file(item, reader), await house.file(item, reader)];
    confirmed(one, deputy);
    expect(await codeOf(approve(one, executive))).toBe('SECOND_FACTOR_REQUIRED');
    expect(await codeOf(approve(other, deputy))).toBe('SECOND_FACTOR_REQUIRED');
    expect(await approve(one, deputy)).toMatchObject({ state: 'approved' });
    expect(await codeOf(approve(other, deputy))).toBe('SECOND_FACTOR_REQUIRED');
  });

  test('of twenty calls with one proof one goes through', async () => {
    const number = await house.file(item, reader);
    confirmed(number);
    const ways = await tally(Array.from({ length: 20 }, () => approve(number, executive)));
    expect(ways['done']).toBe(1);
    expect((await see(number, reader)).steps).toHaveLength(1);
  });

  test('nobody spends his proof on what he may not decide', async () => {
    const own_ = await house.register('top_secret', []);
    const number = await house.file(own_, executive);
    confirmed(number, executive);
    expect(await codeOf(approve(number, executive))).toBe('SELF_APPROVAL');
    const proof = { personId: executive, subject: number, at: await house.platform.clock.now() };
    expect(await house.accounts.takeSecondFactorProof(proof)).toBe('totp');
  });
});

test('a request that became 绝密 while the page was open is not decided as what it was', async () => {
  const rising = await house.register('secret', [reader]);
  const number = await house.file(rising, reader);
  await house.superuser.query('update miji.item set level = 3 where number = $1', [rising]);
  expect(await codeOf(approve(number, own.people.general_manager))).toBe('VERSION_CONFLICT');
});
