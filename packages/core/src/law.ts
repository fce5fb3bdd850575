import { Answers } from './answers.ts';
import type { Applicant, Approver, ApprovedOperation } from './approver.ts';
import type { Decision } from './decision.ts';
import { allOf } from './formula.ts';
import type { SecretLevel } from './level.ts';
import type { RangeMemberKind } from './range.ts';
import { RANGE_MEMBER_KINDS } from './range.ts';
import type { Regime } from './regime.ts';
import { bindingRegimes } from './regime.ts';
import type { ApproverCell, Limits, Namer, Overlay, PeriodRule, RangeRule, RuleSet } from './rule-set.ts';
import { NAMERS } from './rule-set.ts';
import type { ScopeEntry } from './scope-catalogue.ts';
import { Temporal } from './time.ts';

/** Who may know an item: the smallest of what its regimes allow. */
export interface Knowing {
  readonly members: readonly RangeMemberKind[];
  readonly namers: readonly Namer[];
  readonly managerKnows: boolean;
  readonly executivesKnow: boolean;
  /** the article of the group’s rule, which is the one a person is told */
  readonly article: string;
}

/** Who has to agree to an operation on an item: the union of what its regimes demand; null where none of them sets anything. */
export interface Approval {
  readonly approver: Approver | null;
  readonly necessityRequired: boolean;
  readonly article: string;
  readonly articles: readonly string[];
}

/** The rules as they bind one company: the group’s, with what the company has made stricter for itself. */
export interface Law {
  readonly version: number;
  readonly rules: RuleSet;
  readonly limits: Limits;
  readonly catalogue: readonly ScopeEntry[];
  readonly knowing: (level: SecretLevel, regimes: readonly Regime[]) => Knowing;
  readonly approval: (
    operation: ApprovedOperation,
    level: SecretLevel,
    regimes: readonly Regime[],
    applicant: Applicant,
  ) => Approval;
  readonly period: (level: SecretLevel) => PeriodRule;
  /** every answer that it can give about items under some regimes */
  readonly answers: (regimes: readonly Regime[]) => Answers<Decision>;
}

const NOT_SET_ARTICLE = 'K-05';

const known = new WeakMap<RuleSet, Map<string, Law>>();

/**
 * The law of a company under a rule set. It is worked out once and kept as long as the rule set is.
 *
 * @param companyCode the company whose items are asked about; its overlay, if it has one, is applied
 * @example
 * ```ts
 * lawOf(REGULATIONS, 'HYYH').approval('copy', 'secret', [], 'insider').article; // 'GS-22'
 * ```
 */
export const lawOf = (rules: RuleSet, companyCode: string): Law => {
  const laws = known.get(rules) ?? new Map<string, Law>();
  known.set(rules, laws);
  const overlay = rules.overlays[companyCode];
  // All companies without rules of their own share the group’s law.
  const key = overlay === undefined ? '' : companyCode;
  const earlier = laws.get(key);
  if (earlier !== undefined) return earlier;
  const law = makeLaw(rules, overlay);
  laws.set(key, law);
  return law;
};

const makeLaw = (rules: RuleSet, overlay: Overlay | undefined): Law => {
  const periods = byKey(({ level }) => level, rules.periods, overlay?.periods);
  const levels = new Map(overlay?.catalogue.map(({ code, defaultLevel }) => [code, defaultLevel]));
  const rulings = rulingsOf(rules, overlay);
  return {
    ...rulings,
    answers: answersUnder(rulings),
    version: rules.version,
    rules,
    limits: limitsOf(rules.limits, overlay?.limits ?? {}),
    catalogue: rules.catalogue.map((entry) => ({
      ...entry,
      defaultLevel: levels.get(entry.code) ?? entry.defaultLevel,
    })),
    period: (level) => periods.get(level) ?? { level, usual: null, longest: null },
  };
};

/** Of the law what decides. */
export type Rulings = Pick<Law, 'knowing' | 'approval'>;

const itself = (decision: Decision): Decision => decision;

/** The answers of some rulings; most items are bound by the group's rules alone, and theirs are at hand. */
const answersUnder = (rulings: Rulings): Law['answers'] => {
  const prepared = new Map<string, Answers<Decision>>();
  const ofRegimes = (regimes: readonly Regime[]): Answers<Decision> =>
    remembered(prepared, regimes.join(), () => new Answers(rulings, [...regimes], itself));
  let ofGroup: Answers<Decision> | undefined;
  return (regimes) => {
    if (regimes.length > 0) return ofRegimes(regimes);
    ofGroup ??= ofRegimes(regimes);
    return ofGroup;
  };
};

/** Of the rules what decides. */
export type Ruled = Pick<RuleSet, 'ranges' | 'approvers'>;

/**
 * What the law says of knowing and approving, out of the rules of the group and what the company has made stricter.
 *
 * @param own the company's part; absent where it has none
 */
