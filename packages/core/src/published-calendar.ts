import type { WorkingCalendar } from './deadline.ts';
import { Temporal } from './time.ts';

const from = (first: string, last: string): readonly string[] => {
  const start = Temporal.PlainDate.from(first);
  const { days } = start.until(Temporal.PlainDate.from(last));
  return Array.from({ length: days + 1 }, (_, count) => start.add({ days: count }).toString());
};

/**
 * The days off and the days worked instead that the State Council has published: 2026, by its notice of 2025-11-04. A year is added
 * here when its notice is out; until then what reaches into it is provisional.
 *
 * @see K-23
 */
export const PUBLISHED_CALENDAR: WorkingCalendar = {
  years: [2026],
  holidays: new Set([
    ...from('2026-01-01', '2026-01-03'),
    ...from('2026-02-15', '2026-02-23'),
    ...from('2026-04-04', '2026-04-06'),
    ...from('2026-05-01', '2026-05-05'),
    ...from('2026-06-19', '2026-06-21'),
    ...from('2026-09-25', '2026-09-27'),
    ...from('2026-10-01', '2026-10-07'),
  ]),
  makeUpDays: new Set(['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10']),
};
