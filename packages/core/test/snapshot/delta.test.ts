import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ChangedFacts, DeltaHead, LocalLaw, SnapshotChange, SnapshotFacts } from '../../src/index.ts';
import { encodeChange, encodeReset, encodeSnapshot, openSnapshot, SnapshotError } from '../../src/index.ts';
import { runs } from '../support/runs.ts';
import { AT, boundariesOf, COMPANY, expectedOf, NUMBERS, questionsOf, worlds } from '../support/snapshot-worlds.ts';

const opened = (world: SnapshotFacts): LocalLaw =>
  openSnapshot(encodeSnapshot(world, { cursor: 'c0', at: AT, lifeMs: 30_000 }));

const sent = (change: ChangedFacts, head: DeltaHead): SnapshotChange =>
  JSON.parse(JSON.stringify(encodeChange(change, head)));

const NOTHING: ChangedFacts = {
  company: COMPANY,
  rules: null,
  classes: [],
  items: [],
  actors: [],
  grants: [],
  removed: { items: [], actors: [], grants: [] },
};

/** What makes one world of another: everything that the other has, and what it lacks. */
const changeBetween = (before: SnapshotFacts, after: SnapshotFacts): ChangedFacts => {
  const gone = (had: readonly string[], has: readonly string[]) => had.filter((one) => !has.includes(one));
  return {
    company: COMPANY,
    rules: after.rules,
    classes: after.classes,
    items: after.items,
    actors: after.actors,
    grants: after.grants,
    removed: {
      items: gone(
        before.items.map(({ number }) => number),
        after.items.map(({ number }) => number),
      ),
      actors: gone(
        before.actors.map(({ personId }) => personId),
        after.actors.map(({ personId }) => personId),
      ),
      grants: gone(
        before.grants.map(({ number }) => number),
        after.grants.map(({ number }) => number),
      ),
    },
  };
};

describe('a snapshot that is brought up to date', () => {
  it('answers as one that was fetched anew', () => {
    fc.assert(
      fc.property(fc.array(worlds, { minLength: 2, maxLength: 3 }), fc.nat(), ([first, ...later], choice) => {
        if (first === undefined) return;
        const law = opened(first);
        let world = first;
        for (const [turn, next] of later.entries()) {
          const head = { from: `c${turn}`, cursor: `c${turn + 1}`, at: AT.add({ seconds: turn }) };
          expect(law.apply(sent(changeBetween(world, next), head))).toBe('applied');
          world = next;
          expect(law.cursor).toBe(head.cursor);
          expect(law.at).toBe(head.at.epochMilliseconds);
        }
        const boundaries = boundariesOf(world);
        const moment = boundaries[choice % boundaries.length] ?? AT.epochMilliseconds;
        for (const question of questionsOf(world, [moment])) {
          expect(law.decide(question), JSON.stringify(question)).toEqual(expectedOf(world, question));
        }
        expect(law.size).toEqual(opened(world).size);
      }),
      runs(60),
    );
  });

  it('stays right however often one of its items is written again', () => {
    const tells = (one: SnapshotFacts): boolean =>
      questionsOf(one, [AT.epochMilliseconds]).some((question) => {
        const answer = expectedOf(one, question);
        return question.item === one.items[1]?.number && 'known' in answer && answer.known;
      });
    const [world] = fc.sample(worlds.filter(tells), { numRuns: 1, seed: 6 });
    if (world === undefined) throw new Error('no world');
    const law = opened(world);
    for (let turn = 0; turn < 3_000; turn += 1) {
      law.apply(
        encodeChange(
          { ...NOTHING, items: world.items.slice(0, 1) },
          { from: `c${turn}`, cursor: `c${turn + 1}`, at: AT },
        ),
      );
    }
    for (const question of questionsOf(world, [AT.epochMilliseconds])) {
      expect(law.decide(question)).toEqual(expectedOf(world, question));
    }
  });

  it.each([
    ['goes on from elsewhere', encodeChange(NOTHING, { from: 'c7', cursor: 'c8', at: AT })],
    ['says that it cannot be told', encodeReset(COMPANY.id, { from: 'c0', cursor: 'c1', at: AT })],
  ])('has to be fetched anew where the change %s', (_title, delta) => {
    fc.assert(
      fc.property(worlds, (world) => {
        const law = opened(world);
        expect(law.apply(delta)).toBe('reset');
        expect(law.cursor).toBe('c0');
      }),
      { numRuns: 1 },
    );
  });

  it('takes no change of another company, and nothing of one whose columns do not fit together', () => {
    fc.assert(
      fc.property(worlds, fc.nat(), (world, choice) => {
        const law = opened(world);
        const change = encodeChange(changeBetween(world, world), { from: 'c0', cursor: 'c1', at: AT });
        expect(() => law.apply({ ...change, companyId: 'sister' })).toThrow(SnapshotError);
        const items = { ...change.columns.items, manager: [...change.columns.items.manager, 0] };
        const spans = { ...change.columns.items, entries: change.columns.items.entries.map((count) => count + 1) };
        const places = { ...change.columns.items, manager: change.columns.items.manager.map(() => 1_000_000) };
        const broken = [items, ...(world.items.length === 0 ? [] : [spans, places])];
        const one = broken[choice % broken.length] ?? items;
        const removed = { items: [2_026_000_001], actors: world.actors.map(({ personId }) => personId), grants: [] };
        expect(() => law.apply({ ...change, removed, columns: { ...change.columns, items: one } })).toThrow(
          SnapshotError,
        );
        for (const question of questionsOf(world, [AT.epochMilliseconds])) {
          expect(law.decide(question)).toEqual(expectedOf(world, question));
        }
      }),
      runs(10),
    );
  });
});

describe('what is written down', () => {
  it('has nothing of another company, and no item under a number that is none', () => {
    fc.assert(
      fc.property(
        worlds.filter(({ items }) => items.length > 0),
        (world) => {
          const [item] = world.items;
          if (item === undefined) return;
          const range = { ...item.facts.range, ownerCompanyId: 'sister' };
          expect(() => opened({ ...world, items: [{ ...item, facts: { ...item.facts, range } }] })).toThrow(TypeError);
          for (const number of ['SIS-2026-000001', 'OWN-2026-00001', 'OWN-2026-00000x', 'OWN-20a6-000001']) {
            expect(() => opened({ ...world, items: [{ ...item, number }] })).toThrow(TypeError);
          }
          const removed = { items: [...NUMBERS], actors: [], grants: [] };
          const change = encodeChange({ ...NOTHING, removed }, { from: 'c0', cursor: 'c1', at: AT });
          expect(change.removed.items).toEqual([2_026_000_001, 2_026_000_002, 2_025_000_001]);
        },
      ),
      { numRuns: 3 },
    );
  });
});
