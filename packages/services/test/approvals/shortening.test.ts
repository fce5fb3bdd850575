import { randomUUID } from 'node:crypto';
import type { Approver } from '@miji/core';
import { allOf, OWNER_GENERAL_MANAGER } from '@miji/core';
import { afterEach, describe, expect, test } from 'vitest';
import { useGrant as issueCopy } from '../../src/index.ts';
import { codeOf, openHouse, refusalOf, START, tally } from '../support/house.ts';
import { decisionDesk } from './support/decision-desk.ts';

const house = await openHouse();
const { own } = house.group;
const { general_manager: manager, department_head: head } = own.people;
const reader = await house.group.hire(own, 'staff');
const colleague = await house.group.hire(own, 'staff');
const item = await house.register('secret', [reader, colleague], {
  content: { format: 'plain', text: Array.from({ length: 30 }, (_, line) => `第 ${line + 1} 行`).join('\n') },
});
const { approve, shorten, see, grantsOf, toldOf, takingNeeds, publish } = decisionDesk(house);
const HEAD: Approver = { kind: 'post', company: 'owner', post: 'department_head' };
const both = (copies: number) => ({
  terms: {
    recipients: [
      { personId: reader, copies },
      { personId: colleague, copies },
    ],
  },
});
const span = (from: number, to: number) => ({ unit: 'lines', from, to }) as const;
const useBefore = (hours: number) => START.add({ hours }).toString({ smallestUnit: 'millisecond' });
afterEach(async () => {
  await house.setTime(START);
  await publish();
});

describe('whoever decides may give less', () => {
  test('fewer copies, and a recipient struck out: the grants are for what is left', async () => {
    const number = await house.file(item, reader, both(3));
    const decided = await shorten(number, manager, { recipients: [{ personId: reader, copies: 2 }] });
    expect(decided).toMatchObject({ state: 'approved', copies: 2, terms: { recipients: [{ copies: 2 }] } });
    expect(await grantsOf(number)).toMatchObject([{ number: `${number}-G`, person_id: reader, copies: 2 }]);
    const { steps, rounds } = await see(number, reader);
    expect(steps).toMatchObject([{ kind: 'approve', terms: { recipients: [{ person: { id: reader }, copies: 2 }] } }]);
    // What was asked for stays on record.
    expect(rounds[0]?.terms.recipients).toHaveLength(2);
    expect(await toldOf(number, 'shortened')).toEqual([reader]);
    expect(await toldOf(number, 'approved')).toEqual([reader]);
  });

  test('two recipients left have a grant each, and neither uses the other’s', async () => {
    const number = await house.file(item, reader, both(1));
    await approve(number, manager);
    expect(await grantsOf(number)).toMatchObject([
      { number: `${number}-G`, person_id: reader },
      { number: `${number}-G2`, person_id: colleague },
    ]);
    const use = async (grant: string, personId: string) =>
      issueCopy(await house.as(personId), { grant, idempotencyKey: randomUUID() });
    expect(await codeOf(use(`${number}-G2`, reader))).toBe('NOT_FOUND');
    expect((await use(`${number}-G2`, colleague)).copy.holder.id).toBe(colleague);
    expect([...(await toldOf(number, 'approved'))].toSorted()).toEqual([reader, colleague].toSorted());
  });

  test('fewer lines, and an earlier end', async () => {
    const number = await house.file(item, reader, { operation: 'excerpt', lines: [3, 20] });
    await shorten(number, manager, { spans: [span(4, 5), span(9, 9)], useBefore: useBefore(2) });
    const [grant] = await grantsOf(number);
    expect(grant).toMatchObject({ spans: [span(4, 5), span(9, 9)] });
    expect(grant?.expires_at.equals(START.add({ hours: 2 }))).toBe(true);
    await house.setTime(START.add({ hours: 2 }));
    const late = issueCopy(await house.as(reader), { grant: `${number}-G`, idempotencyKey: randomUUID() });
    expect(await codeOf(late)).toBe('GRANT_EXPIRED');
  });

  test('a later end than the rules’ is the rules’', async () => {
    const number = await house.file(item, reader, { terms: { useBefore: useBefore(24 * 400) } });
    await approve(number, manager);
    expect((await grantsOf(number))[0]?.expires_at.equals(START.add({ hours: 24 * 7 }))).toBe(true);
  });
});