export const rulingsOf = (group: Ruled, own?: Ruled): Rulings => {
  const ranges = byKey(rangeKey, group.ranges, own?.ranges);
  const cells = byKey(cellKey, group.approvers, own?.approvers);
  const knowing = new Map<string, Knowing>();
  const approval = new Map<string, Approval>();
  return {
    knowing: (level, regimes) =>
      remembered(knowing, regimes.length === 0 ? level : `${level} ${regimes.join()}`, () =>
        smallest(bindingRegimes(regimes).flatMap((regime) => ranges.get(rangeKey({ regime, level })) ?? [])),
      ),
    approval: (operation, level, regimes, applicant) =>
      remembered(approval, `${operation} ${level} ${applicant} ${regimes.join()}`, () =>
        union(
          bindingRegimes(regimes).flatMap((regime) => {
            const cell = { regime, operation, level };
            return cells.get(cellKey({ ...cell, applicant })) ?? cells.get(cellKey(cell)) ?? [];
          }),
        ),
      ),
  };
};

const limitsOf = (group: Limits, own: Overlay['limits']): Limits => ({
  requestExpiresAfter: own.requestExpiresAfter ?? group.requestExpiresAfter,
  grantExpiresAfter: own.grantExpiresAfter ?? group.grantExpiresAfter,
  maxCopies: own.maxCopies ?? group.maxCopies,
  loanDays: own.loanDays ?? group.loanDays,
  loanDaysCount: own.loanDaysCount ?? group.loanDaysCount,
});

/**
 * Where several companies' rules bind one item: the earliest deadline and the least of each limit (requirements §20).
 *
 * @param limits of each of them; at least one
 */
export const strictestLimits = (limits: readonly [Limits, ...Limits[]]): Limits =>
  limits.reduce((a, b) => ({
    requestExpiresAfter: shorter(a.requestExpiresAfter, b.requestExpiresAfter),
    grantExpiresAfter: shorter(a.grantExpiresAfter, b.grantExpiresAfter),
    maxCopies: Math.min(a.maxCopies, b.maxCopies),
    loanDays: Math.min(a.loanDays, b.loanDays),
    loanDaysCount: a.loanDaysCount === 'calendar' ? 'calendar' : b.loanDaysCount,
  }));

/** Lengths are compared from one day on: of two in months and days which is shorter may depend on the calendar. */
const REFERENCE_DAY = Temporal.PlainDate.from('2024-01-01');
const shorter = (a: string, b: string): string =>
  Temporal.Duration.compare(a, b, { relativeTo: REFERENCE_DAY }) <= 0 ? a : b;

/** The name of a cell within the matrix. */
export const cellKey = (cell: Pick<ApproverCell, 'regime' | 'operation' | 'level' | 'applicant'>): string =>
  [cell.regime, cell.operation, cell.level, ...(cell.applicant === undefined ? [] : [cell.applicant])].join(' ');

/** The name of a range rule. */
export const rangeKey = ({ regime, level }: Pick<RangeRule, 'regime' | 'level'>): string => `${regime} ${level}`;

const byKey = <T>(keyOf: (entry: T) => string, group: readonly T[], own: readonly T[] = []): ReadonlyMap<string, T> =>
  new Map([...group, ...own].map((entry) => [keyOf(entry), entry]));

const remembered = <T>(values: Map<string, T>, key: string, make: () => T): T => {
  const earlier = values.get(key);
  if (earlier !== undefined) return earlier;
  const made = make();
  values.set(key, made);
  return made;
};

/** Two regimes, one item: the smallest range. Where no rule says anything, nobody knows. */
const smallest = (rules: readonly RangeRule[]): Knowing => ({
  members: RANGE_MEMBER_KINDS.filter(
    (kind) => rules.length > 0 && rules.every(({ members }) => members.includes(kind)),
  ),
  namers: NAMERS.filter((namer) => rules.length > 0 && rules.every(({ namers }) => namers.includes(namer))),
  managerKnows: rules.length > 0 && rules.every((rule) => rule.managerKnows),
  executivesKnow: rules.length > 0 && rules.every((rule) => rule.executivesKnow),
  article: rules[0]?.article ?? NOT_SET_ARTICLE,
});

/** Two regimes, one item: the union of the approvals. A regime that says nothing of an operation demands nothing. */
const union = (cells: readonly ApproverCell[]): Approval => ({
  approver: cells.length === 0 ? null : allOf(...cells.map(({ approver }) => approver)),
  necessityRequired: cells.some(({ necessityRequired }) => necessityRequired),
  article: cells[0]?.article ?? NOT_SET_ARTICLE,
  articles: cells.length === 0 ? [NOT_SET_ARTICLE] : [...new Set(cells.map(({ article }) => article))],
});
