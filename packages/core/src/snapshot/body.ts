import type { Ruled } from '../law.ts';
import type { RecordClass } from '../record-class.ts';
import type { Regime } from '../regime.ts';
import type { SnapshotCompany } from './facts.ts';

/** The number of the form of a snapshot: whoever knows another one cannot read it. */
export const SNAPSHOT_FORMAT = 1;

/** Of the rules what a decision looks at: the group's, and what the company has made stricter. From is epoch milliseconds. */
export interface SnapshotRules extends Ruled {
  readonly from: number;
  readonly version: number;
  /** nothing of any other company */
  readonly own: Ruled;
  /** the record classes of the company, never less secret than the catalogue of these rules says */
  readonly classes: readonly RecordClass[];
}

/**
 * Columns of equal length, a row for each item. Where a row has several of something, one column counts them and the column of these
 * has them one after the other. `manager`, `excluded` and whatever else is somebody's id is a place in `names`.
 */
export interface ItemColumns {
  /** year · 1,000,000 + running number */
  readonly number: readonly number[];
  /** 1 秘密, 2 机密, 3 绝密 */
  readonly level: readonly number[];
  /** a place in `regimes` */
  readonly regimes: readonly number[];
  readonly version: readonly number[];
  /** 1 where it is held */
  readonly held: readonly number[];
  /** from when it is no longer secret, in epoch milliseconds; null where that is unknown */
  readonly end: readonly (number | null)[];
  readonly manager: readonly number[];
  readonly entries: readonly number[];
  /** a place in `members`, for each entry */
  readonly member: readonly number[];
  /** a place in `spans`, for each entry */
  readonly span: readonly number[];
  readonly exclusions: readonly number[];
  readonly excluded: readonly number[];
}

/** People, with the posts and project groups of each one after the other. */
export interface ActorColumns {
  readonly person: readonly number[];
  readonly appointments: readonly number[];
  readonly company: readonly number[];
  /** 1 where the company is the head office */
  readonly headquarters: readonly number[];
  readonly post: readonly number[];
  /** -1 where there is none */
  readonly department: readonly number[];
  readonly span: readonly number[];
  readonly memberships: readonly number[];
  readonly group: readonly number[];
  readonly groupSpan: readonly number[];
}

/** Grants. Of one that has died or is used up nothing is left: `left` is 0. */
export interface GrantColumns {
  /** `HYYH-SQ-2026-000007-G` */
  readonly number: readonly string[];
  /** as in {@link ItemColumns} */
  readonly item: readonly number[];
  readonly person: readonly number[];
  readonly operation: readonly number[];
  readonly version: readonly number[];
  readonly level: readonly number[];
  readonly left: readonly number[];
  readonly end: readonly number[];
}

/** Facts in columns: every id, stretch of time and member once, and their places wherever they are meant. */
export interface SnapshotColumns {
  readonly names: readonly string[];
  /** from and to in turn, in epoch milliseconds; to is null where it is open */
  readonly spans: readonly (number | null)[];
  /** three for each: a place in {@link RANGE_MEMBER_KINDS}, in `names`, and again in `names` for the post; -1 where it is none */
  readonly members: readonly number[];
  readonly regimes: readonly (readonly Regime[])[];
  readonly items: ItemColumns;
  readonly actors: ActorColumns;
  readonly grants: GrantColumns;
}

/** A snapshot: plain JSON. */
export interface SnapshotBody {
  readonly format: typeof SNAPSHOT_FORMAT;
  readonly company: SnapshotCompany;
  /** how far it goes; opaque, made by the server */
  readonly cursor: string;
  /** as of when, in epoch milliseconds */
  readonly at: number;
  /** how long after that it may be relied upon, while nothing newer is heard */
  readonly lifeMs: number;
  readonly rules: readonly SnapshotRules[];
  readonly columns: SnapshotColumns;
}

interface DeltaHead {
  readonly format: typeof SNAPSHOT_FORMAT;
  readonly companyId: string;
  /** the cursor that it goes on from */
  readonly from: string;
  readonly cursor: string;
  readonly at: number;
}

/** What has changed since a cursor: each thing whole, or gone. */
export interface SnapshotChange extends DeltaHead {
  readonly reset: false;
  /** all of them, where any changed */
  readonly rules: readonly SnapshotRules[] | null;
  readonly columns: SnapshotColumns;
  readonly removed: {
    readonly items: readonly number[];
    readonly actors: readonly string[];
    readonly grants: readonly string[];
  };
}

/** Nothing can be told of the changes: the snapshot has to be fetched anew. */
export interface SnapshotReset extends DeltaHead {
  readonly reset: true;
}

export type SnapshotDelta = SnapshotChange | SnapshotReset;