describe('nobody gives more than was asked for (NOT_NARROWER)', () => {
  test.each([
    ['more copies', { recipients: [{ personId: reader, copies: 3 }] }],
    ['somebody who was not named', { recipients: [{ personId: head, copies: 1 }] }],
    ['the approver himself', { recipients: [{ personId: manager, copies: 1 }] }],
    [
      'one recipient twice',
      {
        recipients: [
          { personId: reader, copies: 2 },
          { personId: reader, copies: 2 },
        ],
      },
    ],
    ['a line more at the end', { spans: [span(3, 7)] }],
    ['a line more at the beginning', { spans: [span(2, 6)] }],
    ['another part', { spans: [span(3, 4), span(10, 10)] }],
    ['pages instead of lines', { spans: [{ unit: 'pages', from: 3, to: 3 } as const] }],
    ['the whole', { spans: [] }],
    ['a later end', { useBefore: useBefore(25) }],
    ['no end', { useBefore: null }],
  ])('%s', async (_, change) => {
    const number = await house.file(item, reader, {
      operation: 'excerpt',
      terms: { recipients: [{ personId: reader, copies: 2 }], spans: [span(3, 6)], useBefore: useBefore(24) },
    });
    expect(await codeOf(shorten(number, manager, change))).toBe('NOT_NARROWER');
    expect(await see(number, reader)).toMatchObject({ state: 'pending', steps: [], copies: 2 });
  });

  test('nor anything that would be over before it begins', async () => {
    const number = await house.file(item, reader);
    expect(await refusalOf(shorten(number, manager, { useBefore: useBefore(0) }))).toMatchObject({
      code: 'VALIDATION',
      fields: [{ field: 'terms.useBefore' }],
    });
    const dated = await house.file(item, reader, { terms: { useBefore: useBefore(1) } });
    await house.setTime(START.add({ hours: 1 }));
    expect(await codeOf(approve(dated, manager))).toBe('VALIDATION');
  });

  test('who comes later may only narrow further: what the first has struck out stays out', async () => {
    await takingNeeds(allOf(OWNER_GENERAL_MANAGER, HEAD));
    const number = await house.file(item, reader, both(3));
    await shorten(number, manager, { recipients: [{ personId: reader, copies: 2 }] });
    expect(await toldOf(number, 'agreed')).toEqual([reader]);
    expect(await codeOf(shorten(number, head, { recipients: [{ personId: reader, copies: 3 }] }))).toBe('NOT_NARROWER');
    expect(await codeOf(shorten(number, head, { recipients: [{ personId: colleague, copies: 1 }] }))).toBe(
      'NOT_NARROWER',
    );
    await shorten(number, head, { recipients: [{ personId: reader, copies: 1 }] });
    expect(await grantsOf(number)).toMatchObject([{ person_id: reader, copies: 1 }]);
  });

  test('of two who cut it down at once, neither undoes what the other has cut', async () => {
    await takingNeeds(allOf(OWNER_GENERAL_MANAGER, HEAD));
    const number = await house.file(item, reader, both(3));
    const outcome = await tally([
      shorten(number, manager, { recipients: [{ personId: reader, copies: 1 }] }),
      shorten(number, head, { recipients: [{ personId: reader, copies: 3 }] }),
    ]);
    // Where the wider one came second it was refused; where it came first the other has narrowed it further.
    expect([{ done: 2 }, { done: 1, NOT_NARROWER: 1 }]).toContainEqual(outcome);
    const { terms } = await see(number, reader);
    expect(terms.recipients).toHaveLength(1);
    const given = (await grantsOf(number)).map(({ copies }) => copies);
    expect(given).toEqual(outcome['done'] === 2 ? [1] : []);
  });

  test('whoever was struck out stays on the asking side: he does not decide it either', async () => {
    await takingNeeds(allOf(OWNER_GENERAL_MANAGER, HEAD));
    const number = await house.file(item, reader, {
      terms: {
        recipients: [
          { personId: reader, copies: 1 },
          { personId: head, copies: 1 },
        ],
      },
    });
    await shorten(number, manager, { recipients: [{ personId: reader, copies: 1 }] });
    expect(await codeOf(approve(number, head))).toBe('SELF_APPROVAL');
    expect(await see(number, reader)).toMatchObject({ state: 'pending' });
  });

  test('agreeing to exactly what is asked for cuts nothing', async () => {
    const number = await house.file(item, reader, both(1));
    await shorten(number, manager, {});
    expect((await see(number, reader)).steps[0]).toMatchObject({ kind: 'approve', terms: null });
    expect(await toldOf(number, 'shortened')).toEqual([]);
  });
});

test('a recipient who lost the range while it was being decided has a grant that is void from the start', async () => {
  const number = await house.file(item, reader, both(1));
  await house.superuser.query(
    `update miji.item_range set valid_to = $1 where member_person_id = $2 and item_id = (select id from miji.item where number = $3)`,
    [START.toString(), colleague, item],
  );
  await approve(number, manager);
  expect(await grantsOf(number)).toMatchObject([
    { person_id: reader, void_code: null },
    { person_id: colleague, void_code: 'GRANT_VOID_RANGE_LOST' },
  ]);
});
