import { HEADQUARTERS_EXECUTIVES, Temporal } from '@miji/core';
import type { Scope, ScopedTransaction } from '@miji/db';
import { ScopedDatabase } from '@miji/db';
import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { companyTables, PERSONAL_POLICIES } from './support/catalogue.ts';
import { connect, openBench } from './support/connect.ts';
import type { Company } from './support/rows.ts';
import {
  BANK,
  freshRow,
  HEADQUARTERS,
  insertOf,
  PERSON_NAME,
  rowOf,
  seedCompany,
  seedDirectory,
  SEEDED_TABLES,
  SISTER,
  SEAT_NAME,
} from './support/rows.ts';

const bench = await openBench();
// The same database once more, in which somebody granted miji_app far too much: there the policies stand alone.
const careless = await openBench();
const tables = await companyTables(bench.superuser);
const sealing = new ScopedDatabase(bench.poolOf('miji_sealer'));
/** Who writes rows of a table: the chain is written by another role than the acts that it seals. */
const SEALED_INTO: ReadonlySet<string> = new Set(['audit_entry', 'audit_segment']);
const writerOf = (table: string): ScopedDatabase => (SEALED_INTO.has(table) ? sealing : bench.db);

beforeAll(async () => {
  for (const { superuser } of [bench, careless]) {
    await seedDirectory(superuser, [BANK, SISTER, HEADQUARTERS]);
    await seedCompany(superuser, BANK);
    await seedCompany(superuser, SISTER);
  }
  await careless.superuser.query('grant all on all tables in schema miji to miji_app');
});

const at = Temporal.Instant.from('2026-11-21T04:00:00Z');
const inside = (company: Company): Scope => ({
  companyId: company.id,
  personId: company.person,
  principals: [PERSON_NAME(company)],
  at,
});
const NOWHERE: Scope = { companyId: null, personId: null, principals: [], at };
/** The sister company's scope, in which somebody passes for everybody who counts at the bank. */
const FORGED: Scope = {
  companyId: SISTER.id,
  personId: BANK.person,
  principals: [
    PERSON_NAME(BANK),
    SEAT_NAME(BANK),
    `staff:${BANK.id}`,
    `post:${BANK.id}:general_manager`,
    HEADQUARTERS_EXECUTIVES,
  ],
  at,
};
/** Somebody passes for his names alone, and for nobody as a person. */
const BORROWED_NAMES: Scope = { ...FORGED, personId: SISTER.person };

const count = async (tx: ScopedTransaction, table: string, company?: Company): Promise<number> => {
  const where = company === undefined ? sql`true` : sql`company_id = ${company.id}`;
  const { rows } = await sql<{ n: number }>`select count(*) as n from ${sql.table(table)} where ${where}`.execute(tx);
  return rows[0]?.n ?? 0;
};
const seen = (db: ScopedDatabase, scope: Scope, table: string, company?: Company) =>
  db.transact(scope, (tx) => count(tx, table, company));

/** Runs something and takes it back; what it threw comes out. */
const tried = async <T>(db: ScopedDatabase, scope: Scope, work: (tx: ScopedTransaction) => Promise<T>): Promise<T> => {
  const undo = new Error('taken back');
  let result: { value: T } | undefined;
  await db
    .transact(scope, async (tx) => {
      result = { value: await work(tx) };
      throw undo;
    })
    .catch((error: unknown) => {
      if (error !== undo) throw error;
    });
  if (result === undefined) throw new Error('nothing came of it');
  return result.value;
};

const insert = (db: ScopedDatabase, scope: Scope, table: string, company: Company) =>
  tried(db, scope, async (tx) => {
    const row = Object.entries(freshRow(company, table));
    const columns = sql.join(row.map(([column]) => sql.ref(column)));
    const values = sql.join(row.map(([, value]) => sql`${value}`));
    const { numAffectedRows } = await sql`insert into ${sql.table(table)} (${columns}) values (${values})`.execute(tx);
    return numAffectedRows;
  });

const POLICY_REFUSES = /new row violates row-level security policy/;

test('every table that has a company has a seeding rule, and every rule a table', () => {
  expect([...SEEDED_TABLES].toSorted()).toEqual(tables);
});

