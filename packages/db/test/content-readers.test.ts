import type { ItemFacts } from '@miji/core';
import { Temporal } from '@miji/core';
import type { Readers, Scope } from '@miji/db';
import { findContent, pageItems, replaceReaders } from '@miji/db';
import { sql } from 'kysely';
import { beforeEach, describe, expect, test } from 'vitest';
import { openBench } from './support/connect.ts';
import { BANK, HEADQUARTERS, seedDirectory, SISTER } from './support/rows.ts';
import { storeItems } from './support/worlds.ts';

const { db, superuser } = await openBench();
await seedDirectory(superuser, [BANK, SISTER, HEADQUARTERS]);

const END = Temporal.Instant.from('2026-11-21T16:00:00Z');
const LAST_SECRET_MILLISECOND = END.subtract({ milliseconds: 1 });
const as = (principals: readonly string[], at = LAST_SECRET_MILLISECOND, companyId = BANK.id): Scope => ({
  companyId,
  personId: BANK.person,
  principals,
  at,
});

let itemId = '';
const reads = async (scope: Scope): Promise<boolean> =>
  (await db.transact(scope, (tx) => findContent(tx, itemId, 1))) !== undefined;
const lists = async (scope: Scope): Promise<boolean> =>
  (await db.transact(scope, (tx) => pageItems(tx, { sort: 'newest' }, { limit: 100 }))).rows.some(
    (row) => row.id === itemId,
  );
const replace = (scope: Scope, readers: Partial<Readers>) =>
  db.transact(scope, (tx) =>
    replaceReaders(tx, itemId, {
      now: ['person:reader'],
      onceDeclassified: ['staff:bank'],
      secretUntil: END,
      ...readers,
    }),
  );

beforeEach(async () => {
  itemId = crypto.randomUUID();
  const item: ItemFacts = {
    itemId,
    version: 1,
    level: 'secret',
    period: { kind: 'term', term: Temporal.Duration.from('P10Y') },
    issuedOn: Temporal.PlainDate.from('2016-11-21'),
    declassifiedAt: null,
    range: { ownerCompanyId: BANK.id, responsibleManagerId: BANK.person, entries: [] },
  };
  await storeItems(db, BANK.id, [item], LAST_SECRET_MILLISECOND);
  await replace(as([]), {});
});

describe('a content', () => {
  test('is there for who answers to one of its names, whatever else he answers to', async () => {
    expect(await reads(as(['person:reader']))).toBe(true);
    expect(await reads(as(['staff:other', 'person:reader', 'department:any']))).toBe(true);
  });

  test('is not there for anybody else, nor for who answers to no name at all', async () => {
    for (const principals of [[], ['person:other'], ['person:reade'], ['person:reader2'], ['staff:bank']]) {
      expect(await reads(as(principals)), principals.join()).toBe(false);
    }
  });

  test('changes readers at the very millisecond at which its secrecy ends', async () => {
    expect([await reads(as(['staff:bank'])), await reads(as(['person:reader']))]).toEqual([false, true]);
    expect([await reads(as(['staff:bank'], END)), await reads(as(['person:reader'], END))]).toEqual([true, false]);
    const nanosecondBefore = END.subtract({ nanoseconds: 1 });
    expect(
      await reads(as(['staff:bank'], nanosecondBefore)),
      'an instant is cut, and not rounded up into the next millisecond',
    ).toBe(false);
  });

  test('without a known end stays with its readers', async () => {
    await replace(as([]), { secretUntil: null });
    expect(await reads(as(['staff:bank'], Temporal.Instant.from('2999-01-01T00:00:00Z')))).toBe(false);
    expect(await reads(as(['person:reader'], Temporal.Instant.from('2999-01-01T00:00:00Z')))).toBe(true);
  });
});

describe('replacing the readers', () => {
  test('is done by somebody who is none himself, and lets him read nothing', async () => {
    const stranger = as(['person:stranger']);
    await replace(stranger, { now: ['person:new'] });
    expect(await reads(stranger)).toBe(false);
    expect(await reads(as(['person:reader']))).toBe(false);
    expect(await reads(as(['person:new']))).toBe(true);
    expect([await lists(stranger), await lists(as(['person:reader'])), await lists(as(['person:new']))]).toEqual([
      false,
      false,
      true,
    ]);
  });

  test('returns nothing of the content', async () => {
    const call = db.transact(as(['person:stranger']), (tx) =>
      sql<{ answer: unknown }>`select replace_readers(${BANK.id}, ${itemId}, '{}', '{}', null) as answer`.execute(tx),
    );
    expect((await call).rows).toEqual([{ answer: null }]);
  });

  test('is not done from within another company', async () => {
    await db.transact(as(['person:reader'], LAST_SECRET_MILLISECOND, SISTER.id), (tx) =>
      sql`select replace_readers(${BANK.id}, ${itemId}, ${['person:thief']}, ${['person:thief']}, null)`.execute(tx),
    );
    expect(await reads(as(['person:thief']))).toBe(false);
    expect(await reads(as(['person:reader']))).toBe(true);
  });

  test('with nobody leaves nobody', async () => {
    await replace(as([]), { now: [], onceDeclassified: [] });
    for (const at of [LAST_SECRET_MILLISECOND, END]) {
      expect(await reads(as(['person:reader', 'staff:bank'], at))).toBe(false);
      expect(await reads(as([], at))).toBe(false);
    }
    expect(await lists(as(['person:reader']))).toBe(false);
  });

  test('names somebody once who is given twice', async () => {
    await replace(as([]), { now: ['person:twice', 'person:twice'] });
    expect(await lists(as(['person:twice']))).toBe(true);
  });

  test('moves an item in the list by its new end', async () => {
    const soonest = (at: Temporal.Instant) =>
      db.transact(as(['person:reader'], at), (tx) => pageItems(tx, { sort: 'declassifies_soonest' }, { limit: 100 }));
    const later = END.add({ hours: 1 });
    await superuser.query('update miji.item set secret_until = $1 where id = $2', [later.toString(), itemId]);
    await replace(as([]), { secretUntil: later });
    expect((await soonest(END)).rows.map((row) => row.id)).toEqual([itemId]);
    expect((await soonest(later)).rows).toEqual([]);
  });

  test('is all that its keeper can do: he is refused the sealed words', async () => {
    await superuser.query('begin');
    try {
      await superuser.query('set local role miji_keeper');
      await expect(superuser.query('select sealed from miji.item_content')).rejects.toThrow(/permission denied/);
    } finally {
      await superuser.query('rollback');
    }
  });
});
