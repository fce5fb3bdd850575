import type { ItemFacts } from '../decide.ts';
import type { Grant } from '../grant.ts';
import type { Actor, CompanyKind } from '../organisation.ts';
import type { RecordClass } from '../record-class.ts';
import type { RuleSet } from '../rule-set.ts';
import type { Temporal } from '../time.ts';

/** Whose items a snapshot is about. */
export interface SnapshotCompany {
  readonly id: string;
  /** what its numbers begin with: `HYYH` */
  readonly code: string;
  readonly kind: CompanyKind;
}

/** An item under the number by which it is asked for. */
export interface NumberedItem {
  readonly number: string;
  readonly facts: ItemFacts;
}

/** A grant under its number, with the number of the item that it is for. */
export interface NumberedGrant {
  readonly number: string;
  readonly item: string;
  readonly grant: Grant;
}

/** A rule set, and from when it counts: up to the next one. */
export interface TimedRules {
  readonly from: Temporal.Instant;
  readonly rules: RuleSet;
}

/** What may be brought up to date piece by piece, each piece whole. */
export interface SnapshotPieces {
  readonly items: readonly NumberedItem[];
  /** the people for whom a service of the company may speak, as it may speak for them, see `throughService` */
  readonly actors: readonly Actor[];
  readonly grants: readonly NumberedGrant[];
}

/** Everything that {@link decide} looks at for the items of one company. */
export interface SnapshotFacts extends SnapshotPieces {
  readonly company: SnapshotCompany;
  /** the rules that count now, and those that are known to come */
  readonly rules: readonly TimedRules[];
  /** the record classes that bind the company, as they are declared: the stricter of the group's and its own */
  readonly classes: readonly RecordClass[];
}
