import { requestStateAt, Temporal } from '@miji/core';
import type { RegisterFilter, RegisterOrder, RequestRow, Scope } from '@miji/db';
import { registerPage, registerRows } from '@miji/db';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { openBench } from './support/connect.ts';
import { explainingDatabase } from './support/plans.ts';
import type { Company } from './support/rows.ts';
import { BANK, insertOf, rowOf, seedDirectory, SISTER } from './support/rows.ts';

const { database, superuser } = await openBench();
const { db, plans } = await explainingDatabase(database, superuser);

/** Enough that the planner has a choice; of the sister company only as many as can be gone through one by one. */
const REQUESTS = 20_000;
const FEW = 900;
const REGISTER_ORDERS: readonly RegisterOrder[] = ['newest', 'oldest', 'slowest', 'quickest'];
const OTHER = `${SISTER.person.slice(0, -4)}cafe`;
const at = Temporal.Instant.from('2026-11-21T04:00:00Z');
const scopeIn = ({ id, person }: Company): Scope => ({ companyId: id, personId: person, principals: [], at });

/** Filed in threes at the same minute, decided after one of thirty times: the orders are full of ties. */
beforeAll(async () => {
  await seedDirectory(superuser, [BANK, SISTER]);
  for (const company of [BANK, SISTER]) await superuser.query(insertOf('item', [rowOf(company, 'item')]));
  await superuser.query(`
    insert into miji.request (company_id, id, number, item_id, item_number, item_version, level, catalogue_code, operation, requester_id,
        beneficiary_id, beneficiary_ids, copies, purpose, route, terms, turn_began_at, state, filed_at, expires_at, decided_at, deciders,
        rule_set_version, idempotency_key, input_digest)
    select c.id, md5(c.id::text || n)::uuid, 'R-' || n, i.id, i.number || case when n % 500 = 0 then '-rare' else '' end, 1,
           case when n % 3 = 0 then 1 when n % 50 = 0 then 3 else 2 end, '3.1', case when n % 400 = 0 then 'destroy' else 'copy' end,
           case when n % 97 = 0 then '${OTHER}'::uuid else i.responsible_manager_id end, i.responsible_manager_id,
           array[i.responsible_manager_id] || case when n % 211 = 0 then array['${OTHER}'::uuid] else '{}' end, 1, 'purpose',
           '{"seats":{"kind":"nobody"}}', '{}', filed, made.state, filed, filed + interval '3 days',
           case when made.state in ('approved', 'refused', 'withdrawn') then filed + n % 30 * interval '1 hour' end,
           case when n % 301 = 0 then array['${OTHER}'::uuid] else '{}' end, 1, 'key ' || n, 'digest'
      from miji.company c join miji.item i on i.company_id = c.id, generate_series(1, case c.code when 'BANK' then ${REQUESTS} else ${FEW} end) n,
           lateral (select timestamptz '2026-11-21T02:00Z' - n / 3 * interval '1 minute' as filed,
             case when n % 11 = 0 then 'refused' when n % 13 = 0 then 'withdrawn' when n % 17 = 0 then 'pending'
                  when n % 1900 = 0 then 'returned' when n % 19 = 0 then 'expired' else 'approved' end as state) as made`);
  await superuser.query('vacuum analyze miji.request');
}, 240_000);

const page = (
  company: Company,
  filter: RegisterFilter,
  order: RegisterOrder,
  { cursor, limit }: { readonly cursor?: string | undefined; readonly limit: number },
) =>
  db.transact(scopeIn(company), async (tx) =>
    registerPage(await registerRows(tx, filter, { order, cursor, limit }), { order, limit }),
  );

const walk = async (company: Company, filter: RegisterFilter, order: RegisterOrder, limit: number) => {
  const seen: string[] = [];
  for (let next: string | null | undefined; next !== null; ) {
    const found = await page(company, filter, order, { cursor: next, limit });
    seen.push(...found.rows.map(({ id }) => id));
    next = found.next;
  }
  return seen;
};

/** A filter once more, a row at a time and in the plainest words. */
const passes = (row: RequestRow, filter: RegisterFilter): boolean =>
  (filter.operation ?? row.operation) === row.operation &&
  (filter.level ?? row.level) === row.level &&
  (filter.state ?? requestStateAt({ state: row.state, expiresAt: row.expires_at }, at)) ===
    requestStateAt({ state: row.state, expiresAt: row.expires_at }, at) &&
  (filter.personId === undefined ||
    [row.requester_id, row.drafter_person_id, ...row.beneficiary_ids, ...row.deciders].includes(filter.personId)) &&
  (filter.item ?? row.item_number) === row.item_number &&
  row.filed_at.epochMilliseconds >= (filter.filedFrom?.epochMilliseconds ?? 0) &&
  row.filed_at.epochMilliseconds < (filter.filedBefore?.epochMilliseconds ?? Number.MAX_SAFE_INTEGER) &&
  tookMinutes(row, filter.decidedAfter) >= (filter.decidedAfter ?? 0) &&
  tookMinutes(row, filter.decidedWithin) <= (filter.decidedWithin ?? Number.MAX_SAFE_INTEGER);

