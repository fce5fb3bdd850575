import type { CustomerGrade, RecordClass } from '@miji/core';
import { decideRecord, meets, recordCondition } from '@miji/core';
import { createTestDatabase } from '@miji/testing';
import { Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { afterAll, describe, expect, test } from 'vitest';
import { onlyVisible, readVisible } from '../../src/adapters/kysely.ts';
import { createRecords } from '../../src/records/records.ts';
import { COMPANY, CUSTOMER, DEPARTMENTS, NOW, officeOf, PEOPLE } from './office.ts';

interface CustomerTable {
  readonly id: number;
  readonly vip: string | null;
  readonly manager_id: string | null;
  readonly department_id: string | null;
}

const database = await createTestDatabase();
afterAll(() => database.drop());
const pool = new pg.Pool({ connectionString: database.urlFor('superuser'), max: 1 });
const db = new Kysely<{ customer_table: CustomerTable }>({ dialect: new PostgresDialect({ pool }) });
afterAll(() => db.destroy());

await sql`create table customer_table (id integer primary key, vip text, manager_id text, department_id text)`.execute(
  db,
);
const GRADES = [null, '', 'A', 'B', 'C', 'D', 'null'] as const;
const MANAGERS = [null, '', ...PEOPLE.map(({ personId }) => personId)];
const HOMES = [null, '', ...DEPARTMENTS];
const ROWS = 4_000;
const LI = { person: 'li', purpose: '回访' } as const;
const pick = <T>(from: readonly T[]): T | null => from[Math.floor(Math.random() * from.length)] ?? null;
const rows: readonly CustomerTable[] = Array.from({ length: ROWS }, (_, id) => ({
  id,
  vip: pick(GRADES),
  manager_id: pick(MANAGERS),
  department_id: pick(HOMES),
}));
await db
  .insertInto('customer_table')
  .values([...rows])
  .execute();

const VALUES: Readonly<Record<string, CustomerGrade>> = { A: 'decisive', B: 'important', C: 'ordinary' };
const CLASSES: readonly (readonly [string, RecordClass])[] = [
  ['by grade', CUSTOMER],
  [
    'by grade, for the heads of departments alone',
    { ...CUSTOMER, range: { accountManager: false, department: 'head' } },
  ],
  ['by grade, for account managers alone', { ...CUSTOMER, range: { accountManager: true, department: 'nobody' } }],
  ['all 秘密', { ...CUSTOMER, regimes: [], level: { kind: 'fixed', level: 'confidential' } }],
  ['all 绝密', { ...CUSTOMER, level: { kind: 'fixed', level: 'top_secret' } }],
  [
    'of a grade that nobody knows, at 秘密',
    {
      ...CUSTOMER,
      regimes: [],
      level: {
        kind: 'by_grade',
        byGrade: { ordinary: 'confidential', important: 'confidential', decisive: 'confidential' },
      },
    },
  ],
];

describe('the condition finds in PostgreSQL the rows that the law lets one know, and no other (GS-17, GS-18, GS-19)', () => {
  test.each(CLASSES)('for rows %s', async (_, recordClass) => {
    const { host, law } = officeOf(recordClass);
    const customers = createRecords(host)('customer')
      .rows<CustomerTable>()
      .map({
        ref: 'id',
        grade: { column: 'vip', values: VALUES },
        accountManager: 'manager_id',
        department: 'department_id',
        fields: { full_name: () => '张明远' },
      });
    let found = 0;
    for (const actor of [...PEOPLE, { personId: 'nobody', appointments: [] }]) {
      const condition = await customers.condition({ person: actor.personId, purpose: '回访' });
      const ids = await db.selectFrom('customer_table').select('id').where(condition).orderBy('id').execute();
      const asker = { law, recordClass, companyId: COMPANY, actor, at: NOW };
      const conditions = recordCondition(asker);
      const known = rows.filter((one) => {
        const facts = {
          grade: (one.vip === null ? undefined : VALUES[one.vip]) ?? null,
          accountManagerId: one.manager_id,
          departmentId: one.department_id,
        };
        const asked = { purpose: '回访', fields: ['full_name'] };
        const isAllowed = decideRecord({ ...asker, row: facts, asked }).outcome === 'allowed';
        expect(meets(conditions, facts)).toBe(isAllowed);
        return isAllowed;
      });
      expect(ids.map(({ id }) => id)).toEqual(known.map(({ id }) => id));
      found += known.length;
    }
    expect(found > 0).toBe(recordClass.level.kind === 'by_grade' || recordClass.level.level !== 'top_secret');
  });

  test('under the name that the table has in a query of several', async () => {
    const { host } = officeOf();
    const customers = createRecords(host)('customer')
      .rows<CustomerTable>()
      .map({ ref: 'id', grade: { column: 'vip', values: VALUES }, accountManager: 'manager_id', fields: {} });
    const condition = await customers.condition(LI, 'c');
    const { sql: text } = db
      .selectFrom('customer_table as c')
      .innerJoin('customer_table as d', 'd.id', 'c.id')
      .select('c.id')
      .where(condition)
      .compile();
    expect(text).toContain('"c"."manager_id" = $');
    expect(await db.selectFrom('customer_table as c').select('c.id').where(condition).execute()).not.toHaveLength(0);
  });

  test('narrows a query, and what it finds is read as it may be seen, and written down', async () => {
    const { host, events } = officeOf();
    const customers = createRecords(host)('customer')
      .rows<CustomerTable>()
      .map({
        ref: 'id',
        grade: { column: 'vip', values: VALUES },
        accountManager: 'manager_id',
        department: 'department_id',
        fields: { segment: () => '零售' },
      });
    const query = db.selectFrom('customer_table').selectAll().orderBy('id').limit(5);
    const expected = await query.where(await customers.condition(LI)).execute();
    expect(expected).toHaveLength(5);
    expect(await (await onlyVisible(query, customers, LI)).execute()).toEqual(expected);
    const seen = await readVisible(query, customers, { person: 'li', purpose: '回访', fields: ['segment'] });
    expect(seen.map(({ ref }) => ref)).toEqual(expected.map(({ id }) => String(id)));
    expect(events.map(({ operation }) => operation)).toEqual([
      'list',
      'list',
      'list',
      ...Array<string>(5).fill('view'),
    ]);
  });

  test('a column that is no column cannot stand in one', async () => {
    const { host } = officeOf();
    const customers = createRecords(host)('customer')
      .rows<CustomerTable>()
      .map({ ref: 'id', accountManager: (one) => one.manager_id, fields: {} });
    await expect(customers.condition(LI)).rejects.toThrow(TypeError);
  });
});
