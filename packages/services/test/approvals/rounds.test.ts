import type { Approver } from '@miji/core';
import { allOf, atLeast, inOrder, OWNER_GENERAL_MANAGER } from '@miji/core';
import { afterEach, describe, expect, test } from 'vitest';
import { listRequests, withdrawRequest } from '../../src/index.ts';
import { codeOf, openHouse, refusalOf, START, tally } from '../support/house.ts';
import { decisionDesk } from './support/decision-desk.ts';

const house = await openHouse();
const { own } = house.group;
const { general_manager: manager, department_head: head } = own.people;
const reader = await house.group.hire(own, 'staff');
const colleague = await house.group.hire(own, 'staff');
const item = await house.register('secret', [reader, colleague, manager]);
const { approve, askBack, answer, decide, refuse, see, grantsOf, toldOf, takingNeeds, publish, shorten } =
  decisionDesk(house);
const HEAD: Approver = { kind: 'post', company: 'owner', post: 'department_head' };
const DEPUTY: Approver = { kind: 'post', company: 'owner', post: 'deputy_general_manager' };
const copiesFor = (personId: string, copies: number) => ({
  recipients: [{ personId, copies }],
  spans: [],
  useBefore: null,
});
const boxOf = async (personId: string) =>
  (await listRequests(await house.as(personId), { box: 'to_decide', limit: 100 })).entries.map(({ number }) => number);
afterEach(async () => {
  await house.setTime(START);
  await publish();
});

describe('asking something back', () => {
  test('sends it to the requester: nobody decides it until he has answered, and the clock is his', async () => {
    const number = await house.file(item, reader);
    await house.setTime(START.add({ hours: 24 }));
    expect(await askBack(number, manager)).toMatchObject({ state: 'returned', stillMissing: null, decidedBy: null });
    expect(await toldOf(number, 'asked_back')).toEqual([reader]);
    const seen = await see(number, reader);
    expect(seen).toMatchObject({
      state: 'returned',
      mayResubmit: true,
      expiresAt: '2026-11-10T02:00:00.000Z',
      steps: [{ kind: 'ask_back', round: 1, reason: '为何需要两份？', person: { id: manager } }],
    });
    expect(await boxOf(manager)).not.toContain(number);
    expect(await codeOf(approve(number, manager))).toBe('ASKED_BACK');
    expect(await codeOf(refuse(number, manager))).toBe('ASKED_BACK');
    expect(await codeOf(askBack(number, manager))).toBe('ASKED_BACK');
  });

  test('a question that nobody answers expires as a request does: silence is no', async () => {
    const number = await house.file(item, reader);
    await askBack(number, manager);
    await house.setTime(START.add({ hours: 24 * 7 }));
    expect(await see(number, reader)).toMatchObject({ state: 'expired' });
    expect(await codeOf(answer(number, reader))).toBe('REQUEST_EXPIRED');
  });

  test('the answer begins a round: what is asked for may be more, and it stands there beside what was asked for before', async () => {
    const number = await house.file(item, reader);
    await askBack(number, manager);
    expect(await codeOf(answer(number, colleague))).toBe('NOT_FOUND');
    expect(await codeOf(answer(number, manager))).toBe('NOT_ENTITLED');
    expect(await answer(number, reader, { terms: copiesFor(reader, 3) })).toMatchObject({
      state: 'pending',
      round: 2,
      copies: 3,
    });
    expect(await boxOf(manager)).toContain(number);
    const { rounds } = await see(number, manager);
    expect(rounds).toMatchObject([
      { round: 1, answer: null, terms: { recipients: [{ copies: 1 }] } },
      { round: 2, answer: '双方各执一份', terms: { recipients: [{ copies: 3 }] } },
    ]);
    expect(await approve(number, manager)).toMatchObject({ state: 'approved', round: 2 });
    expect(await grantsOf(number)).toMatchObject([{ copies: 3 }]);
  });

  test('it may still be taken back instead', async () => {
    const number = await house.file(item, reader);
    await askBack(number, manager);
    expect(await withdrawRequest(await house.as(reader), { number })).toMatchObject({ state: 'withdrawn' });
    expect(await codeOf(answer(number, reader))).toBe('WITHDRAWN');
  });

  test('nobody asks back whose turn it is not, nor in his own matter', async () => {
    await takingNeeds(inOrder(HEAD, OWNER_GENERAL_MANAGER));
    const number = await house.file(item, reader);
    expect(await codeOf(askBack(number, manager))).toBe('NOT_YOUR_TURN');
    expect(await codeOf(askBack(number, reader))).toBe('SELF_APPROVAL');
    expect(await codeOf(askBack(number, house.clerk))).toBe('NOT_FOUND');
    expect(await see(number, reader)).toMatchObject({ state: 'pending', steps: [] });
  });
});

