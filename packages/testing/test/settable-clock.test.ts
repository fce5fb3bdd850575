import { expect, test } from 'vitest';
import { SettableClock } from '../src/index.ts';

test('a settable clock stands still until it is moved, by exact lengths only', () => {
  const clock = new SettableClock('2026-12-31T15:59:59.999Z');
  expect(clock.now().toString()).toBe('2026-12-31T15:59:59.999Z');
  clock.advance({ milliseconds: 1 });
  expect(clock.now().toString()).toBe('2026-12-31T16:00:00Z');
  clock.advance('P1W1DT1H');
  expect(clock.now().toString()).toBe('2027-01-08T17:00:00Z');
  expect(() => clock.advance({ months: 1 })).toThrow(RangeError);
  clock.set('2026-01-01T00:00:00Z');
  expect(clock.now().toString()).toBe('2026-01-01T00:00:00Z');
});
