import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  businessDay,
  covers,
  endOfBusinessDay,
  formatBusinessMinute,
  isBefore,
  startOfBusinessDay,
  Temporal,
} from '../src/index.ts';
import { days, hours, instants, validities } from './support/arbitraries.ts';

describe('a business day', () => {
  it('begins at 00:00 and ends at 24:00 in Shanghai', () => {
    const day = Temporal.PlainDate.from('2026-11-21');
    expect(startOfBusinessDay(day).toString()).toBe('2026-11-20T16:00:00Z');
    expect(endOfBusinessDay(day).toString()).toBe('2026-11-21T16:00:00Z');
  });

  it('has its start in it and its end not', () => {
    fc.assert(
      fc.property(days, (day) => {
        expect(businessDay(startOfBusinessDay(day)).toString()).toBe(day.toString());
        expect(businessDay(endOfBusinessDay(day)).toString()).toBe(day.add({ days: 1 }).toString());
      }),
    );
  });

  it('holds every instant between its start and its end', () => {
    fc.assert(
      fc.property(instants, (at) => {
        const day = businessDay(at);
        expect(isBefore(at, startOfBusinessDay(day))).toBe(false);
        expect(isBefore(at, endOfBusinessDay(day))).toBe(true);
      }),
    );
  });
});

describe('a validity', () => {
  it('covers its first instant and not its last', () => {
    fc.assert(
      fc.property(validities, hours, ({ from, to }, at) => {
        const inside = Temporal.Instant.compare(from, at) <= 0 && (to === null || Temporal.Instant.compare(at, to) < 0);
        expect(covers({ from, to }, at)).toBe(inside);
      }),
    );
  });

  it('covers nothing when it ends where it begins', () => {
    fc.assert(
      fc.property(hours, hours, (from, at) => {
        expect(covers({ from, to: from }, at)).toBe(false);
      }),
    );
  });
});

describe('an instant in print', () => {
  it('is cut to the minute in Shanghai', () => {
    expect(formatBusinessMinute(Temporal.Instant.from('2026-11-21T02:05:59.999Z'))).toBe('2026-11-21 10:05');
    expect(formatBusinessMinute(Temporal.Instant.from('2026-11-21T16:00:00Z'))).toBe('2026-11-22 00:00');
  });
});
