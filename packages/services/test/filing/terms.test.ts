import { randomUUID } from 'node:crypto';
import type { TermsWire } from '@miji/contract';
import { fileRequest as contract } from '@miji/contract';
import { describe, expect, test } from 'vitest';
import { fileRequest } from '../../src/index.ts';
import { decisionDesk } from '../approvals/support/decision-desk.ts';
import { codeOf, openHouse, refusalOf, START, tally, times } from '../support/house.ts';

const house = await openHouse();
const { own, headquarters } = house.group;
const { general_manager: manager } = own.people;
const [reader, colleague, outsider] = await Promise.all(times(3, () => house.group.hire(own, 'staff')));
const text = ['# 甲', '一', '## 乙', '二', '# 丙', '三'].join('\n');
const item = await house.register('secret', [reader, colleague, manager].map(String), {
  content: { format: 'markdown', text },
});
const { approve, see, toldOf } = decisionDesk(house);
const me = String(reader);

const ask = async (terms: Partial<TermsWire>, operation: 'copy' | 'excerpt' = 'copy') =>
  house.file(item, me, { particulars: { operation }, terms });
const field = (name: string) => ({ code: 'VALIDATION', fields: [{ field: name, article: 'GS-22' }] });
const to = (...ids: (string | undefined)[]) => ({ recipients: ids.map((id) => ({ personId: String(id), copies: 1 })) });
const part = (unit: 'lines' | 'sections' | 'pages', from: number, last: number) => ({ unit, from, to: last });

describe('each recipient may know the item (GS-22)', () => {
  test('where nobody is named it is for oneself, one copy', async () => {
    const input = contract.input.parse({
      item,
      particulars: { operation: 'copy' },
      purpose: '会议',
      idempotencyKey: randomUUID(),
    });
    expect(await fileRequest(await house.as(me), input)).toMatchObject({
      beneficiary: { id: me },
      copies: 1,
      terms: { recipients: [{ person: { id: me }, copies: 1 }], spans: [], useBefore: null },
    });
  });

  test('one among several who may not is named by his place, and nothing is filed', async () => {
    const refusal = await refusalOf(ask(to(me, colleague, outsider)));
    expect(refusal).toMatchObject({ code: 'NOT_IN_RANGE', fields: [{ field: 'terms.recipients.2' }] });
    // Somebody who does not exist is no more and no less than somebody who may not.
    expect(await refusalOf(ask(to(me, colleague, randomUUID())))).toMatchObject({
      code: refusal.code,
      fields: refusal.fields,
    });
  });

  test('nobody twice, so that nobody has more than he was given', async () => {
    expect(await refusalOf(ask(to(me, me)))).toMatchObject(field('terms.recipients'));
  });

  test('the second recipient is the approver: he does not decide it, it goes to his superiors', async () => {
    const number = await ask(to(me, manager));
    expect(await codeOf(approve(number, manager))).toBe('SELF_APPROVAL');
    expect((await see(number, me)).route).toMatchObject({ kind: 'open', escalated: true });
    expect(await toldOf(number, 'to_decide')).not.toContain(manager);
    expect(await approve(number, headquarters.people.general_manager)).toMatchObject({ state: 'approved' });
  });

  test('all copies together count against the most that one may ask for', async () => {
    const copies = (each: number) => ({
      recipients: [me, colleague].map((id) => ({ personId: String(id), copies: each })),
    });
    expect((await see(await ask(copies(10)), me)).copies).toBe(20);
    expect(
      await codeOf(
        ask({ recipients: [...copies(10).recipients.slice(0, 1), { personId: String(colleague), copies: 11 }] }),
      ),
    ).toBe('BATCH_LIMIT');
  });
});

describe('an excerpt says which parts, and each of them is there', () => {
  test('lines of the text, its headings, or its pages', async () => {
    for (const spans of [
      [part('lines', 1, 1), part('lines', 5, 6)],
      [part('sections', 1, 3)],
      [part('sections', 3, 3), part('lines', 1, 2)],
      [part('pages', 1, 1)],
    ]) {
      expect((await see(await ask({ spans }, 'excerpt'), me)).terms.spans).toEqual(spans);
    }
  });

  test.each([
    ['a line behind the last', [part('lines', 6, 7)], 'terms.spans.0'],
    ['a heading behind the last', [part('lines', 1, 1), part('sections', 3, 4)], 'terms.spans.1'],
    ['a page behind the last', [part('pages', 1, 2)], 'terms.spans.0'],
    ['nothing at all', [], 'terms.spans'],
    ['pages and lines at once', [part('pages', 1, 1), part('lines', 1, 1)], 'terms.spans'],
  ])('not %s', async (_, spans, name) => {
    expect(await refusalOf(ask({ spans }, 'excerpt'))).toMatchObject(field(name));
  });

  test('an end before its beginning does not reach the service', () => {
    const input = { item, particulars: { operation: 'excerpt' }, purpose: '会议', idempotencyKey: randomUUID() };
    const terms = { spans: [part('lines', 2, 1)] };
    expect(contract.input.safeParse({ ...input, terms }).success).toBe(false);
  });

  test('a plain text has no headings, and a copy takes no part', async () => {
    const plain = await house.register('secret', [me]);
    const excerpt = house.file(plain, me, {
      particulars: { operation: 'excerpt' },
      terms: { spans: [part('sections', 1, 1)] },
    });
    expect(await refusalOf(excerpt)).toMatchObject(field('terms.spans.0'));
    expect(await refusalOf(ask({ spans: [part('lines', 1, 1)] }))).toMatchObject(field('terms.spans'));
  });
});

test('a last instant that has passed is none', async () => {
  const until = (at: typeof START) => ask({ useBefore: at.toString({ smallestUnit: 'millisecond' }) });
  expect(await refusalOf(until(START))).toMatchObject(field('terms.useBefore'));
  expect((await see(await until(START.add({ milliseconds: 1 })), me)).terms.useBefore).toBe('2026-11-02T02:00:00.001Z');
});

describe('filed once', () => {
  test('twenty times under one key is one request with one round, told of once', async () => {
    const idempotencyKey = randomUUID();
    expect(await tally(times(20, () => house.file(item, me, { idempotencyKey })))).toEqual({ done: 20 });
    const number = await house.file(item, me, { idempotencyKey });
    expect((await see(number, me)).rounds).toHaveLength(1);
    expect(await toldOf(number, 'to_decide')).toEqual([manager]);
  });

  test('the same key for other recipients, parts or particulars is refused (KEY_REUSED)', async () => {
    const idempotencyKey = randomUUID();
    await house.file(item, me, { idempotencyKey });
    for (const change of [
      { terms: to(colleague) },
      { particulars: { operation: 'excerpt' as const }, terms: { spans: [part('lines', 1, 1)] } },
      { purpose: '另一个会议' },
    ])
      expect(await codeOf(house.file(item, me, { ...change, idempotencyKey }))).toBe('KEY_REUSED');
  });
});

test('filing, its first round, who could decide it, and the notice to him stand together or not at all', async () => {
  const number = await ask(to(me, colleague));
  const { rows } = await house.superuser.query(
    `select routed_to, round, stage, turn_began_at = filed_at as fresh, beneficiary_ids from miji.request where number = $1`,
    [number],
  );
  expect(rows).toEqual([
    { routed_to: [manager], round: 1, stage: 'fresh', fresh: true, beneficiary_ids: [me, colleague] },
  ]);
  expect((await see(number, me)).rounds).toMatchObject([{ round: 1, answer: null, terms: { recipients: [{}, {}] } }]);
  expect(await toldOf(number, 'to_decide')).toEqual([manager]);
});