describe('agreements of an earlier round do not count', () => {
  test('who has agreed to less agrees again, or it is not approved', async () => {
    await takingNeeds(allOf(OWNER_GENERAL_MANAGER, HEAD));
    const number = await house.file(item, reader);
    await approve(number, manager);
    await askBack(number, head);
    await answer(number, reader, { terms: copiesFor(reader, 5) });
    // The second agreement is the first of this round: the general manager has never seen five copies.
    expect(await approve(number, head)).toMatchObject({ state: 'pending' });
    expect(await grantsOf(number)).toEqual([]);
    expect(await boxOf(manager)).toContain(number);
    expect(await approve(number, manager)).toMatchObject({ state: 'approved' });
    expect((await see(number, reader)).steps.map(({ round, kind }) => `${round} ${kind}`)).toEqual([
      '1 approve',
      '1 ask_back',
      '2 approve',
      '2 approve',
    ]);
  });

  test('in an order it begins again with the first', async () => {
    await takingNeeds(inOrder(HEAD, OWNER_GENERAL_MANAGER));
    const number = await house.file(item, reader);
    await approve(number, head);
    await askBack(number, manager);
    await answer(number, reader);
    expect(await codeOf(approve(number, manager))).toBe('NOT_YOUR_TURN');
    await approve(number, head);
    expect(await approve(number, manager)).toMatchObject({ state: 'approved' });
  });

  test('nor are voices of a quorum carried over', async () => {
    const second = await house.group.hire(own, 'deputy_general_manager');
    await takingNeeds(atLeast(2, DEPUTY));
    const number = await house.file(item, reader);
    await approve(number, own.people.deputy_general_manager);
    await askBack(number, second);
    await answer(number, reader);
    expect(await approve(number, second)).toMatchObject({ state: 'pending' });
    expect(await approve(number, own.people.deputy_general_manager)).toMatchObject({ state: 'approved' });
  });

  test('what was cut down before is not cut down any more, unless it is again', async () => {
    await takingNeeds(allOf(OWNER_GENERAL_MANAGER, HEAD));
    const number = await house.file(item, reader, { copies: 4 });
    await shorten(number, manager, copiesFor(reader, 1));
    await askBack(number, head);
    await answer(number, reader, { terms: copiesFor(reader, 4) });
    await approve(number, manager);
    await approve(number, head);
    expect(await grantsOf(number)).toMatchObject([{ copies: 4 }]);
  });

  test('who is named only in the second round does not decide it; and who was named in the first neither', async () => {
    const first = await house.file(item, reader);
    await askBack(first, manager);
    await answer(first, reader, { terms: copiesFor(manager, 1) });
    expect(await codeOf(approve(first, manager))).toBe('SELF_APPROVAL');

    const second = await house.file(item, reader, { terms: copiesFor(manager, 1) });
    const executive = house.group.headquarters.people.general_manager;
    await askBack(second, executive);
    await answer(second, reader, { terms: copiesFor(reader, 1) });
    expect(await codeOf(approve(second, manager))).toBe('SELF_APPROVAL');
  });
});

test('nobody of another company comes in behind a route that was fixed for the owner’s people (K-03)', async () => {
  const guest = await house.group.hire(house.group.sister, 'staff');
  const archived = await house.register('secret', [reader, guest], { regimes: ['archive'] });
  const number = await house.file(archived, reader, { operation: 'loan' });
  await askBack(number, head);
  expect(await refusalOf(answer(number, reader, { terms: copiesFor(guest, 1) }))).toMatchObject({
    code: 'VALIDATION',
    fields: [{ field: 'terms.recipients', article: 'K-03' }],
  });
  expect(await answer(number, reader, { terms: copiesFor(reader, 1) })).toMatchObject({ state: 'pending', round: 2 });
});

describe('nobody agrees to a page that is old (VERSION_CONFLICT)', () => {
  test('a decision about one round is none about the next', async () => {
    await takingNeeds(allOf(OWNER_GENERAL_MANAGER, HEAD));
    const number = await house.file(item, reader);
    const { round } = await see(number, manager);
    await askBack(number, head);
    await answer(number, reader, { terms: copiesFor(reader, 5) });
    expect(await codeOf(decide(manager, { number, round, decision: 'approve' }))).toBe('VERSION_CONFLICT');
    expect(await see(number, reader)).toMatchObject({ state: 'pending', round: 2 });
    expect(await decide(manager, { number, round: 2, decision: 'approve' })).toMatchObject({ state: 'pending' });
  });

  test('of two answers to one question one counts', async () => {
    const number = await house.file(item, reader);
    await askBack(number, manager);
    expect(await tally([answer(number, reader), answer(number, reader)])).toEqual({ done: 1, NOT_ASKED_BACK: 1 });
    expect((await see(number, reader)).rounds).toHaveLength(2);
  });

  test('of a question and an agreement at once one counts', async () => {
    const number = await house.file(item, reader);
    const outcome = await tally([askBack(number, manager), approve(number, manager)]);
    expect([
      { done: 1, ALREADY_DECIDED: 1 },
      { done: 1, ASKED_BACK: 1 },
    ]).toContainEqual(outcome);
  });
});

test('a refusal says its ground, and a request for the same that is filed again is linked to it', async () => {
  const number = await house.file(item, reader);
  await decide(manager, { number, decision: 'refuse', reason: '已有两份在外', ground: 'too_much' });
  expect((await see(number, reader)).steps).toMatchObject([
    { kind: 'refuse', ground: 'too_much', reason: '已有两份在外' },
  ]);
  const again = await house.file(item, reader);
  expect(await see(again, manager)).toMatchObject({ repeats: number, repeated: { number, reason: '已有两份在外' } });
  expect((await refusalOf(refuse(number, manager))).code).toBe('ALREADY_DECIDED');
});