describe.each(tables)('%s', (table) => {
  test('within its own company, rows are seen', async () => {
    expect(await seen(bench.db, inside(BANK), table, BANK)).toBeGreaterThan(0);
    expect(await seen(bench.db, inside(SISTER), table, SISTER)).toBeGreaterThan(0);
  });

  test("within a sister company's scope, none of them is seen", async () => {
    expect(await seen(bench.db, inside(SISTER), table, BANK)).toBe(0);
    expect(await seen(bench.db, inside(BANK), table, SISTER)).toBe(0);
  });

  test('without a scope, none is seen: not on a fresh connection, not after a scope has ended', async () => {
    const fresh = await connect(bench.database.urlFor('miji_app'));
    const { rows } = await fresh.query<{ n: string }>(`select count(*) as n from miji.${table}`);
    expect(rows).toEqual([{ n: '0' }]);
    expect(await seen(bench.db, NOWHERE, table)).toBe(0);
  });

  test('under forged names, a sister company sees no more than what is addressed to those names', async () => {
    const addressed = table === 'request';
    expect(await seen(bench.db, BORROWED_NAMES, table, BANK)).toBe(addressed ? 2 : 0);
    const personal = PERSONAL_POLICIES.some((policy) => policy.startsWith(`${table}.`));
    expect((await seen(bench.db, FORGED, table, BANK)) > 0).toBe(personal);
  });

  test("a row for another company is refused, whatever the names; one's own is taken", async () => {
    const writer = writerOf(table);
    expect(await insert(writer, inside(BANK), table, BANK)).toBe(1n);
    for (const scope of [inside(SISTER), FORGED, BORROWED_NAMES, NOWHERE]) {
      await expect(insert(writer, scope, table, BANK)).rejects.toThrow(POLICY_REFUSES);
    }
  });

  test("another company's rows are not changed, not even by who was granted every right to the table", async () => {
    const column = table === 'audit_pending' ? 'event_id' : Object.keys(rowOf(BANK, table)).at(-1);
    const change = async (scope: Scope) =>
      tried(careless.db, scope, async (tx) => {
        const set = sql.ref(column ?? '');
        const updated = await sql`update ${sql.table(table)} set ${set} = ${set} where company_id = ${BANK.id}`.execute(
          tx,
        );
        return updated.numAffectedRows;
      });
    expect(await change(inside(BANK))).toBeGreaterThan(0n);
    for (const scope of [inside(SISTER), FORGED, BORROWED_NAMES, NOWHERE]) expect(await change(scope)).toBe(0n);
  });

  test("another company's rows are not deleted, not even by who was granted every right to the table", async () => {
    const remove = (scope: Scope) =>
      tried(
        careless.db,
        scope,
        async (tx) =>
          (await sql`delete from ${sql.table(table)} where company_id = ${BANK.id}`.execute(tx)).numAffectedRows,
      );
    // Where a child stands in the way, it is in the way only of who reaches the parent.
    const own = await remove(inside(BANK)).then(
      (rows) => Number(rows),
      (error: unknown) => String(error),
    );
    expect(own).toSatisfy((outcome: number | string) =>
      typeof outcome === 'number' ? outcome > 0 : outcome.includes('violates foreign key constraint'),
    );
    for (const scope of [inside(SISTER), FORGED, BORROWED_NAMES, NOWHERE]) expect(await remove(scope)).toBe(0n);
  });

  test('a row is not moved to another company, not even by who was granted every right to the table', async () => {
    const move = tried(careless.db, inside(BANK), (tx) =>
      sql`update ${sql.table(table)} set company_id = ${SISTER.id} where company_id = ${BANK.id}`.execute(tx),
    );
    await expect(move).rejects.toThrow(POLICY_REFUSES);
  });
});

