import { Temporal } from '@miji/core';
import type { ItemFilter, Page, Scope, ScopedTransaction } from '@miji/db';
import {
  pageAppointments,
  pageCopies,
  pageEvents,
  pageGrants,
  pageHolds,
  pageItems,
  pageRequests,
  readCursor,
  writeCursor,
} from '@miji/db';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { openBench } from './support/connect.ts';
import type { Row } from './support/rows.ts';
import {
  BANK,
  HEADQUARTERS,
  idOf,
  insertOf,
  PERSON_NAME,
  rowOf,
  seedCompany,
  seedDirectory,
  SISTER,
  SEAT_NAME,
} from './support/rows.ts';

const { db, superuser } = await openBench();

const at = Temporal.Instant.from('2026-11-21T04:00:00Z');
const GM = SEAT_NAME(BANK);
const MINE: Scope = { companyId: BANK.id, personId: BANK.person, principals: [PERSON_NAME(BANK), 'department:x'], at };
const STAFF: Scope = { ...MINE, principals: [...MINE.principals, `staff:${BANK.id}`] };
const ANYWHERE: Scope = { ...MINE, companyId: null };
const DECIDER: Scope = { companyId: null, personId: HEADQUARTERS.person, principals: [GM], at };

const MANY = 40;
/** Times of which each is shared by several rows, so that only the id tells them apart. */
const tied = (n: number): string =>
  Temporal.Instant.from('2026-01-01T00:00:00Z')
    .add({ hours: n % 6 })
    .toString();
/** Ends of which some are over, some are to come, and some nobody knows. */
const endOf = (n: number): string | null =>
  [null, '2026-11-21T04:00:00Z', '2026-11-21T04:00:00.001Z', '2027-01-01T00:00:00Z'][n % 4] ?? null;
const some = <T>(make: (n: number) => T): T[] => Array.from({ length: MANY }, (_, n) => make(n + 10));
const many = async (table: string, change: (n: number) => Row): Promise<void> => {
  await superuser.query(
    insertOf(
      table,
      some((n) => ({ ...rowOf(BANK, table, n), ...change(n) })),
    ),
  );
};

beforeAll(async () => {
  await seedDirectory(superuser, [BANK, SISTER, HEADQUARTERS]);
  await seedCompany(superuser, BANK);
  await seedCompany(superuser, SISTER);
  await many('item', (n) => ({
    registered_at: tied(n),
    secret_until: endOf(n),
    level: (n % 3) + 1,
    catalogue_code: n % 2 === 0 ? '3.1' : '3.2',
    title: n % 5 === 0 ? '并购 100%_' : 'title',
  }));
  // Every other item is known under one name, every third under two.
  const reader = (principal: string, n: number): Row => ({
    ...rowOf(BANK, 'item_reader'),
    principal,
    item_id: idOf(BANK, 'item', n),
    registered_at: tied(n),
    ends_at: endOf(n) ?? '9999-12-31T00:00:00Z',
  });
  const known = some((n) => [
    ...(n % 2 === 0 ? [reader(PERSON_NAME(BANK), n)] : []),
    ...(n % 3 === 0 ? [reader(PERSON_NAME(BANK), n), reader('department:x', n)] : []),
  ]).flat();
  const once = [
    ...new Map(known.map((row) => [`${String(row['principal'])} ${String(row['item_id'])}`, row])).values(),
  ];
  await superuser.query(insertOf('item_reader', once));
  await many('request', (n) => ({
    filed_at: tied(n),
    expires_at: n % 7 === 0 ? at.toString() : '2027-01-01T00:00:00Z',
    decided_by: n % 5 === 0 ? HEADQUARTERS.person : null,
    deciders: n % 5 === 0 ? [SISTER.person, HEADQUARTERS.person] : n % 5 === 1 ? [HEADQUARTERS.person] : [],
  }));
  await many('access_grant', (n) => ({ granted_at: tied(n) }));
  await many('item_hold', (n) => ({ placed_at: tied(n) }));
  await many('copy', (n) => ({ issued_at: tied(n), item_number: n % 2 === 0 ? 'even' : 'odd' }));
  await many('audit_event', (n) => ({ at: tied(n), outcome: n % 2 === 0 ? 'done' : 'refused' }));
  await many('appointment', (n) => ({ valid_from: tied(n) }));
}, 60_000);

type Turn<T> = (tx: ScopedTransaction, paging: { cursor?: string | undefined; limit: number }) => Promise<Page<T>>;

const walk = async <T>(scope: Scope, turn: Turn<T>, limit: number): Promise<T[]> => {
  const rows: T[] = [];
  let cursor: string | undefined;
  for (let pages = 0; pages < 200; pages++) {
    const page = await db.transact(scope, (tx) => turn(tx, { cursor, limit }));
    expect(page.rows.length).toBeLessThanOrEqual(limit);
    if (page.next !== null) expect(page.rows).toHaveLength(limit);
    rows.push(...page.rows);
    if (page.next === null) return rows;
    cursor = page.next;
  }
  throw new Error('the pages have no end');
};

