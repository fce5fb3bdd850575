import type { ApprovedOperation } from './approver.ts';
import type { ItemFacts } from './decide.ts';
import { effectiveLevel } from './effective-level.ts';
import type { Law } from './law.ts';
import type { EffectiveLevel, SecretLevel } from './level.ts';
import { higherLevel } from './level.ts';
import type { Range, RangeEntry } from './range.ts';
import type { RefusalCode } from './reason-code.ts';
import type { SecrecyPeriod } from './secrecy-period.ts';
import { endsLater, isPeriod } from './secrecy-period.ts';
import type { Temporal } from './time.ts';
import { covers } from './time.ts';

/**
 * A change of an item's classification (升降密、续密、解密). A level never changes by editing, only by a decided request.
 *
 * - `regrade`: another level, up or down
 * - `extend`: a period that certainly ends later (GS-15)
 * - `declassify`: the end of its secrecy, by decision or because the event that its period waits for has happened
 * - `declassify_part`: some lines of it may leave as an item of their own that is no secret
 */
export type Change =
  | { readonly kind: 'regrade'; readonly toLevel: SecretLevel }
  | { readonly kind: 'extend'; readonly period: SecrecyPeriod }
  | { readonly kind: 'declassify'; readonly event: string | null }
  | { readonly kind: 'declassify_part'; readonly fromLine: number; readonly toLine: number };

/** An item whose classification is to change. */
export interface Changeable extends ItemFacts {
  /** how many lines its text has; none on paper */
  readonly lines: number;
}

/** What of an item a change may touch. */
export interface Classification {
  readonly level: EffectiveLevel;
  readonly period: SecrecyPeriod;
  readonly range: Range;
}

/** A change as it would be carried out. */
export interface PlannedChange {
  readonly before: Classification;
  readonly after: Classification;
  /** the entries that stood in the range and that the new level does not allow */
  readonly lapsing: readonly RangeEntry[];
}

/** The row of the approver matrix that decides about a change. */
export const operationOf = (change: Change): Extract<ApprovedOperation, 'regrade' | 'extend' | 'declassify'> =>
  change.kind === 'declassify_part' ? 'declassify' : change.kind;

/** The level whose cell of the matrix decides: the higher of what the item is and what it would be. */
export const decidingLevel = (item: Pick<ItemFacts, 'level'>, change: Change): SecretLevel =>
  change.kind === 'regrade' ? higherLevel(item.level, change.toLevel) : item.level;

/**
 * Whether a change is possible at an instant; null, or why not.
 *
 * - `NOT_CONFIRMED`: there is no determination yet that could be changed (GS-03)
 * - `ALREADY_DECLASSIFIED`: its secrecy is over; it is never made secret again by an extension that came too late (GS-15)
 * - `NO_CHANGE`: the same level, or a period that does not certainly end later
 * - `PERIOD_REQUIRED`: the new period is none
 * - `VALIDATION`: an event where the period waits for none, or lines that the text has not
 *
 * @see GS-13
 * @see GS-14
 * @see GS-15
 */
export const checkChange = (item: Changeable, change: Change, at: Temporal.Instant): RefusalCode | null => {
  if (item.unconfirmed === true) return 'NOT_CONFIRMED';
  if (effectiveLevel(item, at) === 'declassified') return 'ALREADY_DECLASSIFIED';
  switch (change.kind) {
    case 'regrade':
      return change.toLevel === item.level ? 'NO_CHANGE' : null;
    case 'extend': {
      const { issuedOn } = item;
      if (!isPeriod(change.period, issuedOn)) return 'PERIOD_REQUIRED';
      const later = endsLater({ period: change.period, issuedOn }, { period: item.period, issuedOn });
      return later ? null : 'NO_CHANGE';
    }
    case 'declassify':
      if (change.event === null) return null;
      return item.period.kind === 'event' && change.event.trim() !== '' ? null : 'VALIDATION';
    case 'declassify_part':
      return isWithin(change, item.lines) ? null : 'VALIDATION';
  }
};

const isWithin = (span: { readonly fromLine: number; readonly toLine: number }, lines: number): boolean =>
  span.fromLine >= 1 && span.fromLine <= span.toLine && span.toLine <= lines;

/**
 * What an item is before a change and after it. Where a higher level allows less in a range, what it does not allow lapses: it stands
 * in `lapsing`, and no longer in `after.range`.
 *
 * @see GS-17
 * @see GS-18
 */
export const planChange = (law: Law, item: ItemFacts, change: Change, at: Temporal.Instant): PlannedChange => {
  const { period, range } = item;
  const before: Classification = { level: effectiveLevel(item, at), period, range };
  switch (change.kind) {
    case 'regrade': {
      const { entries, lapsing } = entriesAt(law, item, change.toLevel, at);
      return { before, after: { level: change.toLevel, period, range: { ...range, entries } }, lapsing };
    }
    case 'extend':
      return { before, after: { ...before, period: change.period }, lapsing: [] };
    case 'declassify':
      return { before, after: { ...before, level: 'declassified' }, lapsing: [] };
    case 'declassify_part':
      return { before, after: before, lapsing: [] };
  }
};

/** The entries of a range that a level allows, and those that still count and that it does not allow. */
const entriesAt = (law: Law, item: ItemFacts, level: SecretLevel, at: Temporal.Instant) => {
  const { members } = law.knowing(level, item.regimes);
  const { entries } = item.range;
  const isOver = ({ validity }: RangeEntry): boolean => validity.to !== null && !covers({ ...validity, from: at }, at);
  return {
    entries: entries.filter(({ member }) => members.includes(member.kind)),
    lapsing: entries.filter((entry) => !members.includes(entry.member.kind) && !isOver(entry)),
  };
};