const tookMinutes = (row: RequestRow, asked: number | undefined): number => {
  if (asked === undefined) return 0;
  if (row.decided_at === null || row.state === 'withdrawn') return Number.NaN;
  return (row.decided_at.epochMilliseconds - row.filed_at.epochMilliseconds) / 60_000;
};

const minute = (n: number): Temporal.Instant => at.subtract({ minutes: n });
const maybe = <T>(values: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(values, { nil: undefined, freq: 1 });
const filters: fc.Arbitrary<RegisterFilter> = fc.record({
  operation: maybe(fc.constantFrom('copy', 'destroy')),
  level: maybe(fc.constantFrom(1, 2, 3)),
  state: maybe(fc.constantFrom('pending', 'returned', 'approved', 'refused', 'withdrawn', 'expired')),
  personId: maybe(fc.constantFrom(OTHER, SISTER.person, BANK.person)),
  item: maybe(fc.constantFrom('SISTER-0', 'SISTER-0-rare', 'BANK-0')),
  filedFrom: maybe(fc.nat(FEW / 3).map(minute)),
  filedBefore: maybe(fc.nat(FEW / 3).map(minute)),
  decidedWithin: maybe(fc.nat(1_800)),
  decidedAfter: maybe(fc.nat(1_800)),
});

test('every filter finds what it says, in every order, each request once however many are alike', async () => {
  const all = await db.transact(scopeIn(SISTER), (tx) => registerRows(tx, {}, { order: 'newest', limit: FEW + 10 }));
  expect(all).toHaveLength(FEW);
  await fc.assert(
    fc.asyncProperty(filters, fc.constantFrom(...REGISTER_ORDERS), async (filter, order) => {
      const byTime = order === 'slowest' || order === 'quickest';
      const expected = all.filter((row) => passes(row, filter) && (!byTime || row.took_ms !== null));
      const sign = order === 'newest' || order === 'slowest' ? -1 : 1;
      const place = (row: RequestRow): number => (byTime ? (row.took_ms ?? 0) : row.filed_at.epochMilliseconds);
      const inOrder = expected.toSorted((a, b) => sign * (place(a) - place(b) || (a.id < b.id ? -1 : 1)));
      expect(await walk(SISTER, filter, order, 40 + Math.ceil(expected.length / 4))).toEqual(
        inOrder.map(({ id }) => id),
      );
    }),
  );
}, 60_000);

test.each(REGISTER_ORDERS)('pages of seven, %s first, leave out nothing and give nothing twice', async (order) => {
  const whole = await walk(SISTER, {}, order, FEW);
  expect(whole.length).toBeGreaterThan(FEW / 2);
  expect(new Set(whole).size).toBe(whole.length);
  expect(await walk(SISTER, {}, order, 7)).toEqual(whole);
});

test('a cursor that is none of ours begins at the beginning', async () => {
  const first = await page(BANK, {}, 'newest', { limit: 5 });
  for (const cursor of ['', 'x', Buffer.from('9999999999999999~' + BANK.id).toString('base64url')]) {
    expect(await page(BANK, {}, 'newest', { cursor, limit: 5 })).toEqual(first);
  }
});

const PLANNED: readonly (readonly [RegisterOrder, RegisterFilter, string])[] = [
  ['newest', {}, 'request_newest'],
  ['oldest', {}, 'request_newest'],
  ['slowest', {}, 'request_by_time_taken'],
  ['quickest', { decidedAfter: 600 }, 'request_by_time_taken'],
  ['newest', { operation: 'destroy' }, 'request_by_operation'],
  ['newest', { item: 'BANK-0-rare' }, 'request_by_item_number'],
  ['newest', { state: 'returned' }, 'request_by_state'],
];

describe('a page of a long register', () => {
  test.each(PLANNED)('%s first, narrowed to %j, is read off the index %s', async (order, filter, index) => {
    const { next } = await page(BANK, filter, order, { limit: 5 });
    plans.length = 0;
    // Beyond the fifth run PostgreSQL may stop planning for the parameters at hand.
    for (let run = 0; run < 8; run++) await page(BANK, filter, order, { cursor: next ?? undefined, limit: 50 });
    const pages = plans.filter(({ statement }) => statement.includes('"request"'));
    expect(pages).toHaveLength(8);
    for (const { steps } of pages) {
      expect(steps.filter(({ relation }) => relation === 'request').map((step) => [step.kind, step.index])).toEqual([
        ['Index Scan', index],
      ]);
    }
  });
});
