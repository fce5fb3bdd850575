import type { Applicant, Approver, ApprovedOperation } from './approver.ts';
import type { SecretLevel } from './level.ts';
import type { RangeMemberKind } from './range.ts';
import type { Regime } from './regime.ts';
import type { OutOfScopeKind, ScopeEntry } from './scope-catalogue.ts';

/** A sentence in both languages of the house. */
export interface Bilingual {
  readonly zh: string;
  readonly en: string;
}

/** One rule as a sentence, with the article that it comes from. `id` is what decisions and the trace name. */
export interface Rule extends Bilingual {
  readonly id: string;
  readonly article: string;
}

/** One cell of the approver matrix: who has to agree to an operation at a level, where a regime binds the item. */
export interface ApproverCell {
  readonly regime: Regime;
  readonly operation: ApprovedOperation;
  readonly level: SecretLevel;
  /** for whom it counts; for everybody where absent. A cell for one kind of applicant goes before the cell for all @see K-03 */
  readonly applicant?: Applicant | undefined;
  readonly approver: Approver;
  /** whether nothing is even filed without a stated necessity (GS-20) */
  readonly necessityRequired: boolean;
  readonly article: string;
}

/** Who may put a name into a range: 总公司总经理或副总经理, the responsible manager, the owner’s security officer. */
export const NAMERS = ['headquarters_executive', 'responsible_manager', 'owner_security_officer'] as const;
export type Namer = (typeof NAMERS)[number];

/** Who may know items of a level, where a regime binds them. @see GS-16 @see GS-17 @see GS-18 @see GS-19 */
export interface RangeRule {
  readonly regime: Regime;
  readonly level: SecretLevel;
  /** what may stand in a range: persons by name, and where it is wider posts, departments, project groups */
  readonly members: readonly RangeMemberKind[];
  readonly namers: readonly Namer[];
  /** whether the responsible manager knows it by his office */
  readonly managerKnows: boolean;
  /** whether the head office’s general manager and deputies know it by theirs @see K-07 */
  readonly executivesKnow: boolean;
  readonly article: string;
}

/** How long items of a level are secret, as ISO 8601 durations; null where the regulations set nothing. @see K-06 */
export interface PeriodRule {
  readonly level: SecretLevel;
  /** what the form proposes */
  readonly usual: string | null;
  /** a longer one is refused; one that waits for an event is measured by nothing */
  readonly longest: string | null;
}

/** How marks are printed. */
export interface MarkRule {
  /** the levels’ names on paper */
  readonly levelNames: Readonly<Record<SecretLevel, string>>;
  /** what stands between the owner and the level: `商密` */
  readonly kind: string;
  /** @see K-06 */
  readonly periodRequired: boolean;
}

/** Limits that run on clocks, as ISO 8601 durations. */
export interface Limits {
  /** an undecided request expires after this: silence is no */
  readonly requestExpiresAfter: string;
  /** a grant that was not used by then is void */
  readonly grantExpiresAfter: string;
  /** the most copies that one request may ask for */
  readonly maxCopies: number;
  /** the longest loan, in days @see K-13 */
  readonly loanDays: number;
  readonly loanDaysCount: 'calendar' | 'working';
}

/** How days are counted where a rule says "before". @see K-23 @see K-26 */
export interface CalendarRule {
  /** whether the day itself still counts, for deadlines within the group */
  readonly beforeCountsInside: boolean;
  /** whether the day itself still counts, towards an authority */
  readonly beforeCountsOutside: boolean;
  /** where the last day is no working day: on the working day before it, or unmoved */
  readonly shift: 'previous_working_day' | 'none';
}

/**
 * What one company makes stricter for itself. Each part stands for the group’s of the same name; nothing may be looser than it.
 * Kept under the code of the company.
 */
export interface Overlay {
  readonly catalogue: readonly { readonly code: string; readonly defaultLevel: SecretLevel }[];
  readonly ranges: readonly RangeRule[];
  readonly approvers: readonly ApproverCell[];
  readonly periods: readonly PeriodRule[];
  readonly limits: { readonly [K in keyof Limits]?: Limits[K] | undefined };
}

/** The rules, as one document. */
export interface RuleSet {
  readonly version: number;
  readonly catalogue: readonly ScopeEntry[];
  readonly outOfScope: readonly OutOfScopeKind[];
  readonly rules: readonly Rule[];
  readonly ranges: readonly RangeRule[];
  readonly approvers: readonly ApproverCell[];
  readonly periods: readonly PeriodRule[];
  readonly marks: MarkRule;
  readonly limits: Limits;
  readonly calendar: CalendarRule;
  readonly overlays: Readonly<Record<string, Overlay>>;
}

/** The document without its number: what a draft is. */
export type RuleDocument = Omit<RuleSet, 'version'>;

export const EMPTY_OVERLAY: Overlay = { catalogue: [], ranges: [], approvers: [], periods: [], limits: {} };
