import { describe, expect, test } from 'vitest';
import { giveDelegation, listRequests, resubmitRequest, withdrawRequest } from '../../src/index.ts';
import { decisionDesk } from '../approvals/support/decision-desk.ts';
import { codeOf, openHouse, START, tally, times } from '../support/house.ts';

const house = await openHouse();
const { own, headquarters } = house.group;
const { general_manager: manager, deputy_general_manager: deputy } = own.people;
const reader = await house.group.hire(own, 'staff');
const colleague = await house.group.hire(own, 'staff');
const outsider = await house.group.hire(own, 'staff');
const item = await house.register('secret', [reader, colleague, manager]);
const { approve, refuse, askBack, answer, see, toldOf, publish, takingNeeds } = decisionDesk(house);
const terms = (...people: readonly string[]) => ({
  recipients: people.map((personId) => ({ personId, copies: 1 })),
  spans: [],
  useBefore: null,
});
const asked = async (): Promise<string> => {
  const number = await house.file(item, reader);
  await askBack(number, manager);
  return number;
};
const box = async (by: string, name: 'mine' | 'to_decide' | 'decided_by_me' | 'decided_for_me') =>
  (await listRequests(await house.as(by), { box: name, limit: 100 })).entries.map(({ number }) => number);

describe('what is asked back waits for the requester, and comes back as a new round', () => {
  test('each round keeps what was asked for, with the question and the answer to it', async () => {
    const number = await asked();
    expect(await see(number, reader)).toMatchObject({
      state: 'returned',
      mayResubmit: true,
      mayWithdraw: true,
      round: 1,
    });
    await house.setTime(START.add({ hours: 5 }));
    const renewed = await answer(number, reader, { terms: terms(reader, colleague), purpose: '两方各执一份' });
    expect(renewed).toMatchObject({ state: 'pending', round: 2, copies: 2, purpose: '两方各执一份' });
    const { rounds, steps, mayResubmit } = await see(number, manager);
    expect(rounds).toMatchObject([
      { round: 1, answer: null, purpose: '会议使用', terms: { recipients: [{ person: { id: reader } }] } },
      {
        round: 2,
        answer: '双方各执一份',
        terms: { recipients: [{ person: { id: reader } }, { person: { id: colleague } }] },
      },
    ]);
    expect(steps).toMatchObject([{ round: 1, kind: 'ask_back', reason: '为何需要两份？', person: { id: manager } }]);
    expect(mayResubmit).toBe(false);
    expect(await toldOf(number, 'answered')).toEqual([manager]);
    await house.setTime(START);
  });

  test('the clock begins anew, as long as the rules give it', async () => {
    const number = await asked();
    const late = START.add({ hours: 24 * 6 });
    await house.setTime(late);
    await answer(number, reader);
    const { expiresAt, stage } = await see(number, reader);
    expect(expiresAt).toBe(late.add({ hours: 24 * 7 }).toString({ fractionalSecondDigits: 3 }));
    expect(stage).toBe('fresh');
    await house.setTime(START);
  });

  test('only the requester answers it, only where it was asked, and each round once', async () => {
    const number = await asked();
    expect(await codeOf(answer(number, manager))).toBe('NOT_ENTITLED');
    expect(await codeOf(resubmitRequest(await house.as(outsider), { number, round: 1, answer: '答' }))).toBe(
      'NOT_FOUND',
    );
    const ctx = await house.as(reader);
    const ways = await tally(times(10, () => resubmitRequest(ctx, { number, round: 1, answer: '答' })));
    expect(ways).toEqual({ done: 1, NOT_ASKED_BACK: 9 });
    await askBack(number, manager);
    // An answer to the first question is none to the second.
    expect(await codeOf(resubmitRequest(ctx, { number, round: 1, answer: '答' }))).toBe('VERSION_CONFLICT');
    expect((await resubmitRequest(ctx, { number, round: 2, answer: '答' })).round).toBe(3);
  });

  test('what nobody answers expires like what nobody decides', async () => {
    const number = await asked();
    await house.setTime(START.add({ hours: 24 * 7 }));
    expect(await see(number, reader)).toMatchObject({ state: 'expired', mayResubmit: false, mayWithdraw: false });
    expect(await codeOf(answer(number, reader))).toBe('REQUEST_EXPIRED');
    await house.setTime(START);
  });

  test('it is withdrawn while it waits, and nothing is answered then', async () => {
    const number = await asked();
    expect((await withdrawRequest(await house.as(reader), { number })).state).toBe('withdrawn');
    expect(await codeOf(answer(number, reader))).toBe('WITHDRAWN');
  });

  test('whoever was to decide is told that it was withdrawn', async () => {
    const number = await house.file(item, reader);
    await withdrawRequest(await house.as(reader), { number });
    expect(await toldOf(number, 'withdrawn')).toEqual([manager]);
  });
});

