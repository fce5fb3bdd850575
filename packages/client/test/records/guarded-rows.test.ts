import { inspect } from 'node:util';
import { Refusal, reportedEvent } from '@miji/contract';
import { describe, expect, test } from 'vitest';
import { recordClassBook } from '../../src/records/record-class-book.ts';
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

const open = () => {
  const office = officeOf();
  const customers = createRecords(office.host)('customer')
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
  return { ...office, customers };
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
    expect(events.map((event) => reportedEvent.safeParse(event).error)).toEqual([undefined, undefined]);
  });
});

describe('unmasking', () => {
  test('takes a reason, and stands in the trace by field (K-15)', async () => {
    const { customers, events } = open();
    expect(await customers.unmask(ROW, 'mobile', { ...LI, reason: '号码核对' })).toBe('13812345678');
    expect(events).toMatchObject([{ operation: 'unmask', fields: ['mobile'], purpose: '回访', reason: '号码核对' }]);
    expect(await codeOf(customers.unmask(ROW, 'mobile', { ...LI, reason: '' }))).toBe('UNMASK_REASON_REQUIRED');
    expect(await codeOf(customers.unmask(ROW, 'mobile', { ...LI, person: 'both', reason: '核对' }))).toBe(
      'NOT_ENTITLED',
    );
    expect(await codeOf(customers.unmask(ROW, 'password', { ...LI, reason: '核对' }))).toBe('FORBIDDEN_BY_RULE');
  });

  test('of what authenticates together stops at the second half', async () => {
    const { customers } = open();
    expect(await customers.unmask(ROW, 'account', { ...LI, reason: '核对' })).toBe(ROW.account);
    expect(await codeOf(customers.unmask(ROW, 'sms_code', { ...LI, reason: '核对' }))).toBe('FORBIDDEN_BY_RULE');
  });
});

describe('many rows', () => {
  const rows = [row(1), row(2, { vip: 'B' }), row(3, { vip: 'B', manager_id: 'wang' }), row(4, { vip: 'A' }), row(5)];

  test('are filtered in their order', async () => {
    const { customers, events } = open();
    expect((await customers.visible(rows, LI)).map(({ id }) => id)).toEqual([1, 2, 5]);
    expect(events).toMatchObject([{ operation: 'list', record: { ref: 'rows:3' } }]);
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
    const { customers } = open();
    const many = Array.from({ length: CUSTOMER.batchLimit + 1 }, (_, n) => row(n));
    expect(await codeOf(customers.visible(many, LI))).toBe('BATCH_LIMIT');
    expect(await codeOf(customers.readMany(many, { ...LI, fields: ['full_name'] }))).toBe('BATCH_LIMIT');
  });
});

describe('the classes that a client knows', () => {
  test('are asked for once, again when they are too old, and then count no more', async () => {
    let now = 0;
    let asked = 0;
    let isUp = true;
    const company = { id: crypto.randomUUID(), code: 'HYYH', name: '宏远银行', kind: 'subsidiary' } as const;
    const book = recordClassBook(
      async () => {
        asked += 1;
        if (!isUp) throw new Refusal('UNAVAILABLE');
        const inForce = structuredClone(CUSTOMER);
        return { entries: [{ company, inForce, groupVersion: 1, ownVersion: null }] } as never;
      },
      { lifeMs: 10, now: () => now },
    );
    await Promise.all([book.of('customer'), book.of('customer')]);
    expect(asked).toBe(1);
    expect(await codeOf(book.of('unheard_of'))).toBe('NOT_FOUND');
    now = 10;
    isUp = false;
    expect(await codeOf(book.of('customer'))).toBe('UNAVAILABLE');
  });
});
