import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SnapshotBody, SnapshotFacts } from '../../src/index.ts';
import { decide, encodeSnapshot, lawOf, openSnapshot, REGULATIONS, Temporal, withCatalogue } from '../../src/index.ts';
import { runs } from '../support/runs.ts';
import {
  AT,
  boundariesOf,
  COMPANY,
  expectedOf,
  questionsOf,
  withFractions,
  worlds,
} from '../support/snapshot-worlds.ts';

const HEAD = { cursor: 'c1', at: AT, lifeMs: 30_000 };

/** As it arrives: written as text and read again. */
const sent = (world: SnapshotFacts): SnapshotBody => JSON.parse(JSON.stringify(encodeSnapshot(world, HEAD)));

const momentsOf = (world: SnapshotFacts, chosen: readonly number[]): readonly number[] => {
  const boundaries = boundariesOf(world);
  return chosen.map((choice) => boundaries[choice % boundaries.length] ?? AT.epochMilliseconds);
};

describe('a decision on a snapshot', () => {
  it('is the decision on the things themselves, in the millisecond before, of and after anything changes', () => {
    fc.assert(
      fc.property(worlds, fc.array(fc.nat(), { minLength: 2, maxLength: 2 }), (world, chosen) => {
        const law = openSnapshot(sent(world));
        for (const question of questionsOf(world, momentsOf(world, chosen))) {
          expect(law.decide(question), JSON.stringify(question)).toEqual(expectedOf(world, question));
        }
      }),
      runs(60),
    );
  });

  it('allows nothing for longer where times are no whole milliseconds', () => {
    const law = lawOf(REGULATIONS, COMPANY.code);
    fc.assert(
      fc.property(withFractions, fc.nat(), (world, choice) => {
        const local = openSnapshot(sent(world));
        for (const question of questionsOf(world, momentsOf(world, [choice]))) {
          const { person, item, operation, at } = question;
          if (operation !== 'view' && operation !== 'copy') continue;
          const answer = local.decide({ person, item, operation, at });
          if (!('known' in answer) || !answer.known || answer.decision.outcome !== 'allowed') continue;
          const actor = world.actors.find(({ personId }) => personId === person);
          const facts = world.items.find(({ number }) => number === item)?.facts;
          if (actor === undefined || facts === undefined) throw new Error('allowed to nobody');
          const isGrant = answer.decision.code === 'ALLOWED_GRANT';
          const held = world.grants.filter(({ grant }) => grant.personId === person && grant.itemId === item);
          const first = Temporal.Instant.fromEpochMilliseconds(at);
          for (const now of [first, first.add({ nanoseconds: 999_999 })]) {
            const grants = isGrant ? held.map(({ grant }) => grant) : [undefined];
            const outcomes = grants.map(
              (grant) => decide({ law, operation, item: facts, actor, at: now, grant }).outcome,
            );
            expect(outcomes, JSON.stringify({ question, now })).toContain('allowed');
          }
        }
      }),
      runs(60),
    );
  });

  it('has the record classes of the company, as secret as the catalogue says under the rules of that instant (CD-06)', () => {
    fc.assert(
      fc.property(worlds, fc.nat(), (world, choice) => {
        const local = openSnapshot(sent(world));
        for (const at of momentsOf(world, [choice])) {
          const rules = world.rules.findLast(({ from }) => from.epochMilliseconds <= at)?.rules;
          const [declared] = world.classes;
          const bound =
            rules === undefined || declared === undefined
              ? undefined
              : withCatalogue(lawOf(rules, COMPANY.code), declared);
          expect(local.recordClassAt('customer', at)).toEqual(bound);
        }
      }),
      runs(30),
    );
  });

  it('is made once and handed out again', () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const law = openSnapshot(sent(world));
        for (const question of questionsOf(world, [AT.epochMilliseconds])) {
          const answer = law.decide(question);
          expect(law.decide(question)).toBe(answer);
          expect(Object.isFrozen(answer)).toBe(true);
        }
      }),
      runs(5),
    );
  });
});
