import { inspect } from 'node:util';
import { Refusal, reportedEvent } from '@miji/contract';
import { describe, expect, test } from 'vitest';
import { classify } from '../../src/index.ts';
import { createRecords } from '../../src/records/records.ts';
import { CUSTOMER, officeOf } from './office.ts';

interface CustomerRow {
  readonly id: number;
  readonly vip: 'A' | 'B' | 'C';
  readonly manager_id: string | null;
  readonly department_id: string | null;
  readonly full_name: string;
  readonly phone: string;
  readonly account: string;
  readonly sms_code: string;
  readonly password: string;
  readonly segment: string;
}

const ROW: CustomerRow = {
  id: 7,
  vip: 'C',
  manager_id: 'li',
  department_id: 'retail',
  full_name: '张明远',
  phone: '13812345678',
  account: '6222021234567890',
  sms_code: '482913',
  password: 'hunter2',
  segment: '零售',
};
const row = (id: number, change: Partial<CustomerRow> = {}): CustomerRow => ({ ...ROW, id, ...change });

const mapped = (records: ReturnType<typeof createRecords>) =>
  records('customer')
    .rows<CustomerRow>()
    .map({
      ref: 'id',
      grade: { column: 'vip', values: { A: 'decisive', B: 'important', C: 'ordinary' } },
      accountManager: 'manager_id',
      department: 'department_id',
      fields: {
        full_name: 'full_name',
        mobile: (one) => one.phone,
        account: 'account',
        sms_code: 'sms_code',
        password: 'password',
        segment: 'segment',
      },
    });

const open = () => {
  const office = officeOf();
  const records = createRecords(office.host);
  return { ...office, records, customers: mapped(records) };
};
const codeOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'allowed',
    (error: unknown) => (error instanceof Refusal ? error.code : error),
  );
const LI = { person: 'li', purpose: '回访' } as const;

