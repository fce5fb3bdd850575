import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  BUSINESS_ZONE,
  effectiveLevel,
  isTerm,
  lastSecretDay,
  printedPeriod,
  secretUntil,
  startOfBusinessDay,
  Temporal,
} from '../src/index.ts';
import { days, levels, periods, terms } from './support/arbitraries.ts';
import { endOfTerm, midnightAfter } from './support/calendar-oracle.ts';
import { PERIOD_ROWS } from './support/periods.ts';
import { runs } from './support/runs.ts';

const compare = Temporal.PlainDate.compare;

describe('the last secret day (GS-13, GS-14), as the fixture says', () => {
  it.each(PERIOD_ROWS.map((row) => [row.rule, row] as const))('%s', (_, row) => {
    expect(lastSecretDay(row.period, row.issuedOn)?.toString() ?? null).toBe(row.lastSecretDay);
    expect(secretUntil(row.period, row.issuedOn)?.toString() ?? null).toBe(row.declassifiedFrom);
  });
});

describe('the last secret day of a term', () => {
  it('comes after the day of issue, which is not counted', () => {
    fc.assert(
      fc.property(terms, days, (term, issuedOn) => {
        const last = lastSecretDay({ kind: 'term', term }, issuedOn);
        expect(last !== null && compare(last, issuedOn) > 0).toBe(true);
      }),
    );
  });

  it('never comes earlier for what was issued later', () => {
    fc.assert(
      fc.property(terms, days, fc.nat(800), (term, issuedOn, later) => {
        const period = { kind: 'term', term } as const;
        const earlier = lastSecretDay(period, issuedOn);
        const after = lastSecretDay(period, issuedOn.add({ days: later }));
        expect(earlier !== null && after !== null && compare(earlier, after) <= 0).toBe(true);
      }),
    );
  });

  it('falls on the corresponding day of the month, or on the last one where the month is too short (Civil Code 202)', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 }), days, (months, issuedOn) => {
        const last = lastSecretDay({ kind: 'term', term: Temporal.Duration.from({ months }) }, issuedOn);
        const index = issuedOn.year * 12 + (issuedOn.month - 1) + months;
        expect(last?.year).toBe(Math.floor(index / 12));
        expect(last?.month).toBe((index % 12) + 1);
        expect(last?.day).toBe(Math.min(issuedOn.day, last?.daysInMonth ?? 0));
      }),
    );
  });
});

describe('any period, against a calendar of its own (GS-14)', () => {
  it('ends on the day that counting by hand finds', () => {
    fc.assert(
      fc.property(terms, days, (term, issuedOn) => {
        const counted = endOfTerm(issuedOn, term);
        expect(lastSecretDay({ kind: 'term', term }, issuedOn)?.toString()).toBe(counted.iso);
      }),
      runs(),
    );
  });

  it('ends at 24:00 of it in Shanghai, in the summers of 1986 to 1991 too', () => {
    fc.assert(
      fc.property(terms, days, (term, issuedOn) => {
        const { number } = endOfTerm(issuedOn, term);
        const end = secretUntil({ kind: 'term', term }, issuedOn);
        expect(end?.epochMilliseconds).toBe(midnightAfter(number));
      }),
      runs(),
    );
  });

  it('is over from the millisecond that counting by hand finds, and not before', () => {
    fc.assert(
      fc.property(terms, days, levels, fc.integer({ min: -3, max: 3 }), (term, issuedOn, level, near) => {
        const end = midnightAfter(endOfTerm(issuedOn, term).number);
        const item = { level, issuedOn, period: { kind: 'term', term } as const, declassifiedAt: null };
        const at = Temporal.Instant.fromEpochMilliseconds(end + near);
        expect(effectiveLevel(item, at)).toBe(near < 0 ? level : 'declassified');
      }),
      runs(),
    );
  });
});

describe('the first instant that is no longer secret', () => {
  it('is where the next day begins in Shanghai, and exists exactly where a last day does', () => {
    fc.assert(
      fc.property(periods, days, (period, issuedOn) => {
        const last = lastSecretDay(period, issuedOn);
        const end = secretUntil(period, issuedOn);
        expect(end === null).toBe(last === null);
        if (last === null || end === null) return;
        expect(end.toString()).toBe(startOfBusinessDay(last.add({ days: 1 })).toString());
        const before = end.subtract({ milliseconds: 1 }).toZonedDateTimeISO(BUSINESS_ZONE).toPlainDate();
        expect(before.toString()).toBe(last.toString());
      }),
    );
  });
});

describe('a term', () => {
  it.each(['P10Y', 'P6M', 'P90D', 'P1Y2M3D'])('may be %s', (term) => {
    expect(isTerm(Temporal.Duration.from(term))).toBe(true);
  });

  it.each(['PT0S', 'P0D', '-P1Y', '-P90D', 'PT24H', 'P1DT1S', 'P1W', 'P1YT0.001S'])('may not be %s', (term) => {
    expect(isTerm(Temporal.Duration.from(term))).toBe(false);
  });
});

describe('a period in print', () => {
  it.each([
    [{ kind: 'term', term: Temporal.Duration.from('P10Y') }, '10年'],
    [{ kind: 'term', term: Temporal.Duration.from('P6M') }, '6个月'],
    [{ kind: 'term', term: Temporal.Duration.from('P90D') }, '90天'],
    [{ kind: 'term', term: Temporal.Duration.from('P1Y6M15D') }, '1年6个月15天'],
    [{ kind: 'until', day: Temporal.PlainDate.from('2030-12-31') }, '至2030-12-31'],
    [{ kind: 'event', event: '公布' }, '公布前'],
    [{ kind: 'indefinite' }, '长期'],
  ] as const)('%o reads %s', (period, printed) => {
    expect(printedPeriod(period)).toBe(printed);
  });
});
