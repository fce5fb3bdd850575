import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Actor, ItemFacts, Law, RuleSet, SecretLevel, Temporal } from '../src/index.ts';
import { compareLevels, decide, findLoosening, lawOf, mayName, protectiveLevel, SECRET_LEVELS } from '../src/index.ts';
import { actors, applicants, approvedOperations, hours, items, levels, regimes } from './support/arbitraries.ts';
import { COMPANY_CODE, offices, overlaid, tightenings } from './support/laws.ts';
import type { Agreement } from './support/replay.ts';
import { holderOfAll, isEnough, isPeriodShorter, isReal, looserLimits, RESPONSIBLE } from './support/replay.ts';
import { runs } from './support/runs.ts';

interface Rules {
  readonly before: RuleSet;
  readonly after: RuleSet;
}

interface Asked {
  readonly agreements: readonly Agreement[];
  readonly item: ItemFacts;
  readonly actor: Actor;
  readonly at: Temporal.Instant;
  readonly level: SecretLevel;
}

const laws = (rules: Rules) => ({
  before: lawOf(rules.before, COMPANY_CODE),
  after: lawOf(rules.after, COMPANY_CODE),
});

/** Up to four agreements: of people who hold one office or two, of several who hold the same, of one who speaks again. */
const agreeingPeople: fc.Arbitrary<readonly Actor[]> = fc
  .array(fc.record({ held: fc.array(offices, { minLength: 1, maxLength: 2 }), id: fc.nat(4) }), { maxLength: 4 })
  .map((people) =>
    people.map(({ id }) =>
      holderOfAll(
        id === 0 ? RESPONSIBLE : `person ${id}`,
        people.flatMap((one) => (one.id === id ? one.held : [])),
      ),
    ),
  );

const agreements: fc.Arbitrary<Agreement> = fc.record({
  operation: approvedOperations,
  level: levels,
  regimes,
  applicant: applicants,
  agreeing: agreeingPeople,
  necessityStated: fc.boolean(),
});

/** Questions about what the overlay speaks of: drawn at random they would hardly ever meet it. */
const aimed = (rules: Rules, asked: readonly Agreement[]): readonly Agreement[] => {
  const cells = rules.after.overlays[COMPANY_CODE]?.approvers ?? [];
  return asked.flatMap((agreement) => [
    agreement,
    ...cells.map(({ operation, level, regime, applicant = agreement.applicant }) => ({
      ...agreement,
      operation,
      level,
      applicant,
      regimes: regime === 'group' ? agreement.regimes : [...agreement.regimes, regime],
    })),
  ]);
};

const flips = (before: Law, after: Law, ask: (law: Law) => boolean): boolean => ask(after) && !ask(before);

/** Everything that would be looser, in words; what {@link findLoosening} says is not asked here. */
const looserThings = (rules: Rules, asked: Asked): readonly string[] => {
  const { before, after } = laws(rules);
  const { item, actor, at, level } = asked;
  const { range } = item;
  const things: (readonly [string, boolean])[] = [
    ['knows', flips(before, after, (law) => decide({ law, operation: 'view', item, actor, at }).outcome === 'allowed')],
    ['names', flips(before, after, (law) => mayName(range, law.knowing(item.level, item.regimes), actor, at) === null)],
    ['is secret for a shorter time', SECRET_LEVELS.some((one) => isPeriodShorter(before, after, one))],
    ...looserLimits(before, after).map((limit) => [limit, true] as const),
    ...aimed(rules, asked.agreements).map(
      (one) => [`agreement ${JSON.stringify(one)}`, flips(before, after, (law) => isEnough(law, one))] as const,
    ),
    ...rules.before.catalogue.map(({ code: catalogueCode }) => {
      const proposal = { catalogueCode, level };
      return [
        catalogueCode,
        compareLevels(protectiveLevel(after, proposal), protectiveLevel(before, proposal)) < 0,
      ] as const;
    }),
  ];
  return things.flatMap(([thing, isLooser]) => (isLooser ? [thing] : []));
};

const questions: fc.Arbitrary<Asked> = fc.record({
  agreements: fc.array(agreements, { minLength: 4, maxLength: 10 }),
  item: items,
  actor: actors,
  at: hours,
  level: levels,
});

describe('rules of a company against the group’s (design §6, K-05, K-06)', () => {
  it('either nothing at all becomes possible that was not, or the counterexample is real when it is played again', () => {
    const counted = { proved: 0, refuted: 0 };
    fc.assert(
      fc.property(overlaid, questions, (rules, asked) => {
        const counterexample = findLoosening(rules.before, rules.after, COMPANY_CODE);
        counted[counterexample === null ? 'proved' : 'refuted'] += 1;
        const { before, after } = laws(rules);
        const wrong =
          counterexample === null
            ? looserThings(rules, asked)
            : [counterexample].filter((one) => !isReal(one, before, after)).map((one) => `${one.en} is not so`);
        expect(wrong).toEqual([]);
      }),
      runs(2_000),
    );
    // Both have to happen often enough for either to be worth something.
    const enough = runs(2_000).numRuns / 10;
    expect(counted.proved).toBeGreaterThan(enough);
    expect(counted.refuted).toBeGreaterThan(enough);
  }, 600_000);

  /** What would be loosened; a formula that has grown too large to try out is refused, and shows nothing. */
  const shownLoosening = (rules: { readonly before: RuleSet; readonly after: RuleSet }) => {
    const found = findLoosening(rules.before, rules.after, COMPANY_CODE);
    return found?.question.kind === 'unproven' ? null : found;
  };

  it('no counterexample is found where they tighten by their form: one more to agree, fewer to know', () => {
    fc.assert(
      fc.property(tightenings, (rules) => {
        expect(shownLoosening(rules)).toBeNull();
        expect(findLoosening(rules.after, rules.after, COMPANY_CODE)).toBeNull();
      }),
      runs(1000),
    );
  }, 120_000);
});
