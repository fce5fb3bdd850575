import type { EffectiveLevel, SecretLevel } from './level.ts';
import type { SecrecyPeriod } from './secrecy-period.ts';
import { secretUntil } from './secrecy-period.ts';
import type { Temporal } from './time.ts';
import { isBefore } from './time.ts';

/** What decides whether an item is secret at an instant. */
export interface Secrecy {
  readonly level: SecretLevel;
  readonly period: SecrecyPeriod;
  readonly issuedOn: Temporal.PlainDate;
  /** when a decision or an event ended the secrecy; null while none has */
  readonly declassifiedAt: Temporal.Instant | null;
  /** whether the authority still has to confirm it: until then nothing ends its protection; absent for what is confirmed */
  readonly unconfirmed?: boolean | undefined;
}

/**
 * The instant from which an item is no longer secret: the end of its period or the act that ended it, whichever is first;
 * null where neither is known. A period that nobody has confirmed is a proposal, and ends nothing.
 *
 * @see GS-03
 * @see GS-14
 */
export const declassifiesAt = (item: Secrecy): Temporal.Instant | null => {
  if (item.unconfirmed === true) return null;
  const end = secretUntil(item.period, item.issuedOn);
  const act = item.declassifiedAt;
  if (end === null) return act;
  if (act === null) return end;
  return isBefore(act, end) ? act : end;
};

/** In which millisecond each item ends. Facts never change, so the calendar is asked once for each, not at every decision. */
const knownEnds = new WeakMap<Secrecy, number>();

const endMillisecond = (item: Secrecy): number => {
  const known = knownEnds.get(item);
  if (known !== undefined) return known;
  const end = declassifiesAt(item)?.epochMilliseconds ?? Number.POSITIVE_INFINITY;
  knownEnds.set(item, end);
  return end;
};

/**
 * The level of an item at an instant. An item whose period is over reads as declassified in that same millisecond; no job
 * has to have run.
 *
 * @see GS-14
 * @see GS-03
 */
export const effectiveLevel = (item: Secrecy, at: Temporal.Instant): EffectiveLevel => {
  const now = at.epochMilliseconds;
  const end = endMillisecond(item);
  if (now !== end) return now < end ? item.level : 'declassified';
  // Within that one millisecond the instants themselves have to tell.
  const exact = declassifiesAt(item);
  return exact === null || isBefore(at, exact) ? item.level : 'declassified';
};