describe('an answer opens no way round', () => {
  test('the approver who is made a recipient does not decide, and striking him out again does not help', async () => {
    const number = await asked();
    await answer(number, reader, { terms: terms(reader, manager) });
    expect(await codeOf(approve(number, manager))).toBe('SELF_APPROVAL');
    const executive = headquarters.people.general_manager;
    await askBack(number, executive);
    await answer(number, reader, { terms: terms(reader) });
    expect(await codeOf(approve(number, manager))).toBe('SELF_APPROVAL');
    expect((await approve(number, executive)).state).toBe('approved');
  });

  test('other recipients are looked at as on filing', async () => {
    const number = await asked();
    expect(await codeOf(answer(number, reader, { terms: terms(reader, outsider) }))).toBe('NOT_IN_RANGE');
    expect(await codeOf(answer(number, reader, { terms: terms(reader, reader) }))).toBe('VALIDATION');
    const many = {
      ...terms(),
      recipients: [
        { personId: reader, copies: 20 },
        { personId: colleague, copies: 1 },
      ],
    };
    expect(await codeOf(answer(number, reader, { terms: many }))).toBe('BATCH_LIMIT');
    expect((await see(number, reader)).state).toBe('returned');
  });

  test('agreements of the round before do not count in the new one (in order: both agree again)', async () => {
    await takingNeeds({
      kind: 'in_order',
      of: [
        { kind: 'post', company: 'owner', post: 'deputy_general_manager' },
        { kind: 'post', company: 'owner', post: 'general_manager' },
      ],
    });
    const number = await house.file(item, reader);
    await approve(number, deputy);
    await askBack(number, manager);
    await answer(number, reader, { terms: terms(reader, colleague) });
    expect(await codeOf(approve(number, manager))).toBe('NOT_YOUR_TURN');
    expect((await approve(number, deputy)).state).toBe('pending');
    expect((await approve(number, manager)).state).toBe('approved');
    await publish();
  });

  test('the stated necessity of a 绝密 item cannot be taken out of it', async () => {
    const secret = await house.register('top_secret', [reader]);
    const number = await house.file(secret, reader);
    const executive = headquarters.people.general_manager;
    house.accounts.confirmBySecondFactor(executive, number);
    await askBack(number, executive);
    expect(await codeOf(answer(number, reader, { necessity: '  ' }))).toBe('NECESSITY_REQUIRED');
    expect((await answer(number, reader)).necessity).toBe('现场只许用纸质文本');
  });
});

test('a refused request filed again is linked as a repeat, with the reason it was refused with', async () => {
  const first = await house.file(item, reader);
  await refuse(first, manager);
  // Of somebody else, or for something else, it is no repeat.
  expect((await see(await house.file(item, colleague), colleague)).repeats).toBeNull();
  const excerpt = await house.file(item, reader, { operation: 'excerpt', lines: [1, 1] });
  expect((await see(excerpt, reader)).repeats).toBeNull();
  const again = await house.file(item, reader);
  const shown = await see(again, manager);
  expect(shown.repeats).toBe(first);
  expect(shown.repeated).toMatchObject({ number: first, reason: '无必要' });
  await refuse(again, manager);
  expect((await see(await house.file(item, reader), reader)).repeats).toBe(again);
});

test('the principal finds what was decided in his name, and by whom; the delegate what he decided (GS-22)', async () => {
  await giveDelegation(await house.as(manager), {
    delegateId: deputy,
    company: own.code,
    post: 'general_manager',
    operations: ['copy'],
    highestLevel: 'secret',
    to: START.add({ hours: 24 }).toString({ smallestUnit: 'millisecond' }),
    reason: '出差',
  });
  const number = await house.file(item, reader);
  await approve(number, deputy);
  expect(await box(manager, 'decided_for_me')).toEqual([number]);
  expect(await box(deputy, 'decided_for_me')).toEqual([]);
  expect(await box(deputy, 'decided_by_me')).toContain(number);
  expect((await see(number, manager)).steps).toMatchObject([{ person: { id: deputy }, onBehalfOf: { id: manager } }]);
  expect(await codeOf(see(number, outsider))).toBe('NOT_FOUND');
});
