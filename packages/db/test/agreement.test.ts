import { declassifiesAt, decide, isBefore } from '@miji/core';
import type { ItemFilter } from '@miji/db';
import { insertCompany, insertPerson, insertRuleSet, pageItems } from '@miji/db';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { openBench } from './support/connect.ts';
import type { World } from './support/worlds.ts';
import { END, HEADQUARTERS_ID, PEOPLE, scopeFor, storeItems, worlds } from './support/worlds.ts';

const { db } = await openBench();
const WORLDS = 300;

beforeAll(async () => {
  await db.directory(END, async (directory) => {
    for (const id of PEOPLE) await insertPerson(directory, { id, name: 'name', registeredAt: END });
    await insertCompany(directory, {
      id: HEADQUARTERS_ID,
      code: 'HQ',
      kind: 'headquarters',
      name: 'HQ',
      foundedAt: END,
    });
    await insertRuleSet(directory, { version: 1, document: {}, effectiveFrom: END });
  });
});

/** AA, AB, … ZZZZ: a code that no company has yet. */
let founded = 0;
const newCode = (): string => {
  founded += 1;
  return founded
    .toString(26)
    .padStart(4, '0')
    .replace(/./g, (digit) => String.fromCodePoint(65 + Number.parseInt(digit, 26)));
};

const settle = async ({ own, items, at }: World): Promise<void> => {
  await db.directory(at, (directory) =>
    insertCompany(directory, { id: own, code: newCode(), kind: 'subsidiary', name: own, foundedAt: END }),
  );
  await storeItems(db, own, items, at);
};

const allowedIn = ({ items, actor, at }: World) =>
  items.filter((item) => decide({ operation: 'view', item, actor, at }).outcome === 'allowed');

const idsOf = (items: World['items']) => items.map((item) => item.itemId).toSorted();

test('the database shows a content, and lists an item, exactly where the law allows a view', async () => {
  const counts = { worlds: 0, seen: 0, hidden: 0, declassified: 0 };
  await fc.assert(
    fc.asyncProperty(worlds, async (world) => {
      await settle(world);
      const { own, items, actor, at } = world;
      const scope = scopeFor(own, actor, at);
      const allowed = allowedIn(world);
      const ids = idsOf(allowed);

      const isOver = (item: (typeof items)[number]): boolean => {
        const end = declassifiesAt(item);
        return end !== null && !isBefore(at, end);
      };
      const list = async (filter: ItemFilter) =>
        (await db.transact(scope, (tx) => pageItems(tx, filter, { limit: 50 }))).rows.map((row) => row.id).toSorted();
      const [contents, listed, soonest, over] = await Promise.all([
        db.readOnce(scope, (compiler) => compiler.selectFrom('item_content').select('item_id')),
        list({ sort: 'newest' }),
        list({ sort: 'declassifies_soonest' }),
        list({ sort: 'newest', level: 'declassified' }),
      ]);
      expect(contents.map((row) => row.item_id).toSorted(), 'contents').toEqual(ids);
      expect(listed, 'listed').toEqual(ids);
      expect(soonest, 'still secret').toEqual(idsOf(allowed.filter((item) => !isOver(item))));
      expect(over, 'declassified').toEqual(idsOf(allowed.filter(isOver)));

      counts.worlds += 1;
      counts.seen += allowed.length;
      counts.hidden += items.length - allowed.length;
      counts.declassified += allowed.filter(isOver).length;
    }),
    // Worlds are small, and a smaller one could not be founded a second time under the same id.
    { numRuns: WORLDS, endOnFailure: true, interruptAfterTimeLimit: 50_000, markInterruptAsFailure: true },
  );
  // A world in which nobody ever meets his item would agree about nothing.
  expect(counts.worlds).toBeGreaterThanOrEqual(WORLDS);
  expect(Math.min(counts.seen, counts.hidden, counts.declassified)).toBeGreaterThan(50);
}, 60_000);
