import type { ItemFacts } from '@miji/core';
import { Temporal } from '@miji/core';
import type { ItemReaders, Scope } from '@miji/db';
import { findContent, pageItems, replaceReaders } from '@miji/db';
import { sql } from 'kysely';
import { beforeEach, describe, expect, test } from 'vitest';
import { openBench } from './support/connect.ts';
import { BANK, HEADQUARTERS, seedDirectory, SISTER } from './support/rows.ts';
import { storeItems } from './support/worlds.ts';

const { db, superuser } = await openBench();
await seedDirectory(superuser, [BANK, SISTER, HEADQUARTERS]);

const END = Temporal.Instant.from('2026-11-21T16:00:00Z');
const BEGINNING = Temporal.Instant.from('1970-01-01T00:00:00Z');
const LAST_SECRET_MILLISECOND = END.subtract({ milliseconds: 1 });
const as = (principals: readonly string[], at = LAST_SECRET_MILLISECOND, companyId = BANK.id): Scope => ({
  companyId,
  personId: BANK.person,
  principals,
  at,
});

const NOBODY = { readers: [], readers_next: [], readers_later: [], readers_once_declassified: [], excluded: [] };

let itemId = '';
const reads = async (scope: Scope): Promise<boolean> =>
  (await db.transact(scope, (tx) => findContent(tx, itemId, 1))) !== undefined;
const lists = async (scope: Scope): Promise<boolean> =>
  (await db.transact(scope, (tx) => pageItems(tx, { sort: 'newest' }, { limit: 100 }))).rows.some(
    (row) => row.id === itemId,
  );

interface Change extends Partial<ItemReaders['content']> {
  readonly excludedIds?: readonly string[];
}

const replace = (scope: Scope, { excludedIds = [], ...content }: Change) => {
  const { secretUntil = END, now = ['person:reader'] } = content;
  return db.transact(scope, (tx) =>
    replaceReaders(tx, itemId, {
      content: { now, next: null, later: null, onceDeclassified: ['staff:bank'], dueAt: null, ...content, secretUntil },
      names: [...new Set(now)].map((principal) => ({ principal, validity: { from: BEGINNING, to: null } })),
      endsAt: secretUntil,
      excludedIds,
      version: 1,
    }),
  );
};

beforeEach(async () => {
  itemId = crypto.randomUUID();
  const item: ItemFacts = {
    itemId,
    version: 1,
    level: 'secret',
    period: { kind: 'term', term: Temporal.Duration.from('P10Y') },
    issuedOn: Temporal.PlainDate.from('2016-11-21'),
    declassifiedAt: null,
    range: { ownerCompanyId: BANK.id, responsibleManagerId: BANK.person, entries: [], excludedIds: [] },
    regimes: [],
    line: null,
    coOwnerIds: [],
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

describe('a content whose readers change with time', () => {
  const hours = (count: number) => LAST_SECRET_MILLISECOND.subtract({ hours: 10 - count });
  const justBefore = (instant: Temporal.Instant) => instant.subtract({ milliseconds: 1 });
  const readsAt = (name: string, at: Temporal.Instant) => reads(as([name], at));

  test('changes them in that millisecond, and again in the next one named, without anybody’s doing', async () => {
    await replace(as([], hours(0)), {
      now: ['person:first'],
      next: { from: hours(1), readers: ['person:second'] },
      later: { from: hours(2), readers: ['person:third'] },
    });
    expect([await readsAt('person:first', justBefore(hours(1))), await readsAt('person:first', hours(1))]).toEqual([
      true,
      false,
    ]);
    expect([await readsAt('person:second', justBefore(hours(1))), await readsAt('person:second', hours(1))]).toEqual([
      false,
      true,
    ]);
    expect([await readsAt('person:second', justBefore(hours(2))), await readsAt('person:second', hours(2))]).toEqual([
      true,
      false,
    ]);
    expect([await readsAt('person:third', justBefore(hours(2))), await readsAt('person:third', hours(2))]).toEqual([
      false,
      true,
    ]);
  });

  test('hears of its end first, whatever else was to come', async () => {
    await replace(as([], hours(0)), {
      next: { from: hours(1), readers: ['person:second'] },
      onceDeclassified: ['staff:bank'],
    });
    expect([await readsAt('person:second', END), await readsAt('staff:bank', END)]).toEqual([false, true]);
  });
});

describe('a content from which somebody is shut out', () => {
  const shutOut = `person:${BANK.person}`;

  test('is not there for him, whatever names him, and is for the others', async () => {
    await replace(as([]), { now: [shutOut, 'department:his', 'person:other'], excludedIds: [BANK.person] });
    expect(await reads(as([shutOut, 'department:his', 'staff:bank']))).toBe(false);
    expect(await lists(as([shutOut]))).toBe(false);
    expect(await reads(as(['person:other', 'department:his']))).toBe(true);
  });

  test('is there for whom the head office’s right to know all lets in, where it does', async () => {
    const executive = 'headquarters:executives';
    await replace(as([]), { now: [executive], excludedIds: [BANK.person] });
    expect(await reads(as([shutOut, executive]))).toBe(true);
    expect(await lists(as([shutOut, executive]))).toBe(true);
    await replace(as([]), { now: [shutOut], excludedIds: [BANK.person] });
    expect(await reads(as([shutOut, executive]))).toBe(false);
  });

  test('is there for him as one of the owner’s people once it is no longer secret, and not because he was named', async () => {
    const staff = `staff:${BANK.id}`;
    await replace(as([]), { onceDeclassified: [staff, shutOut], excludedIds: [BANK.person] });
    expect(await reads(as([shutOut, staff], END))).toBe(true);
    expect(await reads(as([shutOut], END))).toBe(false);
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
      sql<{
        answer: unknown;
      }>`select replace_readers(${BANK.id}, ${itemId}, ${JSON.stringify(NOBODY)}::jsonb) as answer`.execute(tx),
    );
    expect((await call).rows).toEqual([{ answer: null }]);
  });

  test('is not done from within another company', async () => {
    await db.transact(as(['person:reader'], LAST_SECRET_MILLISECOND, SISTER.id), (tx) =>
      sql`select replace_readers(${BANK.id}, ${itemId}, ${JSON.stringify({ ...NOBODY, readers: ['person:thief'] })}::jsonb)`.execute(
        tx,
      ),
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