describe('a guarded read', () => {
  test('gives each field masked, withheld or sealed, and is written down first (K-15)', async () => {
    const { customers, events } = open();
    const seen = await customers.read(ROW, { ...LI, fields: ['full_name', 'mobile', 'password', 'segment'] });
    expect(seen.fields).toMatchObject({
      full_name: { state: 'masked', text: '张**' },
      mobile: { state: 'masked', text: '138****5678' },
      password: { state: 'withheld', text: '***' },
      segment: { state: 'clear' },
    });
    expect(inspect(seen, { depth: 9 })).not.toMatch(/零售|明远|hunter2|1381234/);
    const { segment } = seen.fields;
    expect(segment.state === 'clear' && (await segment.value.reveal(seen.allowed))).toBe('零售');
    expect(events).toMatchObject([
      {
        record: { class: 'customer', ref: '7' },
        operation: 'view',
        outcome: 'allowed',
        purpose: '回访',
        fields: ['segment'],
      },
    ]);
  });

  test('opens by its decision what it gave in clear and nothing else of the row: C3, masked, never asked for (K-15)', async () => {
    const { customers } = open();
    const { allowed } = await customers.read(ROW, { ...LI, fields: ['segment', 'mobile', 'password'] });
    const record = { class: 'customer', ref: '7' };
    const refused = expect.objectContaining({ name: 'ClassifiedLeak', reason: 'other_subject' });
    for (const subject of [{ record }, ...['password', 'mobile', 'full_name'].map((field) => ({ record, field }))]) {
      const sealed = classify('as it stands in the row', subject, { level: 'confidential' });
      await expect(sealed.reveal(allowed)).rejects.toEqual(refused);
    }
  });

  test('opens nothing any more once the class, the range or the post is another', async () => {
    const { customers, host } = open();
    const seen = await customers.read(ROW, { ...LI, fields: ['segment'] });
    const { segment } = seen.fields;
    if (segment.state !== 'clear') throw new Error(segment.state);
    const over = expect.objectContaining({ reason: 'decision_over' });
    const strict = { ...CUSTOMER, fields: CUSTOMER.fields.map((field) => ({ ...field, pfi: 'C3' as const })) };
    const classes = { recordClass: host.recordClass, actor: host.actor };
    host.recordClass = () => strict;
    await expect(segment.value.reveal(seen.allowed)).rejects.toEqual(over);
    host.recordClass = classes.recordClass;
    host.actor = () => null;
    await expect(segment.value.reveal(seen.allowed)).rejects.toEqual(over);
    host.actor = classes.actor;
    expect(await segment.value.reveal(seen.allowed)).toBe('零售');
  });

  test('hands nothing out that could not be written down', async () => {
    const { customers, state } = open();
    state.fails = new Refusal('SPOOL_FULL');
    expect(await codeOf(customers.read(ROW, { ...LI, fields: ['full_name'] }))).toBe('SPOOL_FULL');
    expect(await codeOf(customers.unmask(ROW, 'mobile', { ...LI, reason: '核对' }))).toBe('SPOOL_FULL');
    expect(await codeOf(customers.visible([ROW], LI))).toBe('SPOOL_FULL');
  });

  test('is refused by the level rules, and the refusal is written down too (GS-18, CD-06)', async () => {
    const { customers, events } = open();
    const asked = { person: 'both', purpose: '回访', fields: ['full_name'] } as const;
    expect(await codeOf(customers.read(row(8), asked))).toBe('allowed');
    expect(await codeOf(customers.read(row(8, { vip: 'B' }), asked))).toBe('NOT_IN_RANGE');
    expect(await codeOf(customers.read(row(8, { vip: 'A' }), { ...asked, person: 'li' }))).toBe('NOT_DESIGNATED');
    expect(events.map(({ code }) => code)).toEqual(['ALLOWED_NAMED', 'NOT_IN_RANGE', 'NOT_DESIGNATED']);
  });

  test('tells the trace only what its contract takes', async () => {
    const { customers, events } = open();
    const person = '0198c0de-0000-7000-8000-0000000000aa';
    await codeOf(customers.read(ROW, { person, purpose: ' ', fields: ['full_name'] }));
    await customers.visible([ROW], { person, purpose: '用'.repeat(300) });
    await customers.condition({ person, purpose: '用' });
    expect(events.map((event) => reportedEvent.safeParse(event).error)).toEqual([undefined, undefined, undefined]);
    expect(await codeOf(customers.condition({ person, purpose: '\u200b\u0000' }))).toBe('PURPOSE_REQUIRED');
    expect(await codeOf(customers.visible([ROW], { person, purpose: ' ' }))).toBe('PURPOSE_REQUIRED');
    expect(events.slice(3)).toMatchObject([{ code: 'PURPOSE_REQUIRED' }, { code: 'PURPOSE_REQUIRED' }]);
    expect(events.slice(3).map((event) => reportedEvent.safeParse(event).error)).toEqual([undefined, undefined]);
  });
});

describe('unmasking', () => {
  test('takes a reason, and stands in the trace by field (K-15)', async () => {
    const { customers, events } = open();
    const { value, allowed } = await customers.unmask(ROW, 'mobile', { ...LI, reason: '号码核对' });
    expect(inspect({ value, allowed }, { depth: 9 })).not.toContain('1381234');
    expect(await value.reveal(allowed)).toBe('13812345678');
    expect(events).toMatchObject([{ operation: 'unmask', fields: ['mobile'], purpose: '回访', reason: '号码核对' }]);
    expect(await codeOf(customers.unmask(ROW, 'mobile', { ...LI, reason: '' }))).toBe('UNMASK_REASON_REQUIRED');
    expect(await codeOf(customers.unmask(ROW, 'mobile', { ...LI, person: 'both', reason: '核对' }))).toBe(
      'NOT_ENTITLED',
    );
    expect(await codeOf(customers.unmask(ROW, 'password', { ...LI, reason: '核对' }))).toBe('FORBIDDEN_BY_RULE');
  });

  const unmasked = async (
    from: ReturnType<typeof open>['customers'],
    one: CustomerRow,
    field: 'account' | 'sms_code',
  ) => codeOf(from.unmask(one, field, { ...LI, reason: '核对' }));

  test('of what authenticates together stops at the second half, also of the row fetched and mapped anew', async () => {
    const { records, customers } = open();
    expect(await unmasked(customers, ROW, 'account')).toBe('allowed');
    expect(await unmasked(mapped(records), { ...ROW }, 'sms_code')).toBe('FORBIDDEN_BY_RULE');
    expect(await unmasked(customers, row(8), 'sms_code')).toBe('allowed');
  });

  test('of what authenticates together gives one half alone to whoever asks for both at the same time', async () => {
    const { customers } = open();
    const both = await Promise.all([unmasked(customers, ROW, 'account'), unmasked(customers, ROW, 'sms_code')]);
    expect(both).toEqual(['allowed', 'FORBIDDEN_BY_RULE']);
  });
});

