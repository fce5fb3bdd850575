import type { ApprovedOperation } from './approver.ts';
import { APPLICANTS } from './approver.ts';
import type { Law } from './law.ts';
import { cellKey, rangeKey } from './law.ts';
import type { SecretLevel } from './level.ts';
import type { Regime } from './regime.ts';
import type { RuleDocument } from './rule-set.ts';

/** The parts of a rule set, in the order in which they are read. */
export const RULE_PARTS = [
  'catalogue',
  'outOfScope',
  'ranges',
  'approvers',
  'periods',
  'marks',
  'limits',
  'calendar',
  'rules',
  'overlays',
] as const satisfies readonly (keyof RuleDocument)[];
export type RulePart = (typeof RULE_PARTS)[number];

/** One difference between two documents: which entry of which part, as it was and as it would be; null where it is not there. */
export interface RuleChange {
  readonly part: RulePart;
  /** the name of the entry within its part: a code, a cell, a limit */
  readonly key: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** Every entry that is not the same in two documents, part by part. */
export const compareRules = (before: RuleDocument, after: RuleDocument): readonly RuleChange[] => {
  const was = entriesOf(before);
  const would = entriesOf(after);
  return RULE_PARTS.flatMap((part) => {
    const keys = new Set([...was[part].keys(), ...would[part].keys()]);
    return [...keys].flatMap((key): readonly RuleChange[] => {
      const change = { part, key, before: was[part].get(key) ?? null, after: would[part].get(key) ?? null };
      return isSame(change.before, change.after) ? [] : [change];
    });
  });
};

type Entries = ReadonlyMap<string, unknown>;

const entriesOf = (rules: RuleDocument): Readonly<Record<RulePart, Entries>> => ({
  catalogue: by(rules.catalogue, ({ code }) => code),
  outOfScope: by(rules.outOfScope, ({ code }) => code),
  ranges: by(rules.ranges, rangeKey),
  approvers: by(rules.approvers, cellKey),
  periods: by(rules.periods, ({ level }) => level),
  marks: new Map(Object.entries(rules.marks)),
  limits: new Map(Object.entries(rules.limits)),
  calendar: new Map(Object.entries(rules.calendar)),
  rules: by(rules.rules, ({ id }) => id),
  overlays: new Map(Object.entries(rules.overlays)),
});

const by = <T>(entries: readonly T[], keyOf: (entry: T) => string): ReadonlyMap<string, T> =>
  new Map(entries.map((entry) => [keyOf(entry), entry]));

/** Whether two documents say the same, whatever the order of their keys. */
const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, part]) => [key, sorted(part)]),
  );
};

/** Whether two laws differ in who may know items of a level that some regimes bind. */
export const changesKnowing = (before: Law, after: Law, level: SecretLevel, regimes: readonly Regime[]): boolean =>
  !isSame(before.knowing(level, regimes), after.knowing(level, regimes));

/** Whether two laws differ in who has to agree to an operation on items of a level that some regimes bind. */
export const changesApproval = (
  before: Law,
  after: Law,
  cell: { readonly operation: ApprovedOperation; readonly level: SecretLevel; readonly regimes: readonly Regime[] },
): boolean =>
  APPLICANTS.some(
    (applicant) =>
      !isSame(
        before.approval(cell.operation, cell.level, cell.regimes, applicant),
        after.approval(cell.operation, cell.level, cell.regimes, applicant),
      ),
  );
