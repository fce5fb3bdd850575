import type { CalendarRule } from './rule-set.ts';
import type { Temporal } from './time.ts';
import { endOfBusinessDay } from './time.ts';

/**
 * What the State Council has published about working days, as ISO days: weekdays on which nobody works, and weekend days that are
 * worked instead (调休). Weekends that stay free are not listed.
 */
export interface WorkingCalendar {
  /** the years that it covers; about others nothing is known yet */
  readonly years: readonly number[];
  readonly holidays: ReadonlySet<string>;
  readonly makeUpDays: ReadonlySet<string>;
}

/** Days that the law frees in every year, by the solar calendar: all that is known of a year not yet published. */
const STATUTORY: ReadonlySet<string> = new Set(['01-01', '05-01', '05-02', '10-01', '10-02', '10-03']);

const SATURDAY = 6;

/**
 * Whether a day is a working day. In a year that is not yet published weekends and the statutory days of the solar calendar are
 * taken as free, and nothing else: such an answer is provisional, see {@link isCovered}.
 *
 * @see K-23
 */
export const isWorkingDay = (day: Temporal.PlainDate, calendar: WorkingCalendar): boolean => {
  const name = day.toString();
  if (calendar.makeUpDays.has(name)) return true;
  if (calendar.holidays.has(name) || day.dayOfWeek >= SATURDAY) return false;
  return isCovered(day, calendar) || !STATUTORY.has(name.slice(-'01-01'.length));
};

/** Whether the calendar of a day's year has been published. */
export const isCovered = (day: Temporal.PlainDate, calendar: WorkingCalendar): boolean =>
  calendar.years.includes(day.year);

/** Whether something is due within the group or towards an authority: a named day itself counts in one and not in the other. */
export type DeadlineSide = 'inside' | 'outside';

/** The last day on which something is in time. */
export interface Deadline {
  readonly day: Temporal.PlainDate;
  /** 24:00 of it in Shanghai: from this instant on it is late */
  readonly lateFrom: Temporal.Instant;
  /** whether it rests on a calendar that is not yet published, and has to be worked out again when it is */
  readonly provisional: boolean;
}

/**
 * Until when something is due that is due “before” a day (某日之前, 每月的10日前): whether the day itself counts is a rule of its own
 * for either side (K-26), and a last day that is no working day moves to the working day before it, never after (K-23).
 *
 * @example
 * ```ts
 * // 10 May 2026 is a Sunday, the 9th a Saturday that is worked.
 * dueBefore(Temporal.PlainDate.from('2026-05-10'), 'inside', REGULATIONS.calendar, calendar).day.toString(); // '2026-05-09'
 * ```
 * @see K-23
 * @see K-26
 */
export const dueBefore = (
  named: Temporal.PlainDate,
  side: DeadlineSide,
  rule: CalendarRule,
  calendar: WorkingCalendar,
): Deadline => {
  const counts = side === 'inside' ? rule.beforeCountsInside : rule.beforeCountsOutside;
  const last = counts ? named : named.subtract({ days: 1 });
  if (rule.shift === 'none') return { day: last, lateFrom: endOfBusinessDay(last), provisional: false };
  const { day, provisional } = workingDayUntil(last, calendar);
  return { day, lateFrom: endOfBusinessDay(day), provisional };
};

/** A day that is worked, or the last one before it. */
const workingDayUntil = (
  last: Temporal.PlainDate,
  calendar: WorkingCalendar,
): Pick<Deadline, 'day' | 'provisional'> => {
  let day = last;
  let provisional = !isCovered(day, calendar);
  while (!isWorkingDay(day, calendar)) {
    day = day.subtract({ days: 1 });
    provisional ||= !isCovered(day, calendar);
  }
  return { day, provisional };
};
