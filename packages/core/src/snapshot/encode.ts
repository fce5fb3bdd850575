import type { Ruled } from '../law.ts';
import { lawOf } from '../law.ts';
import type { RecordClass } from '../record-class.ts';
import { withCatalogue } from '../record-reach.ts';
import type { RuleSet } from '../rule-set.ts';
import { EMPTY_OVERLAY } from '../rule-set.ts';
import type { Temporal } from '../time.ts';
import type { SnapshotBody, SnapshotChange, SnapshotReset, SnapshotRules } from './body.ts';
import { SNAPSHOT_FORMAT } from './body.ts';
import { encodeColumns } from './encode-columns.ts';
import type { SnapshotCompany, SnapshotFacts, SnapshotPieces, TimedRules } from './facts.ts';
import { numeralOf } from './item-numeral.ts';
import { startMillisecond } from './whole-milliseconds.ts';

const ruled = ({ ranges, approvers }: Ruled): Ruled => ({ ranges, approvers });

const encodeRules =
  (code: string, classes: readonly RecordClass[]) =>
  ({ from, rules }: TimedRules): SnapshotRules => ({
    from: startMillisecond(from),
    version: rules.version,
    ...ruled(rules),
    own: ruled(ownRules(rules, code)),
    classes: classes.map((declared) => withCatalogue(lawOf(rules, code), declared)),
  });

const ownRules = ({ overlays }: RuleSet, code: string): Ruled => overlays[code] ?? EMPTY_OVERLAY;

/**
 * Everything that decides about a company's items, as plain JSON. Instants that are no whole milliseconds are moved so that nothing is
 * allowed for longer.
 *
 * @param head `cursor`: how far it goes, see {@link SnapshotDelta}; `lifeMs`: how long it may be relied upon without news
 * @throws TypeError for an item of another company
 */
export const encodeSnapshot = (
  { company, rules, classes, ...pieces }: SnapshotFacts,
  head: { readonly cursor: string; readonly at: Temporal.Instant; readonly lifeMs: number },
): SnapshotBody => ({
  format: SNAPSHOT_FORMAT,
  company: { id: company.id, code: company.code, kind: company.kind },
  cursor: head.cursor,
  at: head.at.epochMilliseconds,
  lifeMs: head.lifeMs,
  rules: rules.map(encodeRules(company.code, classes)),
  columns: encodeColumns(company, pieces),
});

/** From which cursor to which one a change goes, and as of when. */
export interface DeltaHead {
  readonly from: string;
  readonly cursor: string;
  readonly at: Temporal.Instant;
}

/** What has changed: each thing whole as it is now, and the numbers and ids of what is gone. */
export interface ChangedFacts extends SnapshotPieces {
  readonly company: Pick<SnapshotCompany, 'id' | 'code'>;
  /** all that count now or will, where any of them or of the record classes changed; null where none did */
  readonly rules: readonly TimedRules[] | null;
  /** as in {@link SnapshotFacts}; not looked at where there are no rules */
  readonly classes: readonly RecordClass[];
  readonly removed: {
    readonly items: readonly string[];
    readonly actors: readonly string[];
    readonly grants: readonly string[];
  };
}

/** What has changed since a cursor. */
export const encodeChange = (
  { company, rules, classes, removed, ...pieces }: ChangedFacts,
  { from, cursor, at }: DeltaHead,
): SnapshotChange => ({
  format: SNAPSHOT_FORMAT,
  companyId: company.id,
  from,
  cursor,
  at: at.epochMilliseconds,
  reset: false,
  rules: rules === null ? null : rules.map(encodeRules(company.code, classes)),
  columns: encodeColumns(company, pieces),
  removed: {
    items: removed.items.map((number) => numeralOf(company.code, number)).filter((numeral) => numeral >= 0),
    actors: removed.actors,
    grants: removed.grants,
  },
});

/** That the snapshot has to be fetched anew. */
export const encodeReset = (companyId: string, { from, cursor, at }: DeltaHead): SnapshotReset => ({
  format: SNAPSHOT_FORMAT,
  companyId,
  from,
  cursor,
  at: at.epochMilliseconds,
  reset: true,
});
