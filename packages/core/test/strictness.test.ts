import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Agreeing, Approver, Office } from '../src/index.ts';
import { allOf, anyOf, atLeast, inOrder, isAtLeastAsStrict, loosenedWay, suffices } from '../src/index.ts';
import { runs } from './support/runs.ts';
import type { Person } from './support/play.ts';
import { play } from './support/play.ts';

const OFFICES: readonly Office[] = [
  { kind: 'post', company: 'owner', post: 'general_manager' },
  { kind: 'post', company: 'owner', post: 'deputy_general_manager' },
  { kind: 'post', company: 'owner', post: 'customer_service_manager' },
  { kind: 'in_charge', company: 'owner', post: 'deputy_general_manager' },
  { kind: 'responsible_manager' },
];
const offices = fc.constantFrom(...OFFICES);

/** Formulas over few offices, so that two of them often speak of the same; half of them have a quorum. */
const quorums: fc.Arbitrary<Approver> = fc
  .tuple(fc.integer({ min: 2, max: 3 }), fc.array(offices, { minLength: 1, maxLength: 3 }))
  .map(([count, of]) => atLeast<Office>(count, ...of));
const parts: fc.Arbitrary<Approver> = fc.oneof({ weight: 3, arbitrary: offices }, { weight: 2, arbitrary: quorums });
const formulas: fc.Arbitrary<Approver> = fc.oneof(
  parts,
  fc
    .tuple(fc.constantFrom(allOf<Office>, anyOf<Office>, inOrder<Office>), fc.array(parts, { minLength: 2, maxLength: 3 }))
    .map(([join, of]) => join(...of)),
);

/** People with up to three of these offices each; one office may have several holders, but an item one responsible manager. */
const worlds: fc.Arbitrary<readonly Person[]> = fc
  .tuple(fc.array(fc.subarray([...OFFICES.slice(0, 4)], { maxLength: 3 }), { minLength: 1, maxLength: 4 }), fc.nat(3))
  .map(([holders, responsible]) =>
    holders.map((held, id) => ({
      id: String(id),
      offices: id === responsible ? [...held, { kind: 'responsible_manager' as const }] : held,
    })),
  );
/** Who speaks, in which order; some speak again. */
const speeches = worlds.chain((people) =>
  fc.array(fc.constantFrom(...people), { minLength: 1, maxLength: 6 }),
);

/** The people of a counterexample: each holds all offices for which he agrees. */
const peopleOf = (agreeing: readonly Agreeing[]): readonly Person[] =>
  agreeing.map(({ person }) => ({
    id: String(person),
    offices: agreeing.flatMap((one) => (one.person === person ? [one.office] : [])),
  }));

describe('whether one rule is at least as strict as another, against people who hold several offices (RULE_LOOSENED)', () => {
  it('is so for every group of people and every order in which they speak, or the counterexample is real', () => {
    const counted = { proved: 0, refuted: 0 };
    fc.assert(
      fc.property(formulas, formulas, fc.array(speeches, { minLength: 20, maxLength: 20 }), (was, would, spoken) => {
        const way = loosenedWay(was, would);
        if (way === 'unproven') return;
        counted[way === undefined ? 'proved' : 'refuted'] += 1;
        if (way === undefined) {
          expect(spoken.filter((turns) => play(would, turns) && !play(was, turns))).toEqual([]);
        } else {
          const people = peopleOf(way);
          // One by one, each for the one office: whoever holds two and speaks once might fill both.
          expect(suffices(would, way)).toBe(true);
          expect(suffices(was, way)).toBe(false);
          const responsible = people.filter(({ offices: held }) => held.some(({ kind }) => kind === 'responsible_manager'));
          expect(new Set(responsible.map(({ id }) => id)).size).toBeLessThanOrEqual(1);
        }
      }),
      runs(3000),
    );
    expect(counted.proved).toBeGreaterThan(runs(3000).numRuns / 20);
    expect(counted.refuted).toBeGreaterThan(runs(3000).numRuns / 20);
  }, 300_000);

  it('holds of every rule towards itself, and of what is asked for besides', () => {
    fc.assert(
      fc.property(formulas, formulas, (one, other) => {
        expect(isAtLeastAsStrict(one, one)).toBe(true);
        expect(isAtLeastAsStrict(one, anyOf<Office>(one, other))).toBe(true);
      }),
      runs(300),
    );
  }, 300_000);

  it('agrees with people who speak one after the other about what is enough', () => {
    fc.assert(
      fc.property(formulas, speeches, (formula, turns) => {
        const acts = turns.flatMap(({ id, offices: held }) =>
          held.map((office): Agreeing => ({ office, person: Number(id) })),
        );
        // Whoever holds one office speaks exactly so; whoever holds several may fill more at once.
        const isPlain = turns.every(({ offices: held }) => held.length === 1);
        if (isPlain) expect(suffices(formula, acts)).toBe(play(formula, turns));
        else if (suffices(formula, acts)) expect(play(formula, [...turns, ...turns, ...turns])).toBe(true);
      }),
      runs(3000),
    );
  }, 300_000);
});
