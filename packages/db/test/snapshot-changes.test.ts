import { Temporal } from '@miji/core';
import type { Horizon } from '@miji/db';
import { changedSince, holdStill, horizonOf, isBehind, pruneChanges } from '@miji/db';
import { beforeAll, describe, expect, test } from 'vitest';
import { connect, openBench } from './support/connect.ts';
import { BANK, idOf, insertOf, rowOf, seedCompany, seedDirectory, SISTER } from './support/rows.ts';

const { database, db, superuser } = await openBench();

beforeAll(async () => {
  await seedDirectory(superuser, [BANK, SISTER]);
  await seedCompany(superuser, BANK);
  await seedCompany(superuser, SISTER);
});

const at = Temporal.Instant.from('2026-11-21T04:00:00Z');
const inside = (companyId = BANK.id) => ({ companyId, personId: null, principals: [], at });
const now = (companyId = BANK.id): Promise<Horizon> =>
  db.transact(inside(companyId), async (tx) => {
    await holdStill(tx);
    return horizonOf(tx);
  });
const since = (horizon: Horizon, companyId = BANK.id) =>
  db.transact(inside(companyId), (tx) => changedSince(tx, horizon));
const NOTHING = { item: [], person: [], grant: [] };

const ITEM = idOf(BANK, 'item');
const GRANT = idOf(BANK, 'access_grant');
const change = (table: string, set: string) =>
  `update miji.${table} set ${set} where company_id = '${BANK.id}' and id = '${idOf(BANK, table)}'`;

describe('a change of what decides is noted', () => {
  const ENDS = `'2030-01-01Z'`;
  test.each([
    ['a level', change('item', 'level = 1'), { item: [ITEM] }],
    ['a period', change('item', `period_kind = 'term', period_value = 'P1Y'`), { item: [ITEM] }],
    ['an early end', change('item', `declassified_at = ${ENDS}`), { item: [ITEM] }],
    ['a version', change('item', 'version = 2'), { item: [ITEM] }],
    ['a confirmation', change('item', `state = 'proposed'`), { item: [ITEM] }],
    ['a regime', change('item', `regimes = '{bank}'`), { item: [ITEM] }],
    ['a co-owner', change('item', `co_owner_ids = array['${SISTER.id}'::uuid]`), { item: [ITEM] }],
    ['a hold', change('item', 'on_hold = true'), { item: [ITEM] }],
    ['an exclusion', change('item', `excluded_ids = array['${BANK.person}'::uuid]`), { item: [ITEM] }],
    ['the end of an entry of a range', change('item_range', `valid_to = ${ENDS}`), { item: [ITEM] }],
    ['the use of a grant', change('access_grant', 'used = used + 1'), { grant: [GRANT] }],
    ['the end of an appointment', change('appointment', `valid_to = ${ENDS}`), { person: [BANK.person] }],
    ['the end of a membership', change('project_group_member', `valid_to = ${ENDS}`), { person: [BANK.person] }],
  ])('%s', async (_, statement, noted) => {
    const before = await now();
    await superuser.query(statement);
    expect(await since(before)).toEqual({ ...NOTHING, ...noted });
    expect(await since(before, SISTER.id)).toEqual(NOTHING);
    expect(await since(await now())).toEqual(NOTHING);
  });

  test.each([
    ['item', 'item'],
    ['item_range', 'item'],
    ['access_grant', 'grant'],
    ['appointment', 'person'],
    ['project_group_member', 'person'],
  ] as const)('a new row of %s', async (table, kind) => {
    const before = await now();
    await superuser.query(insertOf(table, [rowOf(BANK, table, 1)]));
    expect((await since(before))[kind]).toHaveLength(1);
  });

  test('and what decides nothing is not: a copy was taken, a title is indexed', async () => {
    const before = await now();
    await superuser.query(change('item', 'copies_issued = 1, readers_version = 7, on_hold = on_hold'));
    expect(await since(before)).toEqual(NOTHING);
  });
});