describe('many rows', () => {
  const rows = [row(1), row(2, { vip: 'B' }), row(3, { vip: 'B', manager_id: 'wang' }), row(4, { vip: 'A' }), row(5)];

  test('are filtered in their order', async () => {
    const { customers, events } = open();
    expect((await customers.visible(rows, LI)).map(({ id }) => id)).toEqual([1, 2, 5]);
    const ref: unknown = expect.stringMatching(/^rows:3:[\da-f]{64}$/);
    expect(events).toMatchObject([{ operation: 'list', record: { ref }, code: 'ALLOWED_RESPONSIBLE_MANAGER' }]);
    expect(await customers.visible(rows, { person: 'gone', purpose: '回访' })).toEqual([]);
    expect(events.at(-1)).toMatchObject({ outcome: 'denied', record: { ref: 'rows:0' } });
    await customers.condition(LI);
    expect(events.at(-1)).toMatchObject({ operation: 'list', purpose: '回访', record: { ref: 'condition' } });
  });

  test('are masked together, those that he may not know left out', async () => {
    const { customers, events } = open();
    const seen = await customers.readMany(rows, { ...LI, fields: ['full_name'] });
    expect(seen.map(({ ref, fields }) => [ref, fields.full_name.state])).toEqual([
      ['1', 'masked'],
      ['2', 'masked'],
      ['5', 'masked'],
    ]);
    expect(events).toHaveLength(rows.length);
  });

  test('are no more than the class allows at once (K-15)', async () => {
    const { customers, events } = open();
    const many = Array.from({ length: CUSTOMER.batchLimit + 1 }, (_, n) => row(n));
    expect(await codeOf(customers.visible(many, LI))).toBe('BATCH_LIMIT');
    expect(await codeOf(customers.readMany(many, { ...LI, fields: ['full_name'] }))).toBe('BATCH_LIMIT');
    const refused = {
      record: { class: 'customer', ref: 'rows' },
      outcome: 'denied',
      code: 'BATCH_LIMIT',
      purpose: '回访',
    };
    expect(events).toMatchObject([refused, refused]);
  });

  test('are no more within an hour than ten times that, however small the batches (K-15)', async () => {
    const { customers, events } = open();
    const readAll = (from: number, to: number) => {
      const numbers = Array.from({ length: to - from }, (_, n) => from + n);
      return Promise.all(numbers.map((n) => codeOf(customers.read(row(n), { ...LI, fields: ['full_name'] }))));
    };
    const most = 10 * CUSTOMER.batchLimit;
    expect(new Set(await readAll(0, most))).toEqual(new Set(['allowed']));
    expect(await readAll(most, most + 1)).toEqual(['BATCH_LIMIT']);
    expect(events.at(-1)).toMatchObject({ person: 'li', outcome: 'denied', code: 'BATCH_LIMIT' });
    expect(await codeOf(customers.visible([row(most)], LI))).toBe('BATCH_LIMIT');
    expect(await codeOf(customers.unmask(row(most), 'mobile', { ...LI, reason: '核对' }))).toBe('BATCH_LIMIT');
    expect(events.slice(-2)).toMatchObject([{ code: 'BATCH_LIMIT' }, { code: 'BATCH_LIMIT' }]);
    // What he has seen already he may see again.
    expect(await readAll(0, 1)).toEqual(['allowed']);
  });
});