const items =
  (filter: ItemFilter): Turn<{ id: string }> =>
  (tx, paging) =>
    pageItems(tx, filter, paging);
const newest = (column: string) => `order by ${column} desc, id desc`;
const KNOWN = `id in (select item_id from miji.item_reader where company_id = '${BANK.id}' and principal in ('${PERSON_NAME(BANK)}', 'department:x'))`;
const OWN = `company_id = '${BANK.id}'`;
const OVER = `secret_until <= '${at.toString()}'`;

interface List {
  readonly name: string;
  readonly scope: Scope;
  readonly turn: Turn<{ id: string }>;
  /** the same list in one plain query of the superuser */
  readonly whole: string;
}

const LISTS: readonly List[] = [
  {
    name: 'items, newest',
    scope: MINE,
    turn: items({ sort: 'newest' }),
    whole: `item where ${OWN} and (${KNOWN} or ${OVER}) ${newest('registered_at')}`,
  },
  {
    name: 'items, newest, for the staff',
    scope: STAFF,
    turn: items({ sort: 'newest' }),
    whole: `item where ${OWN} and (${KNOWN} or ${OVER}) ${newest('registered_at')}`,
  },
  {
    name: 'items, newest, for a guest',
    scope: { ...MINE, principals: ['department:x'] },
    turn: items({ sort: 'newest' }),
    whole: `item where ${OWN} and id in (select item_id from miji.item_reader where principal = 'department:x') ${newest('registered_at')}`,
  },
  {
    name: 'items, soonest declassified',
    scope: STAFF,
    turn: items({ sort: 'declassifies_soonest' }),
    whole: `item where ${OWN} and ${KNOWN} and coalesce(not ${OVER}, true) order by coalesce(secret_until, 'infinity'), id`,
  },
  {
    name: 'items of a level',
    scope: STAFF,
    turn: items({ sort: 'newest', level: 'secret' }),
    whole: `item where ${OWN} and ${KNOWN} and level = 2 and coalesce(not ${OVER}, true) ${newest('registered_at')}`,
  },
  {
    name: 'items no longer secret',
    scope: STAFF,
    turn: items({ sort: 'newest', level: 'declassified' }),
    whole: `item where ${OWN} and ${OVER} ${newest('registered_at')}`,
  },
  {
    name: 'items of an entry, by a piece of the title',
    scope: MINE,
    turn: items({ sort: 'newest', catalogueCode: '3.1', search: '0%_' }),
    whole: `item where ${OWN} and (${KNOWN} or ${OVER}) and catalogue_code = '3.1' and strpos(title, '0%_') > 0 ${newest('registered_at')}`,
  },
  {
    name: 'requests of mine',
    scope: ANYWHERE,
    turn: (tx, paging) => pageRequests(tx, { box: 'mine' }, paging),
    whole: `request where requester_id = '${BANK.person}' ${newest('filed_at')}`,
  },
  {
    name: 'requests that wait for me',
    scope: DECIDER,
    turn: (tx, paging) => pageRequests(tx, { box: 'to_decide' }, paging),
    whole: `request where '${GM}' = any (approvers) and expires_at > '${at.toString()}' ${newest('filed_at')}`,
  },
  {
    name: 'requests that I have decided',
    scope: DECIDER,
    turn: (tx, paging) => pageRequests(tx, { box: 'decided_by_me' }, paging),
    whole: `request where '${HEADQUARTERS.person}' = any (deciders) ${newest('filed_at')}`,
  },
  {
    name: 'requests of mine that have expired',
    scope: ANYWHERE,
    turn: (tx, paging) => pageRequests(tx, { box: 'mine', state: 'expired' }, paging),
    whole: `request where requester_id = '${BANK.person}' and expires_at <= '${at.toString()}' ${newest('filed_at')}`,
  },
  {
    name: 'copies of a company',
    scope: MINE,
    turn: (tx, paging) => pageCopies(tx, { companyId: BANK.id }, paging),
    whole: `copy where ${OWN} ${newest('issued_at')}`,
  },
  {
    name: 'copies of an item',
    scope: MINE,
    turn: (tx, paging) => pageCopies(tx, { companyId: BANK.id, item: 'odd', state: 'held' }, paging),
    whole: `copy where ${OWN} and item_number = 'odd' ${newest('issued_at')}`,
  },
  {
    name: 'copies that I hold',
    scope: ANYWHERE,
    turn: (tx, paging) => pageCopies(tx, { companyId: null }, paging),
    whole: `copy where holder_id = '${BANK.person}' ${newest('issued_at')}`,
  },
  {
    name: 'holds, lifted ones too',
    scope: MINE,
    turn: (tx, paging) => pageHolds(tx, { inForce: false }, paging),
    whole: `item_hold where ${OWN} ${newest('placed_at')}`,
  },
  {
    name: 'grants of mine',
    scope: ANYWHERE,
    turn: (tx, paging) => pageGrants(tx, 'mine', paging),
    whole: `access_grant where person_id = '${BANK.person}' ${newest('granted_at')}`,
  },
  {
    name: 'grants that I have agreed to',
    scope: ANYWHERE,
    turn: (tx, paging) => pageGrants(tx, 'given_by_me', paging),
    whole: `access_grant where '${BANK.person}' = any (given_by) ${newest('granted_at')}`,
  },
  {
    name: 'appointments',
    scope: MINE,
    turn: (tx, paging) => pageAppointments(tx, {}, at, paging),
    whole: `appointment where ${OWN} and valid_from <= '${at.toString()}' order by valid_from, id`,
  },
  {
    name: 'events',
    scope: MINE,
    turn: (tx, paging) => pageEvents(tx, {}, paging),
    whole: `audit_event where ${OWN} order by position desc`,
  },
  {
    name: 'refusals',
    scope: MINE,
    turn: (tx, paging) => pageEvents(tx, { refusedOnly: true }, paging),
    whole: `audit_event where ${OWN} and outcome = 'refused' order by position desc`,
  },
];

