import { randomUUID } from 'node:crypto';
import type { RegisterItemInput } from '@miji/contract';
import { itemDraft, personsNamed } from '@miji/testing';
import { describe, expect, test } from 'vitest';
import { getItem, registerItem } from '../src/index.ts';
import { openHouse, refusalOf, times } from './support/house.ts';

const house = await openHouse();
const { own, sister, headquarters } = house.group;
const manager = own.people.department_head;
const named = personsNamed(manager);

const propose = async (
  changes: Partial<RegisterItemInput>,
  by: string = house.clerk,
  level: RegisterItemInput['level'] = 'secret',
) => registerItem(await house.as(by), { ...itemDraft(level, manager), range: named, ...changes });
const findingsOf = async (changes: Partial<RegisterItemInput>, level?: RegisterItemInput['level']) => {
  const { code, fields } = await refusalOf(propose(changes, house.clerk, level));
  return { code, fields };
};
const only = (code: string, field: string, article: string | null) => ({ code, fields: [{ field, code, article }] });
const department = { member: { kind: 'department', departmentId: own.departmentId }, reason: '部门' } as const;

describe('what is missing of a proposal is said field by field', () => {
  test('a period that is none (GS-13)', async () => {
    const none = only('PERIOD_REQUIRED', 'period', 'GS-13');
    expect(await findingsOf({ period: { kind: 'term', term: 'P0D' } })).toEqual(none);
    expect(await findingsOf({ period: { kind: 'until', day: '2026-10-31' } })).toEqual(none);
    expect(await findingsOf({ period: { kind: 'event', event: ' ' } })).toEqual(none);
  });

  test('a basis (GS-03)', async () => {
    expect(await findingsOf({ basis: ' ' })).toEqual(only('BASIS_REQUIRED', 'basis', 'GS-03'));
  });

  test('a reason, where the catalogue gives no level or another one (K-05)', async () => {
    const { levelReason: _none, ...draft } = itemDraft('secret', manager);
    const without = async (changes: Partial<RegisterItemInput>) => {
      const { code, fields } = await refusalOf(
        registerItem(await house.as(house.clerk), { ...draft, range: named, ...changes }),
      );
      return { code, fields };
    };
    expect(await without({})).toEqual(only('REASON_REQUIRED', 'levelReason', 'K-05'));
    expect(await without({ catalogueCode: 'GS-08.3' })).toEqual(only('REASON_REQUIRED', 'levelReason', 'GS-10'));
    expect(await findingsOf({ levelReason: '  ' })).toEqual(only('REASON_REQUIRED', 'levelReason', 'K-05'));
  });

  test('a place in the catalogue (GS-08, GS-09)', async () => {
    expect(await findingsOf({ catalogueCode: 'GS-09.2' })).toEqual(only('OUT_OF_SCOPE', 'catalogueCode', 'GS-09'));
    expect(await findingsOf({ catalogueCode: 'GS-08.99' })).toEqual(only('OUT_OF_SCOPE', 'catalogueCode', 'GS-08'));
  });

  test('a range: persons above 秘密, somebody at 秘密, nobody but by designation at 绝密 (GS-17…19)', async () => {
    expect(await findingsOf({ range: [department] })).toEqual(only('RANGE_TOO_WIDE', 'range', 'GS-18'));
    expect(await findingsOf({ range: [] }, 'confidential')).toEqual(only('RANGE_REQUIRED', 'range', 'GS-19'));
    expect(await findingsOf({}, 'top_secret')).toEqual(only('NOT_ENTITLED_TO_DESIGNATE', 'range', 'GS-17'));
    expect(await propose({ range: [department] }, house.clerk, 'confidential')).toMatchObject({
      markedLevel: 'confidential',
    });
    expect(await propose({ range: [] }, house.clerk, 'top_secret')).toMatchObject({ markedLevel: 'top_secret' });
    expect(
      await propose(
        { responsibleManagerId: headquarters.people.department_head },
        headquarters.people.general_manager,
        'top_secret',
      ),
    ).toMatchObject({ state: 'proposed' });
  });

  test('everything at once, not one thing after the other', async () => {
    const { code, fields } = await findingsOf({
      catalogueCode: 'GS-09.1',
      basis: '',
      period: { kind: 'term', term: 'P0D' },
      range: [department],
    });
    expect(code).toBe('OUT_OF_SCOPE');
    expect(fields.map((finding) => finding.code)).toEqual([
      'OUT_OF_SCOPE',
      'BASIS_REQUIRED',
      'PERIOD_REQUIRED',
      'RANGE_TOO_WIDE',
    ]);
  });

  test('whom and what the group does not have', async () => {
    const stranger = randomUUID();
    expect(await findingsOf({ range: [...named, ...personsNamed(stranger)] })).toEqual({
      code: 'VALIDATION',
      fields: [{ field: 'range.1.member', code: 'NOT_EMPLOYED', article: null }],
    });
    const post = { member: { kind: 'post', companyId: stranger, post: 'staff' }, reason: '岗位' } as const;
    const unknown = { member: { kind: 'department', departmentId: stranger }, reason: '部门' } as const;
    expect(await findingsOf({ range: [post, unknown, department] }, 'confidential')).toEqual({
      code: 'VALIDATION',
      fields: [
        { field: 'range.0.member', code: 'VALIDATION', article: null },
        { field: 'range.1.member', code: 'VALIDATION', article: null },
      ],
    });
    expect(await findingsOf({ departmentId: sister.departmentId })).toEqual(only('VALIDATION', 'departmentId', null));
    const foreign = {
      code: 'VALIDATION',
      fields: [{ field: 'responsibleManagerId', code: 'NOT_EMPLOYED', article: 'GS-18' }],
    };
    expect(await findingsOf({ responsibleManagerId: stranger })).toEqual(foreign);
    expect(await findingsOf({ responsibleManagerId: sister.people.general_manager })).toEqual(foreign);
  });

  test('a day that no calendar holds', async () => {
    expect(await findingsOf({ issuedOn: '9999-12-31', period: { kind: 'term', term: 'P99Y' } })).toMatchObject({
      code: 'PERIOD_REQUIRED',
    });
    expect(await findingsOf({ issuedOn: '0000-01-01' })).toMatchObject({ fields: [{ field: 'issuedOn' }] });
  });

  test('nothing of a refused proposal is kept', async () => {
    const { rows } = await house.superuser.query<{ orphans: string }>(
      `select count(*) as orphans from miji.item where number not in (select item_number from miji.audit_event where action = 'item.proposed' and outcome = 'done' and item_number is not null)`,
    );
    expect(Number(rows[0]?.orphans)).toBe(0);
  });
});

