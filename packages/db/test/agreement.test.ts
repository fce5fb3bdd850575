import { declassifiesAt, decide, isBefore, isExcluded } from '@miji/core';
import type { Temporal } from '@miji/core';
import type { ItemFilter } from '@miji/db';
import { insertCompany, insertPerson, insertRuleSet, pageItems } from '@miji/db';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { openBench } from './support/connect.ts';
import type { World } from './support/worlds.ts';
import {
  END,
  HEADQUARTERS_ID,
  LAWS,
  PEOPLE,
  scopeFor,
  storeItems,
  storeReadersAgain,
  worlds,
} from './support/worlds.ts';

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

const settle = async ({ own, items, law, writtenAt, at }: World): Promise<void> => {
  await db.directory(at, (directory) =>
    insertCompany(directory, { id: own, code: newCode(), kind: 'subsidiary', name: own, foundedAt: END }),
  );
  await storeItems(db, own, items, earlier(writtenAt, at), LAWS[law]);
};

const earlier = (a: Temporal.Instant, b: Temporal.Instant): Temporal.Instant => (isBefore(a, b) ? a : b);

const allowedIn = ({ items, actor, law, at }: World) =>
  items.filter((item) => decide({ law: LAWS[law], operation: 'view', item, actor, at }).outcome === 'allowed');

const idsOf = (items: World['items']) => items.map((item) => item.itemId).toSorted();

const isOver = (item: World['items'][number], at: Temporal.Instant): boolean => {
  const end = declassifiesAt(item);
  return end !== null && !isBefore(at, end);
};

/**
 * The one case in which the database stays narrower: a manager in charge who is shut out and of another company, once it is over. No
 * verb shuts him out.
 */
const isShutOutManager = (item: World['items'][number], { actor, at }: World): boolean =>
  item.range.responsibleManagerId === actor.personId && isExcluded(item.range, actor.personId) && isOver(item, at);

test('the database lists an item exactly where the law allows a view, and shows a content nowhere else, whenever its readers were written down', async () => {
  const counts = { worlds: 0, seen: 0, hidden: 0, declassified: 0, excluded: 0, behind: 0 };
  await fc.assert(
    fc.asyncProperty(worlds, async (world) => {
      await settle(world);
      const { own, items, actor, law, at } = world;
      const scope = scopeFor(own, actor, at);
      const allowed = allowedIn(world);
      const ids = idsOf(allowed);

      const list = async (filter: ItemFilter) =>
        (await db.transact(scope, (tx) => pageItems(tx, filter, { limit: 50 }))).rows.map((row) => row.id).toSorted();
      const contents = async () =>
        (await db.readOnce(scope, (compiler) => compiler.selectFrom('item_content').select('item_id')))
          .map((row) => row.item_id)
          .toSorted();
      const lists = async (when: string) => {
        const [listed, soonest, over] = await Promise.all([
          list({ sort: 'newest' }),
          list({ sort: 'declassifies_soonest' }),
          list({ sort: 'newest', level: 'declassified' }),
        ]);
        expect(listed, `listed ${when}`).toEqual(ids);
        expect(soonest, `still secret ${when}`).toEqual(idsOf(allowed.filter((item) => !isOver(item, at))));
        expect(over, `declassified ${when}`).toEqual(idsOf(allowed.filter((item) => isOver(item, at))));
      };
      await lists('as written before');
      const shown = await contents();
      expect(ids, 'contents as written before').toEqual(expect.arrayContaining(shown));

      await storeReadersAgain(db, own, items, at, LAWS[law]);
      await lists('as written now');
      const exact = idsOf(allowed.filter((item) => !isShutOutManager(item, world)));
      expect(ids, 'contents as written now').toEqual(expect.arrayContaining(await contents()));
      expect(await contents(), 'contents as written now').toEqual(expect.arrayContaining(exact));

      counts.worlds += 1;
      counts.seen += allowed.length;
      counts.hidden += items.length - allowed.length;
      counts.declassified += allowed.filter((item) => isOver(item, at)).length;
      counts.excluded += items.filter((item) => isExcluded(item.range, actor.personId)).length;
      counts.behind += ids.length - shown.length;
    }),
    // Worlds are small, and a smaller one could not be founded a second time under the same id.
    { numRuns: WORLDS, endOnFailure: true, interruptAfterTimeLimit: 50_000, markInterruptAsFailure: true },
  );
  // A world in which nobody ever meets his item would agree about nothing.
  expect(counts.worlds).toBeGreaterThanOrEqual(WORLDS);
  expect(Math.min(counts.seen, counts.hidden, counts.declassified, counts.excluded)).toBeGreaterThan(50);
  // Without its job the database falls behind where names change several times, and never far.
  expect(counts.behind / counts.seen).toBeLessThan(0.1);
}, 60_000);
