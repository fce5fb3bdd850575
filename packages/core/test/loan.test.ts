import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BUSINESS_ZONE, endOfBusinessDay, isWorkingDay, loanDue, PUBLISHED_CALENDAR, Temporal } from '../src/index.ts';

const OUT = Temporal.Instant.from('2026-09-29T14:00:00+08:00');
const calendar = { loanDays: 3, loanDaysCount: 'calendar' } as const;
const working = { loanDays: 3, loanDaysCount: 'working' } as const;
const shanghai = (instant: Temporal.Instant): string =>
  instant.toZonedDateTimeISO(BUSINESS_ZONE).toPlainDateTime().toString();

describe('a loan handed out on 2026-09-29 at 14:00 for three days (CF-26, K-13)', () => {
  test('is in time until 2026-10-02 24:00 by the calendar', () => {
    const due = loanDue(OUT, 3, calendar, PUBLISHED_CALENDAR);
    expect([due.day.toString(), shanghai(due.overdueFrom), due.provisional]).toEqual([
      '2026-10-02',
      '2026-10-03T00:00:00',
      false,
    ]);
  });

  test('is in time until 2026-10-09 24:00 by working days: the holidays of the first week of October count for nothing', () => {
    const due = loanDue(OUT, 3, working, PUBLISHED_CALENDAR);
    expect([due.day.toString(), shanghai(due.overdueFrom), due.provisional]).toEqual([
      '2026-10-09',
      '2026-10-10T00:00:00',
      false,
    ]);
  });

  test('lasts no longer than the rules allow, however many days were granted', () => {
    expect(loanDue(OUT, 30, calendar, PUBLISHED_CALENDAR).day.toString()).toBe('2026-10-02');
  });

  test('counts a day that is worked instead of another as worked: 2026-10-10 is a Saturday', () => {
    const friday = Temporal.Instant.from('2026-10-09T23:59:59+08:00');
    expect(loanDue(friday, 1, working, PUBLISHED_CALENDAR).day.toString()).toBe('2026-10-10');
  });

  test('reaching into a year without a calendar is provisional, and only by working days', () => {
    const late = Temporal.Instant.from('2026-12-31T09:00:00+08:00');
    expect(loanDue(late, 2, working, PUBLISHED_CALENDAR).provisional).toBe(true);
    expect(loanDue(late, 2, calendar, PUBLISHED_CALENDAR).provisional).toBe(false);
  });

  test('handed out a moment before midnight in Shanghai belongs to the day that ends', () => {
    const edge = Temporal.Instant.from('2026-09-29T23:59:59.999+08:00');
    expect(loanDue(edge, 3, calendar, PUBLISHED_CALENDAR).day.toString()).toBe('2026-10-02');
    expect(loanDue(edge.add({ milliseconds: 1 }), 3, calendar, PUBLISHED_CALENDAR).day.toString()).toBe('2026-10-03');
  });
});

describe('whenever a loan is handed out, and for how many days', () => {
  const moments = fc
    .integer({ min: 0, max: 700 * 24 * 3_600 })
    .map((seconds) => Temporal.Instant.from('2026-01-01T00:00:00+08:00').add({ seconds }));
  const days = fc.integer({ min: 1, max: 30 });
  const limits = fc.record({
    loanDays: fc.integer({ min: 1, max: 30 }),
    loanDaysCount: fc.constantFrom('calendar' as const, 'working' as const),
  });

  test('it is overdue at the end of its last day, which comes after the day of handing out', () => {
    fc.assert(
      fc.property(moments, days, limits, (at, asked, rules) => {
        const { day, overdueFrom } = loanDue(at, asked, rules, PUBLISHED_CALENDAR);
        expect(overdueFrom.epochMilliseconds).toBe(endOfBusinessDay(day).epochMilliseconds);
        expect(Temporal.PlainDate.compare(at.toZonedDateTimeISO(BUSINESS_ZONE).toPlainDate(), day)).toBe(-1);
      }),
    );
  });

  test('as many days lie between as were granted, or as the rules allow', () => {
    fc.assert(
      fc.property(moments, days, limits, (at, asked, rules) => {
        const start = at.toZonedDateTimeISO(BUSINESS_ZONE).toPlainDate();
        const { day } = loanDue(at, asked, rules, PUBLISHED_CALENDAR);
        let counted = 0;
        for (let one = start.add({ days: 1 }); Temporal.PlainDate.compare(one, day) <= 0; one = one.add({ days: 1 }))
          if (rules.loanDaysCount === 'calendar' || isWorkingDay(one, PUBLISHED_CALENDAR)) counted += 1;
        expect(counted).toBe(Math.min(asked, rules.loanDays));
        expect(rules.loanDaysCount === 'calendar' || isWorkingDay(day, PUBLISHED_CALENDAR)).toBe(true);
      }),
    );
  });

  test('the calendar is never the longer way, and a later handing out is never due earlier', () => {
    fc.assert(
      fc.property(moments, days, fc.integer({ min: 0, max: 200 }), (at, asked, hours) => {
        const most = { loanDays: 30 };
        const plain = loanDue(at, asked, { ...most, loanDaysCount: 'calendar' }, PUBLISHED_CALENDAR);
        const worked = loanDue(at, asked, { ...most, loanDaysCount: 'working' }, PUBLISHED_CALENDAR);
        const later = loanDue(at.add({ hours }), asked, { ...most, loanDaysCount: 'working' }, PUBLISHED_CALENDAR);
        expect(Temporal.PlainDate.compare(plain.day, worked.day)).toBeLessThanOrEqual(0);
        expect(Temporal.PlainDate.compare(worked.day, later.day)).toBeLessThanOrEqual(0);
      }),
    );
  });
});