describe('registering', () => {
  test('twenty times under one key is one item, and the next number follows it', async () => {
    const input = { ...itemDraft('secret', manager), range: named };
    const ctx = await house.as(house.clerk);
    const answers = await Promise.all(times(20, () => registerItem(ctx, input)));
    const numbers = new Set(answers.map(({ number }) => number));
    expect(numbers.size).toBe(1);
    const [number = ''] = numbers;
    const next = await propose({});
    expect(Number(next.number.slice(-6))).toBe(Number(number.slice(-6)) + 1);
    const { rows } = await house.superuser.query(
      `select 1 from miji.audit_event where action = 'item.proposed' and item_number = $1 and outcome = 'done'`,
      [number],
    );
    expect(rows).toHaveLength(1);
  });

  test('twenty different ones at once get twenty numbers without a gap', async () => {
    const ctx = await house.as(house.clerk);
    const answers = await Promise.all(
      times(20, () => registerItem(ctx, { ...itemDraft('secret', manager), range: named })),
    );
    const running = answers.map(({ number }) => Number(number.slice(-6))).toSorted((a, b) => a - b);
    const [first = 0] = running;
    expect(running).toEqual(times(20, (index) => first + index));
  });

  test('a repeated call gives what the first one registered; the same key for something else is refused (KEY_REUSED)', async () => {
    const idempotencyKey = randomUUID();
    const first = await propose({ idempotencyKey });
    expect(await propose({ idempotencyKey })).toEqual(first);
    const other = propose({ idempotencyKey, period: { kind: 'term', term: 'P9Y' }, level: 'top_secret', range: [] });
    await expect(other).rejects.toMatchObject({ code: 'KEY_REUSED' });
  });

  test('until it is confirmed the higher of the proposal and the catalogue protects it (GS-10)', async () => {
    const { number, markedLevel } = await propose({ catalogueCode: 'GS-08.1', range: [] });
    expect(markedLevel).toBe('top_secret');
    const seen = await getItem(await house.as(headquarters.people.deputy_general_manager), { number });
    expect(seen).toMatchObject({ level: 'top_secret', proposedLevel: 'secret', state: 'proposed' });
  });

  test('the work may be in the charge of the head office’s people', async () => {
    const { number } = await propose({ responsibleManagerId: headquarters.people.department_head });
    expect(await getItem(await house.as(headquarters.people.department_head), { number })).toMatchObject({ number });
  });
});
