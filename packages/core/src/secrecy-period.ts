import { Temporal } from './time.ts';
import { endOfBusinessDay } from './time.ts';

/**
 * How long an item stays secret (保密期限), counted from its issue date. Not to be confused with the retention period.
 *
 * - `term`: a length in years, months or days
 * - `until`: up to and including a day
 * - `event`: until something happens, such as 公布前 (before publication)
 * - `indefinite`: 长期, until somebody decides otherwise
 *
 * @see GS-13
 */
export type SecrecyPeriod =
  | { readonly kind: 'term'; readonly term: Temporal.Duration }
  | { readonly kind: 'until'; readonly day: Temporal.PlainDate }
  | { readonly kind: 'event'; readonly event: string }
  | { readonly kind: 'indefinite' };

/** Whether a length may serve as a term: whole years, months or days, and longer than nothing. */
export const isTerm = (term: Temporal.Duration): boolean => {
  const { years, months, days } = term;
  const parts = [years, months, days];
  const total = term.with({ years: 0, months: 0, days: 0 });
  return total.blank && parts.every((part) => part >= 0) && parts.some((part) => part > 0);
};

/**
 * The last day on which an item is secret, or null where no calendar can tell (event, indefinite).
 *
 * The issue day itself is not counted; a term ends on the corresponding day, or on the month's last day where that month
 * has none: issued 2024-02-29 for one year, last day 2025-02-28.
 *
 * @see GS-14
 * @see K-06
 */
export const lastSecretDay = (period: SecrecyPeriod, issuedOn: Temporal.PlainDate): Temporal.PlainDate | null => {
  switch (period.kind) {
    case 'term':
      return issuedOn.add(period.term, { overflow: 'constrain' });
    case 'until':
      return period.day;
    case 'event':
    case 'indefinite':
      return null;
  }
};

/**
 * The first instant at which the period is over: 24:00 of the last secret day in Shanghai; null where only an act can end it.
 *
 * @see GS-14
 */
export const secretUntil = (period: SecrecyPeriod, issuedOn: Temporal.PlainDate): Temporal.Instant | null => {
  const last = lastSecretDay(period, issuedOn);
  return last === null ? null : endOfBusinessDay(last);
};

const LONG_TERM = '长期';

/** The period as the printed mark says it: `10年`, `6个月`, `90天`, `至2030-12-31`, `公布前`, `长期`. */
export const printedPeriod = (period: SecrecyPeriod): string => {
  switch (period.kind) {
    case 'term': {
      const { years, months, days } = period.term;
      return [years && `${years}年`, months && `${months}个月`, days && `${days}天`].filter(Boolean).join('');
    }
    case 'until':
      return `至${period.day.toString()}`;
    case 'event':
      return `${period.event}前`;
    case 'indefinite':
      return LONG_TERM;
  }
};

/** A period together with the day from which it is counted. */
export interface DatedPeriod {
  readonly period: SecrecyPeriod;
  readonly issuedOn: Temporal.PlainDate;
}

/**
 * Whether one period certainly ends no earlier than another. 长期 ends no earlier than anything. An event may come at any time, so it
 * is only known to end no earlier than itself.
 */
export const endsNoEarlier = (later: DatedPeriod, earlier: DatedPeriod): boolean => {
  if (later.period.kind === 'indefinite') return true;
  if (later.period.kind === 'event') {
    return earlier.period.kind === 'event' && earlier.period.event === later.period.event;
  }
  const last = lastSecretDay(later.period, later.issuedOn);
  const other = lastSecretDay(earlier.period, earlier.issuedOn);
  return last !== null && other !== null && Temporal.PlainDate.compare(last, other) >= 0;
};

/** Whether one period certainly ends later than another. */
export const endsLater = (later: DatedPeriod, earlier: DatedPeriod): boolean =>
  endsNoEarlier(later, earlier) && !endsNoEarlier(earlier, later);

/** Whether a period may be one for something issued on a day: it waits for something, or ends no earlier than that day. */
export const isPeriod = (period: SecrecyPeriod, issuedOn: Temporal.PlainDate): boolean => {
  if (period.kind === 'event') return period.event.trim() !== '';
  if (period.kind === 'term' && !isTerm(period.term)) return false;
  const last = lastSecretDay(period, issuedOn);
  return last === null || Temporal.PlainDate.compare(last, issuedOn) >= 0;
};
