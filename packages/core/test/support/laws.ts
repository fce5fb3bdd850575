import fc from 'fast-check';
import type {
  Approver,
  ApproverCell,
  Limits,
  Office,
  Overlay,
  PeriodRule,
  RangeRule,
  RuleSet,
} from '../../src/index.ts';
import {
  allOf,
  anyOf,
  APPLICANTS,
  APPROVED_OPERATIONS,
  atLeast,
  EMPTY_OVERLAY,
  inOrder,
  isLintFree,
  leavesOf,
  lintRules,
  NAMERS,
  NOBODY,
  RANGE_MEMBER_KINDS,
  REGIMES,
  REGULATIONS,
  SECRET_LEVELS,
} from '../../src/index.ts';
import { levels } from './arbitraries.ts';

/** The company whose overlay the random ones are. */
export const COMPANY_CODE = 'OWN';

const posts = fc.constantFrom(
  'general_manager',
  'deputy_general_manager',
  'department_head',
  'customer_information_supervisor',
);

export const offices: fc.Arbitrary<Office> = fc.oneof(
  fc.record({
    kind: fc.constant('post' as const),
    company: fc.constantFrom('owner', 'headquarters', 'requester'),
    post: posts,
  }),
  fc.record({
    kind: fc.constant('in_charge' as const),
    company: fc.constantFrom('owner', 'headquarters'),
    post: posts,
  }),
  fc.constantFrom<Office>({ kind: 'responsible_manager' }, { kind: 'requester_department_head' }),
);

type Join = (...of: readonly Approver[]) => Approver;

/**
 * An office, or two of them joined, rarely three; now and then nobody. The proof tries every order in which people may agree, so that
 * large formulas cost much and show nothing that small ones do not.
 */
const formulas = (...joins: readonly Join[]): fc.Arbitrary<Approver> =>
  fc.oneof(
    { weight: 6, arbitrary: offices },
    { weight: 1, arbitrary: fc.constant(NOBODY) },
    {
      weight: 4,
      arbitrary: fc.tuple(fc.constantFrom(...joins), offices, offices).map(([join, one, other]) => join(one, other)),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.constantFrom(...joins), offices, offices, offices)
        .map(([join, one, two, three]) => join(one, anyOf<Office>(two, three))),
    },
  );

const two: Join = (...of) => atLeast<Office>(2, ...of.flatMap((part) => leavesOf<Office>(part)));
const three: Join = (...of) => atLeast<Office>(3, ...of.flatMap((part) => leavesOf<Office>(part)));

export const approvers = formulas(allOf<Office>, anyOf<Office>, inOrder<Office>, two, three);
const unordered = formulas(allOf<Office>, anyOf<Office>, two);

const rangeRules = (rule: Pick<RangeRule, 'regime' | 'level'>): fc.Arbitrary<RangeRule> =>
  fc.record({
    regime: fc.constant(rule.regime),
    level: fc.constant(rule.level),
    members: fc.subarray([...RANGE_MEMBER_KINDS]),
    namers: fc.subarray([...NAMERS], { minLength: 1 }),
    managerKnows: fc.boolean(),
    executivesKnow: fc.boolean(),
    article: fc.constant('GS-19'),
  });

type CellPlace = Pick<ApproverCell, 'regime' | 'operation' | 'level' | 'applicant'>;

const cellsOf =
  (approver: fc.Arbitrary<Approver>) =>
  (cell: CellPlace): fc.Arbitrary<ApproverCell> =>
    fc.record({
      applicant: fc.constant(cell.applicant),
      regime: fc.constant(cell.regime),
      operation: fc.constant(cell.operation),
      level: fc.constant(cell.level),
      approver,
      necessityRequired: fc.boolean(),
      article: fc.constant('GS-22'),
    });
const cells = cellsOf(approvers);

const some = <T>(all: readonly fc.Arbitrary<T>[], most: number): fc.Arbitrary<readonly T[]> =>
  fc.subarray([...all], { maxLength: most }).chain((chosen): fc.Arbitrary<readonly T[]> => fc.tuple(...chosen));

const RANGE_PLACES = REGIMES.flatMap((regime) => SECRET_LEVELS.map((level) => ({ regime, level })));
/** For everybody, or for one kind of applicant. */
const CELL_PLACES: readonly CellPlace[] = RANGE_PLACES.flatMap((place) =>
  APPROVED_OPERATIONS.flatMap((operation) =>
    [undefined, ...APPLICANTS].map((applicant) => ({ ...place, operation, applicant })),
  ),
);

/** The regulations with some of their rules and cells replaced, and some cells taken out. */
const replaced = (rules: {
  readonly ranges: readonly RangeRule[];
  readonly cells: readonly ApproverCell[];
  readonly removed: readonly number[];
}): RuleSet => {
  const sameRange = (a: RangeRule, b: RangeRule) => a.regime === b.regime && a.level === b.level;
  const sameCell = (a: ApproverCell, b: ApproverCell) =>
    a.regime === b.regime && a.level === b.level && a.operation === b.operation && a.applicant === b.applicant;
  return {
    ...REGULATIONS,
    ranges: [
      ...REGULATIONS.ranges.filter((rule) => !rules.ranges.some((other) => sameRange(rule, other))),
      ...rules.ranges,
    ],
    approvers: [
      ...REGULATIONS.approvers.filter(
        (cell, index) => !rules.removed.includes(index) && !rules.cells.some((other) => sameCell(cell, other)),
      ),
      ...rules.cells,
    ],
  };
};

