import type { WorkingCalendar } from './deadline.ts';
import { isCovered, isWorkingDay } from './deadline.ts';
import type { Limits } from './rule-set.ts';
import type { Temporal } from './time.ts';
import { BUSINESS_ZONE, endOfBusinessDay } from './time.ts';

/** Until when something that was lent is given back. */
export interface LoanDue {
  /** the last day on which it is in time */
  readonly day: Temporal.PlainDate;
  /** 24:00 of it in Shanghai: from this instant on it is overdue */
  readonly overdueFrom: Temporal.Instant;
  /** whether it rests on a calendar that is not yet published */
  readonly provisional: boolean;
}

/**
 * When a loan is due: so many days after the day on which it was handed out, at the end of the last of them. Days of the calendar
 * unless the rules count working days.
 *
 * @param days for how many days it was granted; the rules allow no more than `limits.loanDays`
 * @example
 * ```ts
 * const out = Temporal.Instant.from('2026-09-29T06:00:00Z'); // 14:00 in Shanghai
 * loanDue(out, 3, { loanDays: 3, loanDaysCount: 'calendar' }, calendar).day.toString(); // '2026-10-02'
 * ```
 * @see CF-26
 * @see K-13
 */
export const loanDue = (
  lentAt: Temporal.Instant,
  days: number,
  limits: Pick<Limits, 'loanDays' | 'loanDaysCount'>,
  calendar: WorkingCalendar,
): LoanDue => {
  const allowed = Math.min(days, limits.loanDays);
  const lentOn = lentAt.toZonedDateTimeISO(BUSINESS_ZONE).toPlainDate();
  const { day, provisional } =
    limits.loanDaysCount === 'calendar'
      ? { day: lentOn.add({ days: allowed }), provisional: false }
      : afterWorkingDays(lentOn, allowed, calendar);
  return { day, overdueFrom: endOfBusinessDay(day), provisional };
};

const afterWorkingDays = (
  start: Temporal.PlainDate,
  count: number,
  calendar: WorkingCalendar,
): Pick<LoanDue, 'day' | 'provisional'> => {
  let day = start;
  let provisional = false;
  for (let left = count; left > 0; ) {
    day = day.add({ days: 1 });
    provisional ||= !isCovered(day, calendar);
    if (isWorkingDay(day, calendar)) left -= 1;
  }
  return { day, provisional };
};
