import { Temporal } from '@miji/core';
import type { Scope, SeenRequest } from '@miji/db';
import { lockAsSeen, markRequest, pageUnderWay } from '@miji/db';
import { beforeAll, describe, expect, test } from 'vitest';
import { openBench } from './support/connect.ts';
import { BANK, HEADQUARTERS, insertOf, rowOf, seedCompany, seedDirectory, SISTER } from './support/rows.ts';

const { db, superuser } = await openBench();
const at = Temporal.Instant.from('2026-11-21T04:00:00Z');
const scope: Scope = { companyId: BANK.id, personId: null, principals: [], at };
const STATES = ['pending', 'returned', 'approved', 'refused', 'withdrawn', 'expired', 'void'];

beforeAll(async () => {
  await seedDirectory(superuser, [BANK, SISTER, HEADQUARTERS]);
  await seedCompany(superuser, BANK);
  const many = Array.from({ length: 35 }, (_, n) => ({
    ...rowOf(BANK, 'request', n + 10),
    state: STATES[n % STATES.length],
    // Several end at the same instant, so that only the id tells them apart.
    expires_at: at.add({ hours: n % 3 }).toString(),
  }));
  await superuser.query(insertOf('request', many));
});

const pages = async (limit: number): Promise<readonly SeenRequest[]> => {
  const all: SeenRequest[] = [];
  for (;;) {
    const page = await db.transact(scope, (tx) => pageUnderWay(tx, all.at(-1) ?? null, limit));
    all.push(...page);
    if (page.length < limit) return all;
  }
};

describe('the requests under way of a company', () => {
  test('come page by page, each once, those that end first in front', async () => {
    const all = await pages(100);
    expect(new Set(all.map(({ state }) => state))).toEqual(new Set(['pending', 'returned']));
    const { rows } = await superuser.query<{ id: string }>(
      `select id from miji.request where company_id = $1 and state in ('pending', 'returned')`,
      [BANK.id],
    );
    expect(all.map(({ id }) => id).toSorted()).toEqual(rows.map(({ id }) => id).toSorted());
    for (const limit of [1, 2, 3]) expect((await pages(limit)).map(({ id }) => id)).toEqual(all.map(({ id }) => id));
    const ends = all.map(({ expires_at }) => expires_at.epochMilliseconds);
    expect(ends).toEqual(ends.toSorted((one, other) => one - other));
  });

  test('are not those of another company', async () => {
    const others = await db.transact({ ...scope, companyId: SISTER.id }, (tx) => pageUnderWay(tx, null, 100));
    expect(others).toEqual([]);
  });

  test('are held only as they were seen: what was written since is left out', async () => {
    const seen = (await pages(100)).slice(0, 4);
    const [first, ...others] = seen;
    await db.transact(scope, (tx) => markRequest(tx, first?.id ?? '', { stage: 'half' }));
    const held = await db.transact(scope, (tx) => lockAsSeen(tx, seen));
    expect(held.map(({ id }) => id)).toEqual(others.map(({ id }) => id).toSorted());
    // Holding it changes nothing of it: seen once, it may be held again.
    expect(await db.transact(scope, (tx) => lockAsSeen(tx, others))).toHaveLength(3);
  });

  test('are passed over while somebody else holds them, and nobody waits', async () => {
    const seen = (await pages(100)).slice(0, 4);
    await db.transact(scope, async (tx) => {
      const half = await lockAsSeen(tx, seen.slice(0, 2));
      expect(half).toHaveLength(2);
      const rest = await db.transact(scope, (other) => lockAsSeen(other, seen));
      expect(rest.map(({ id }) => id)).toEqual(
        seen
          .slice(2)
          .map(({ id }) => id)
          .toSorted(),
      );
    });
  });
});