/** Any rules, whether or not the linter would let them be proposed. */
const ruleSetsOf = (cell: typeof cells): fc.Arbitrary<RuleSet> =>
  fc
    .record({
      ranges: some(RANGE_PLACES.map(rangeRules), 6),
      cells: some(CELL_PLACES.map(cell), 5),
      removed: fc.subarray(
        REGULATIONS.approvers.map((_, index) => index),
        { maxLength: 4 },
      ),
    })
    .map(replaced);
export const ruleSets = ruleSetsOf(cells);

/** Rules that the linter would let be proposed. */
export const lintedRuleSets = fc
  .record({
    // Few places, so that two levels of one regime meet.
    ranges: some(RANGE_PLACES.filter(({ regime }) => regime === 'group' || regime === 'customer').map(rangeRules), 3),
    cells: some(CELL_PLACES.map(cells), 4),
    removed: fc.constant([]),
  })
  .map(replaced)
  .filter((rules) => isLintFree(lintRules(rules)));

const durations = fc.constantFrom('P3D', 'P7D', 'P14D', 'P1M');
const years = fc.constantFrom(null, 'P5Y', 'P10Y', 'P30Y');
const periodRules = fc
  .uniqueArray(fc.record({ level: levels, usual: years, longest: years }), { selector: ({ level }) => level })
  .map((rules): readonly PeriodRule[] => rules);
const limits: fc.Arbitrary<Partial<Limits>> = fc.record(
  {
    requestExpiresAfter: durations,
    grantExpiresAfter: durations,
    maxCopies: fc.constantFrom(1, 10, 20, 50),
    loanDays: fc.constantFrom(1, 3, 5),
    loanDaysCount: fc.constantFrom('calendar', 'working'),
  },
  { requiredKeys: [] },
);

/** Anything a company might write for itself: mostly looser somewhere. */
const wild = (rules: RuleSet): fc.Arbitrary<Overlay> =>
  fc.record({
    catalogue: fc.uniqueArray(
      fc.record({ code: fc.constantFrom(...rules.catalogue.map(({ code }) => code)), defaultLevel: levels }),
      { maxLength: 2, selector: ({ code }) => code },
    ),
    ranges: some(RANGE_PLACES.map(rangeRules), 1),
    approvers: some(CELL_PLACES.map(cells), 1),
    periods: periodRules,
    limits,
  });

/** What tightens by its form: one more who has to agree, fewer who may know. It is nowhere looser than the group's rules. */
const tightened = (rules: RuleSet): fc.Arbitrary<Overlay> =>
  fc.record({
    catalogue: fc.constant([]),
    ranges: some(rules.ranges.map(narrower), 3),
    approvers: some(rules.approvers.map(stricter), 3),
    periods: fc.constant([]),
    limits: fc.constantFrom({}, { maxCopies: 1 }, { loanDays: 1 }),
  });

const narrower = (rule: RangeRule): fc.Arbitrary<RangeRule> =>
  fc.record({
    regime: fc.constant(rule.regime),
    level: fc.constant(rule.level),
    members: fc.subarray([...rule.members]),
    namers: fc.subarray([...rule.namers]),
    managerKnows: fc.boolean().map((kept) => kept && rule.managerKnows),
    executivesKnow: fc.boolean().map((kept) => kept && rule.executivesKnow),
    article: fc.constant(rule.article),
  });

const stricter = (cell: ApproverCell): fc.Arbitrary<ApproverCell> =>
  fc
    .tuple(
      fc.constantFrom<(approver: Approver, more: Approver) => Approver>(
        (approver, more) => allOf<Office>(approver, more),
        (approver, more) => inOrder<Office>(more, approver),
        (_approver, more) => allOf<Office>(NOBODY, more),
        (approver) => approver,
      ),
      approvers,
      fc.boolean(),
    )
    .map(([join, more, asked]) => ({
      ...cell,
      approver: join(cell.approver, more),
      necessityRequired: cell.necessityRequired || asked,
    }));

const withOverlay = (rules: RuleSet, overlay: Overlay): RuleSet => ({
  ...rules,
  overlays: { [COMPANY_CODE]: { ...EMPTY_OVERLAY, ...overlay } },
});

/** Some rules of a group, and the same with what one company has written for itself. */
export const overlaid: fc.Arbitrary<{ readonly before: RuleSet; readonly after: RuleSet }> = fc
  .oneof({ weight: 1, arbitrary: fc.constant(REGULATIONS) }, { weight: 1, arbitrary: ruleSets })
  .chain((before) =>
    fc
      .oneof({ weight: 1, arbitrary: wild(before) }, { weight: 2, arbitrary: tightened(before) })
      .map((overlay) => ({ before, after: withOverlay(before, overlay) })),
  );

/**
 * The same, where the overlay tightens by its form. The rules before keep no order: who agrees for one seat has agreed for every seat
 * of that name, so that a further seat may bring his turn forward.
 */
export const tightenings = ruleSetsOf(cellsOf(unordered)).chain((before) =>
  tightened(before).map((overlay) => ({ before, after: withOverlay(before, overlay) })),
);
