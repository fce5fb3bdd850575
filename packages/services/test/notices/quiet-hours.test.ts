import { Temporal } from '@miji/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { restAfter, USUAL_PACE } from '../../src/notices/dispatch-outbox.ts';
import { endOfQuiet } from '../../src/notices/quiet-hours.ts';

const at = (time: string) => Temporal.Instant.from(`2026-11-23T${time}+08:00`);
const NIGHT = { from: '22:00', to: '07:00' };
const LUNCH = { from: '12:00', to: '13:30' };

describe('quiet hours end', () => {
  test.each([
    ['before midnight, on the next day', NIGHT, '23:59:59', '2026-11-24T07:00:00+08:00'],
    ['after midnight, on the same day', NIGHT, '00:00', '2026-11-23T07:00:00+08:00'],
    ['from their first minute on', NIGHT, '22:00', '2026-11-24T07:00:00+08:00'],
    ['at noon, on the same day', LUNCH, '12:30', '2026-11-23T13:30:00+08:00'],
  ])('%s', (_, quiet, time, end) => {
    expect(endOfQuiet(quiet, at(time))?.equals(Temporal.Instant.from(end))).toBe(true);
  });

  test.each([
    ['the minute in which they end', NIGHT, '07:00'],
    ['the second before they begin', NIGHT, '21:59:59'],
    ['an hour that begins when it ends', { from: '09:00', to: '09:00' }, '09:00'],
  ])('and do not hold back in %s', (_, quiet, time) => {
    expect(endOfQuiet(quiet, at(time))).toBeNull();
  });

  const time = fc.integer({ min: 0, max: 1439 }).map((minute) => {
    const two = (value: number) => String(value).padStart(2, '0');
    return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
  });

  test('always within a day, always later, and never in quiet hours again', () => {
    fc.assert(
      fc.property(time, time, time, (from, to, now) => {
        const end = endOfQuiet({ from, to }, at(now));
        if (end === null) return;
        const hours = at(now).until(end).total('hours');
        expect(hours).toBeGreaterThan(0);
        expect(hours).toBeLessThanOrEqual(24);
        expect(endOfQuiet({ from, to }, end)).toBeNull();
      }),
    );
  });
});

test('rests double up to the longest, and are between half and all of that', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 12 }), fc.double({ min: 0, max: 0.999, noNaN: true }), (attempt, random) => {
      const longest = Math.min(USUAL_PACE.longestRestMs, USUAL_PACE.firstRestMs * 2 ** (attempt - 1));
      const rest = restAfter(attempt, USUAL_PACE, random);
      expect(rest).toBeGreaterThanOrEqual(longest / 2);
      expect(rest).toBeLessThanOrEqual(longest);
    }),
  );
});
