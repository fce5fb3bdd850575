import { randomUUID } from 'node:crypto';
import { previewRequest as contract } from '@miji/contract';
import type { z } from 'zod';
import { OWNER_GENERAL_MANAGER, REGULATIONS } from '@miji/core';
import { describe, expect, test } from 'vitest';
import { previewRequest } from '../../src/index.ts';
import { decisionDesk } from '../approvals/support/decision-desk.ts';
import { openHouse, refusalOf, START } from '../support/house.ts';

const house = await openHouse();
const { own, headquarters } = house.group;
const { general_manager: manager, department_head: head } = own.people;
const reader = await house.group.hire(own, 'staff');
const outsider = await house.group.hire(own, 'staff');
const item = await house.register('secret', [reader, manager]);
const topSecret = await house.register('top_secret', [reader]);
const archived = await house.register('secret', [reader], { regimes: ['archive'] });
const { approve, refuse, publish } = decisionDesk(house);

type Asked = Partial<z.input<typeof contract.input>>;
const preview = async (by: string, asked: Asked) =>
  previewRequest(await house.as(by), contract.input.parse({ item, operation: 'copy', ...asked }));
const countOf = async (table: string): Promise<number> =>
  Number((await house.superuser.query<{ count: string }>(`select count(*) from miji.${table}`)).rows[0]?.count);

describe('before anything is sent it says', () => {
  test('who decides, by which rule, until when, and what one may ask for', async () => {
    expect(await preview(reader, {})).toMatchObject({
      outcome: 'can_be_filed',
      code: null,
      article: 'GS-22',
      missing: [],
      rule: OWNER_GENERAL_MANAGER,
      route: { kind: 'open', approvers: [{ id: manager }] },
      expiresAt: START.add({ hours: 24 * 7 }).toString({ fractionalSecondDigits: 3 }),
      limits: { copies: REGULATIONS.limits.maxCopies, loanDays: REGULATIONS.limits.loanDays },
      repeats: null,
    });
  });

  test('in which order, as the rule has it, for whom (AR-28, AR-30)', async () => {
    const loan = { item: archived, operation: 'loan' as const };
    expect(await preview(reader, loan)).toMatchObject({ article: 'AR-28', route: { approvers: [{ id: head }] } });
    const visit = await preview(reader, { ...loan, forVisitor: true });
    expect(visit).toMatchObject({ article: 'AR-30', rule: { kind: 'in_order' }, route: { approvers: [{ id: head }] } });
  });

  test('only a loan is for a visitor: of anything else the visitor changes nothing, even where a rule speaks of one', async () => {
    const outsiders = {
      regime: 'group',
      operation: 'copy',
      level: 'secret',
      applicant: 'outsider',
      article: 'AR-30',
    } as const;
    const cell = { ...outsiders, approver: { kind: 'nobody' }, necessityRequired: false } as const;
    await publish({ ...REGULATIONS, approvers: [...REGULATIONS.approvers, cell] });
    expect(await preview(reader, { forVisitor: true })).toMatchObject({ outcome: 'can_be_filed', article: 'GS-22' });
    await publish();
  });

  test('what is missing: a stated necessity, a recipient who is not named, fewer copies', async () => {
    const want = { item: topSecret, operation: 'copy' } as const;
    expect(await preview(reader, want)).toMatchObject({
      outcome: 'something_missing',
      code: 'NECESSITY_REQUIRED',
      missing: [{ kind: 'necessity' }],
      route: { kind: 'open' },
    });
    expect(await preview(reader, { ...want, necessity: '议事规则要求' })).toMatchObject({ outcome: 'can_be_filed' });
    const unnamed = await preview(reader, { recipientIds: [reader, outsider] });
    expect(unnamed).toMatchObject({ outcome: 'something_missing', code: 'NOT_IN_RANGE' });
    expect(await preview(reader, { recipientIds: [reader, randomUUID()] })).toEqual(unnamed);
    expect(await preview(reader, { copies: 21 })).toMatchObject({ outcome: 'something_missing', code: 'BATCH_LIMIT' });
  });

  test('where a recipient is who decides: to whom it goes instead', async () => {
    const { route } = await preview(reader, { recipientIds: [reader, manager] });
    const executives = [headquarters.people.general_manager, headquarters.people.deputy_general_manager];
    expect(route).toMatchObject({ kind: 'open', escalated: true });
    expect(route?.kind === 'open' ? route.approvers.map(({ id }) => id).toSorted() : []).toEqual(executives.toSorted());
  });

  test('that it is impossible, and by what rule: nothing set (K-05), forbidden (PM-11)', async () => {
    expect(await preview(reader, { operation: 'export' })).toMatchObject({
      outcome: 'impossible',
      code: 'RULE_NOT_SET',
      article: 'K-05',
      route: null,
      expiresAt: null,
    });
    const property = await house.register('secret', [reader], { regimes: ['property'] });
    expect(await preview(reader, { item: property, operation: 'carry_out' })).toMatchObject({
      outcome: 'impossible',
      code: 'FORBIDDEN_BY_RULE',
      article: 'PM-11',
    });
  });
});