describe('whoever asks what has changed misses nothing', () => {
  test('of a transaction that began before he looked and ended after', async () => {
    const [slow, quick] = [await connect(database.urlFor('superuser')), superuser];
    await slow.query('begin');
    await slow.query(change('access_grant', `expires_at = expires_at + interval '1 day'`));
    await quick.query(change('item', 'version = version + 1'));
    const between = await now();
    expect(await since(between), 'what is under way is not seen').toEqual(NOTHING);
    await slow.query('commit');
    expect(await since(between), 'nor is it behind him').toEqual({ ...NOTHING, grant: [GRANT] });
    expect(await since(await now())).toEqual(NOTHING);
  });

  test('nor waits for anybody: what has ended is told while an older transaction is still under way', async () => {
    const slow = await connect(database.urlFor('superuser'));
    await slow.query('begin');
    await slow.query(change('access_grant', `expires_at = expires_at + interval '1 day'`));
    const before = await now();
    await superuser.query(change('item', 'version = version + 1'));
    expect(await since(before)).toEqual({ ...NOTHING, item: [ITEM] });
    await slow.query('rollback');
    expect(await since(before)).toEqual({ ...NOTHING, item: [ITEM] });
  });

  test('with twenty at once, in whatever order they end: every change is in one of his steps', async () => {
    const writers = await Promise.all(Array.from({ length: 6 }, () => connect(database.urlFor('superuser'))));
    const told = new Set<string>();
    const made = new Set<string>();
    let seen = await now();
    const state = { isWriting: true };
    const writing = Promise.all(
      writers.map(async (client, writer) => {
        for (let turn = 0; turn < 8; turn += 1) {
          const row = rowOf(BANK, 'item', 100 + writer * 10 + turn);
          await client.query('begin');
          await client.query(insertOf('item', [row]));
          await client.query('select pg_sleep($1)', [((writer * 7 + turn * 3) % 5) / 500]);
          await client.query(turn % 4 === 3 ? 'rollback' : 'commit');
          if (turn % 4 !== 3) made.add(String(row['id']));
        }
      }),
    ).finally(() => (state.isWriting = false));
    const step = async () => {
      const { next, changed } = await db.transact(inside(), async (tx) => {
        await holdStill(tx);
        return { next: await horizonOf(tx), changed: await changedSince(tx, seen) };
      });
      for (const id of changed.item) told.add(id);
      seen = next;
    };
    while (state.isWriting) await step();
    await writing;
    await step();
    expect(told).toEqual(made);
  });
});

test('a transaction that holds still sees one state, and changes nothing', async () => {
  await db.transact(inside(), async (tx) => {
    await holdStill(tx);
    const first = await horizonOf(tx);
    await superuser.query(change('item', 'version = version + 1'));
    expect((await horizonOf(tx)).seen).toBe(first.seen);
    expect(await changedSince(tx, first)).toEqual(NOTHING);
  });
  const writes = db.transact(inside(), async (tx) => {
    await holdStill(tx);
    await pruneChanges(tx, 1);
  });
  await expect(writes).rejects.toThrow('read-only');
});

test('a horizon of a database that has gone back to an earlier state is recognised', async () => {
  const horizon = await now();
  await db.transact(inside(), async (tx) => {
    expect(await isBehind(tx, horizon)).toBe(true);
    expect(await isBehind(tx, { ...horizon, seen: '900000000:900000000:' })).toBe(false);
  });
});

test('changes are forgotten after their time, and only those of the company', async () => {
  const count = async (owner: string) =>
    (await superuser.query('select 1 from miji.snapshot_change where company_id = $1', [owner])).rowCount;
  await superuser.query(`update miji.snapshot_change set noted_at = now() - interval '25 hours'`);
  await superuser.query(change('item', 'version = version + 1'));
  const others = await count(SISTER.id);
  expect(await db.transact(inside(), (tx) => pruneChanges(tx, 24))).toBeGreaterThan(0);
  expect([await count(BANK.id), await count(SISTER.id)]).toEqual([1, others]);
});