describe.each(LISTS)('$name', ({ scope, turn, whole }) => {
  test.each([1, 3, 7, 100])('come once each and in order, %i to a page', async (limit) => {
    const { rows } = await superuser.query<{ id: string }>(`select id from miji.${whole}`);
    expect(rows.length).toBeGreaterThan(3);
    expect((await walk(scope, turn, limit)).map((row) => row.id)).toEqual(rows.map((row) => row.id));
  });

  test.each([
    ['nothing', ''],
    ['noise', 'not a cursor'],
    ['the shape of a cursor, but no uuid', encoded(`2026-11-21T04:00:00Z~${'-'.repeat(36)}`)],
    ['a day that does not exist', encoded(`2026-02-31T04:00:00Z~${BANK.id}`)],
    ['a year beyond what the database holds', encoded(`+275760-09-13T00:00:00Z~${BANK.id}`)],
    ['the year zero', encoded(`0000-01-01T00:00:00Z~${BANK.id}`)],
    ['a quote', encoded(`2026-11-21T04:00:00Z~${BANK.id.slice(0, -1)}'`)],
    ['a zero byte', encoded('\0')],
    ['a number larger than any', '9'.repeat(15)],
    ['a number too large', '9'.repeat(30)],
    ['a negative number', '-1'],
  ])('take a cursor of %s without an error', async (_, cursor) => {
    const page = await db.transact(scope, (tx) => turn(tx, { cursor, limit: 3 }));
    expect(page.rows).toHaveLength(3);
  });
});

function encoded(text: string): string {
  return Buffer.from(text).toString('base64url');
}

test('whoever is nobody has no requests and no grants', async () => {
  const nobody: Scope = { ...DECIDER, personId: null };
  for (const box of ['mine', 'to_decide', 'decided_by_me'] as const) {
    expect(await db.transact(nobody, (tx) => pageRequests(tx, { box }, { limit: 5 }))).toEqual({
      rows: [],
      next: null,
    });
  }
  for (const box of ['mine', 'given_by_me'] as const) {
    expect(await db.transact(nobody, (tx) => pageGrants(tx, box, { limit: 5 }))).toEqual({ rows: [], next: null });
  }
});

test('nobody is asked to decide on what he filed, drafted or would profit from himself', async () => {
  const waiting = async (personId: string) =>
    (await db.transact({ ...DECIDER, personId }, (tx) => pageRequests(tx, { box: 'to_decide' }, { limit: 100 }))).rows
      .length;
  expect(await waiting(BANK.person)).toBe(0);
  const all = await waiting(SISTER.person);
  for (const column of ['requester_id', 'beneficiary_ids', 'drafter_person_id']) {
    const one = `where company_id = '${BANK.id}' and number = 'R-11'`;
    const before = await superuser.query<Record<string, unknown>>(`select ${column} as was from miji.request ${one}`);
    const of = column === 'beneficiary_ids' ? [SISTER.person] : SISTER.person;
    await superuser.query(`update miji.request set ${column} = $1 ${one}`, [of]);
    expect(await waiting(SISTER.person), column).toBe(all - 1);
    await superuser.query(`update miji.request set ${column} = $1 ${one}`, [before.rows[0]?.['was'] ?? null]);
  }
});

test('a cursor comes back as it was written, and no other text is one', () => {
  fc.assert(
    fc.property(fc.integer({ min: Date.UTC(1980, 0), max: Date.UTC(9999, 0) }), fc.uuid(), (milliseconds, id) => {
      const keyset = { at: Temporal.Instant.fromEpochMilliseconds(milliseconds), id };
      const read = readCursor(writeCursor(keyset));
      expect([read?.at.toString(), read?.id]).toEqual([keyset.at.toString(), id]);
    }),
  );
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(readCursor(text)).toBeNull();
    }),
  );
});