describe('it reveals nothing', () => {
  test('of an item that one may not know: as of one that was never registered, whatever is asked', async () => {
    const never = `${own.code}-2026-999999`;
    for (const asked of [
      {},
      { operation: 'destroy' },
      { recipientIds: [reader] },
      { operation: 'declassify', copies: 0 },
    ] satisfies readonly Asked[]) {
      const [hidden, absent] = [
        await refusalOf(preview(outsider, { ...asked, item })),
        await refusalOf(preview(outsider, { ...asked, item: never })),
      ];
      expect(hidden).toEqual(absent);
      expect(hidden.code).toBe('NOT_FOUND');
    }
    const { rows } = await house.superuser.query(
      `select distinct code from miji.audit_event where action = 'request.previewed' and outcome = 'refused' and item_number = $1`,
      [item],
    );
    expect(rows).toEqual([{ code: 'NOT_IN_RANGE' }]);
  });

  test('and changes nothing: no request, no number, no notice; only that it was looked at is traced', async () => {
    const before = [await countOf('request'), await countOf('notice'), await countOf('outbox')];
    const first = await house.file(item, reader);
    await preview(reader, {});
    const second = await house.file(item, reader);
    expect(Number(second.slice(-6)) - Number(first.slice(-6))).toBe(1);
    const after = [await countOf('request'), await countOf('notice'), await countOf('outbox')];
    expect(after.map((count, index) => count - (before[index] ?? 0))).toEqual([2, 2, 2]);
    const { rows } = await house.superuser.query(
      `select 1 from miji.audit_event where action = 'request.previewed' and outcome = 'done' and actor_id = $1`,
      [reader],
    );
    expect(rows.length).toBeGreaterThan(0);
  });
});

test('how long such requests usually take: the median of the last year, and of fewer than three nothing', async () => {
  await publish();
  const sent = async (hours: number, verdict: typeof approve): Promise<void> => {
    const now = await house.platform.clock.now();
    const number = await house.file(item, reader, { operation: 'excerpt', lines: [1, 1] });
    await house.setTime(now.add({ hours }));
    await verdict(number, manager);
  };
  const usual = async () => (await preview(reader, { operation: 'excerpt' })).usualMinutes;
  await sent(10, approve);
  await sent(2, refuse);
  expect(await usual()).toBeNull();
  await sent(1, approve);
  expect(await usual()).toBe(120);
  // What was withdrawn or still waits was not decided.
  await house.file(item, reader, { operation: 'excerpt', lines: [1, 1] });
  expect(await usual()).toBe(120);
  await sent(30, approve);
  expect(await usual()).toBe(360);
  expect((await preview(reader, { operation: 'copy' })).usualMinutes).toBeNull();
  expect((await preview(reader, { operation: 'excerpt' })).repeats).toMatch(/-SQ-/);
  await house.setTime(START.add({ hours: 24 * 400 }));
  expect(await usual()).toBeNull();
});