describe("a person's own rows, across companies", () => {
  const personal = [...new Set(PERSONAL_POLICIES.map((policy) => policy.split('.', 1).join('')))];
  const person = (company: Company, principals: readonly string[] = []): Scope => ({
    companyId: null,
    personId: company.person,
    principals,
    at,
  });

  beforeAll(async () => {
    // At the bank, the head office's person asked for nothing, holds nothing and is nothing.
    await bench.superuser.query(insertOf('department', [{ ...rowOf(HEADQUARTERS, 'department') }]));
  });

  test.each(personal)('his %s is seen by himself without the scope of a company, and nobody else is', async (table) => {
    expect(await seen(bench.db, person(BANK), table, BANK)).toBeGreaterThan(0);
    expect(await seen(bench.db, person(BANK), table, SISTER)).toBe(0);
    expect(await seen(bench.db, person(HEADQUARTERS), table)).toBe(0);
  });

  test.each(tables.filter((table) => !personal.includes(table)))('of %s nothing is anybody’s own', async (table) => {
    expect(await seen(bench.db, person(BANK, [PERSON_NAME(BANK)]), table)).toBe(0);
  });

  test.each([
    ['who decided it', 'decided_by'],
    ['who asked', 'requester_id'],
  ])('a request is seen by %s, and by nobody who only stands beside it', async (_, column) => {
    const { superuser } = bench;
    await superuser.query(`update miji.request set ${column} = $1 where company_id = $2 and number = 'R-1'`, [
      HEADQUARTERS.person,
      BANK.id,
    ]);
    expect(await seen(bench.db, person(HEADQUARTERS), 'request')).toBe(1);
    expect(await seen(bench.db, person(SISTER), 'request', BANK)).toBe(0);
    await superuser.query(`update miji.request set ${column} = $1 where company_id = $2 and number = 'R-1'`, [
      column === 'decided_by' ? null : BANK.person,
      BANK.id,
    ]);
    expect(await seen(bench.db, person(HEADQUARTERS), 'request')).toBe(0);
  });

  test.each([
    ['everybody who has agreed to it', 'deciders', []],
    ['everybody it is for', 'beneficiary_ids', [BANK.person]],
    ['everybody in whose name it was decided', 'principals', [BANK.person]],
  ] as const)('a request is seen by %s, and by nobody else', async (_, column, before) => {
    const { superuser } = bench;
    const set = (people: readonly string[]) =>
      superuser.query(`update miji.request set ${column} = $1 where company_id = $2 and number = 'R-1'`, [
        people,
        BANK.id,
      ]);
    await set([SISTER.person, HEADQUARTERS.person]);
    expect(await seen(bench.db, person(HEADQUARTERS), 'request')).toBe(1);
    await set(before);
    expect(await seen(bench.db, person(HEADQUARTERS), 'request')).toBe(0);
  });

  test('no seat can stand among the readers of an item', async () => {
    const { superuser } = bench;
    for (const name of [SEAT_NAME(BANK), `delegated:copy:secret:post:${BANK.id}:general_manager`]) {
      const reader = { ...rowOf(BANK, 'item_reader'), principal: name };
      await expect(superuser.query(insertOf('item_reader', [reader]))).rejects.toThrow(/readers_are_no_seats/);
      for (const column of ['readers', 'readers_next', 'readers_later', 'readers_once_declassified']) {
        const change = `update miji.item_content set ${column} = $1 where company_id = $2`;
        await expect(superuser.query(change, [[PERSON_NAME(BANK), name], BANK.id])).rejects.toThrow(
          /readers_are_no_seats/,
        );
      }
    }
  });

  test('a request is seen by who answers to the name that it is addressed to, and by no other name', async () => {
    const names = (...principals: string[]) => seen(bench.db, person(HEADQUARTERS, principals), 'request', BANK);
    expect(await names(SEAT_NAME(BANK))).toBe(2);
    expect(
      await names(
        SEAT_NAME(SISTER),
        `post:${BANK.id}:general_manager`,
        `delegated:copy:secret:post:${BANK.id}:general_manager`,
        `post:${SISTER.id}:general_manager`,
        `post:${BANK.id}:staff`,
        `staff:${BANK.id}`,
        HEADQUARTERS_EXECUTIVES,
      ),
    ).toBe(0);
    expect(await names()).toBe(0);
  });
});

describe('the other roles', () => {
  test('the security office sees the register of all companies, and no title', async () => {
    const pool = bench.poolOf('miji_group', 1);
    const { rows } = await pool.query('select distinct company_id from miji.item order by company_id');
    expect(rows).toEqual([{ company_id: BANK.id }, { company_id: SISTER.id }]);
    await expect(pool.query('select title from miji.item')).rejects.toThrow(/permission denied/);
    await expect(pool.query('select count(*) from miji.item_content')).rejects.toThrow(/permission denied/);
  });

  test('none but the application may have the readers of a content replaced', async () => {
    for (const role of ['miji_group', 'miji_auth', 'miji_trace', 'miji_sealer'] as const) {
      const call = bench.poolOf(role, 1).query(`select miji.replace_readers($1, $1, '{}')`, [BANK.id]);
      await expect(call, role).rejects.toThrow(/permission denied/);
    }
  });

  const CHAIN = ['audit_event', 'audit_pending', 'audit_segment', 'audit_entry'];

  test.each(CHAIN)('the sealer sees %s of the company at hand, and of no other', async (table) => {
    expect(await seen(sealing, inside(BANK), table, BANK)).toBeGreaterThan(0);
    for (const scope of [inside(SISTER), FORGED, BORROWED_NAMES, NOWHERE]) {
      expect(await seen(sealing, scope, table, BANK)).toBe(0);
    }
  });

  test('the sealer takes events out of the queue of the company at hand, and of no other', async () => {
    const take = (scope: Scope) =>
      tried(sealing, scope, async (tx) => {
        const taken = await sql`delete from audit_pending where company_id = ${BANK.id}`.execute(tx);
        return taken.numAffectedRows;
      });
    expect(await take(inside(BANK))).toBeGreaterThan(0n);
    for (const scope of [inside(SISTER), FORGED, BORROWED_NAMES, NOWHERE]) expect(await take(scope)).toBe(0n);
  });

  test.each(tables.filter((table) => !CHAIN.includes(table)))('of %s the sealer sees nothing', async (table) => {
    await expect(seen(sealing, inside(BANK), table)).rejects.toThrow(/permission denied/);
  });

  test.each(['miji_owner', 'miji_auth', 'miji_trace', 'miji_sealer'] as const)(
    'without a scope, %s sees no row of a company',
    async (role) => {
      const pool = bench.poolOf(role, 1);
      for (const table of tables) {
        const found = await pool.query<{ n: number }>(`select count(*) as n from miji.${table}`).then(
          ({ rows }) => `${rows[0]?.n} rows`,
          (error: unknown) => String(error),
        );
        expect(found).toMatch(/^0 rows$|permission denied/);
      }
    },
  );
});
