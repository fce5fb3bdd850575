import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CalendarRule } from '../src/index.ts';
import { dueBefore, isWorkingDay, PUBLISHED_CALENDAR, REGULATIONS, Temporal } from '../src/index.ts';
import { days } from './support/arbitraries.ts';
import { runs } from './support/runs.ts';

const date = (day: string) => Temporal.PlainDate.from(day);
const due = (day: string, side: 'inside' | 'outside', rule: Partial<CalendarRule> = {}) =>
  dueBefore(date(day), side, { ...REGULATIONS.calendar, ...rule }, PUBLISHED_CALENDAR);

describe('“before” a day (K-26)', () => {
  it('counts the day itself within the group, and not towards an authority', () => {
    expect(due('2026-11-10', 'inside').day.toString()).toBe('2026-11-10');
    expect(due('2026-11-10', 'outside').day.toString()).toBe('2026-11-09');
  });

  it('20 May towards an authority means 24:00 of the 19th', () => {
    expect(due('2026-05-20', 'outside').lateFrom.toString()).toBe('2026-05-19T16:00:00Z');
  });

  it('is counted the other way where the rules say so', () => {
    const turned = { beforeCountsInside: false, beforeCountsOutside: true };
    expect(due('2026-11-10', 'inside', turned).day.toString()).toBe('2026-11-09');
    expect(due('2026-11-10', 'outside', turned).day.toString()).toBe('2026-11-10');
  });
});

describe('a last day that is not worked (K-23)', () => {
  it.each([
    ['2026-10-10', '2026-10-10', 'a Saturday that is worked stays'],
    ['2026-05-10', '2026-05-09', 'a Sunday moves to the Saturday that is worked'],
    ['2026-10-07', '2026-09-30', 'the end of a long holiday moves to the day before its beginning'],
    ['2026-02-22', '2026-02-14', 'and where that is a worked Saturday, to it'],
    ['2026-01-10', '2026-01-09', 'a free Saturday moves to the Friday'],
    ['2026-09-20', '2026-09-20', 'a Sunday that is worked stays'],
  ])('before %s is until %s: %s', (named, last) => {
    expect(due(named, 'inside')).toMatchObject({ provisional: false });
    expect(due(named, 'inside').day.toString()).toBe(last);
  });

  it('towards an authority moves after the day itself has been left out', () => {
    expect(due('2026-10-08', 'outside').day.toString()).toBe('2026-09-30');
  });

  it('stays where the rules say that nothing moves', () => {
    expect(due('2026-05-10', 'inside', { shift: 'none' })).toMatchObject({ provisional: false });
    expect(due('2026-05-10', 'inside', { shift: 'none' }).day.toString()).toBe('2026-05-10');
  });

  it('in a year that is not yet published is provisional, and no statutory day is taken for a working day', () => {
    expect(due('2027-03-10', 'inside')).toMatchObject({ provisional: true });
    // 1 January 2027 is a Friday, 31 December 2026 a Thursday.
    const newYear = due('2027-01-02', 'inside');
    expect([newYear.day.toString(), newYear.provisional]).toEqual(['2026-12-31', true]);
    expect(due('2027-05-02', 'inside').day.toString()).toBe('2027-04-30');
    expect(due('2027-10-03', 'inside').day.toString()).toBe('2027-09-30');
  });
});

describe('any deadline (K-23, K-26)', () => {
  const rules: fc.Arbitrary<CalendarRule> = fc.record({
    beforeCountsInside: fc.boolean(),
    beforeCountsOutside: fc.boolean(),
    shift: fc.constantFrom('previous_working_day', 'none'),
  });
  const sides = fc.constantFrom('inside', 'outside');

  it('is never after the day that it is before, and never later for being moved', () => {
    fc.assert(
      fc.property(days, sides, rules, (named, side, rule) => {
        const unmoved = dueBefore(named, side, { ...rule, shift: 'none' }, PUBLISHED_CALENDAR);
        const { day, lateFrom } = dueBefore(named, side, rule, PUBLISHED_CALENDAR);
        expect(Temporal.PlainDate.compare(unmoved.day, named)).toBeLessThanOrEqual(0);
        expect(Temporal.PlainDate.compare(day, unmoved.day)).toBeLessThanOrEqual(0);
        expect(Temporal.Instant.compare(lateFrom, unmoved.lateFrom)).toBeLessThanOrEqual(0);
      }),
      runs(),
    );
  });

  it('that moves ends on a working day, with none between it and where it came from', () => {
    fc.assert(
      fc.property(fc.nat(364), sides, (count, side) => {
        const named = date('2026-01-01').add({ days: count });
        const rule = { ...REGULATIONS.calendar, shift: 'previous_working_day' } as const;
        const { day } = dueBefore(named, side, rule, PUBLISHED_CALENDAR);
        const from = dueBefore(named, side, { ...rule, shift: 'none' }, PUBLISHED_CALENDAR).day;
        expect(isWorkingDay(day, PUBLISHED_CALENDAR)).toBe(true);
        const skipped = Array.from({ length: day.until(from).days }, (_, index) => day.add({ days: index + 1 }));
        expect(skipped.filter((one) => isWorkingDay(one, PUBLISHED_CALENDAR))).toEqual([]);
      }),
      runs(),
    );
  });

  it('the year 2026 has 248 working days', () => {
    const year = Array.from({ length: 365 }, (_, count) => date('2026-01-01').add({ days: count }));
    expect(year.filter((day) => isWorkingDay(day, PUBLISHED_CALENDAR))).toHaveLength(248);
  });
});
