import { expect, test } from 'vitest';
import { extend } from '../src/features/items/line-span.ts';
import { lifePlace, lifeScale } from '../src/features/items/life-scale.ts';
import { linesOf } from '../src/lib/lines.ts';

test('the life of an item is drawn from its issue day to its last secret day', () => {
  expect(lifeScale('2026-01-01', '2026-01-11', '2026-01-06')).toEqual({ today: 50, end: 100 });
  expect(lifeScale('2026-01-01', '2026-01-11', '2025-12-01')).toEqual({ today: 0, end: 100 });
});

test('once it is over, today stands at the right end and the last secret day before it', () => {
  expect(lifeScale('2026-01-01', '2026-01-11', '2026-01-21')).toEqual({ today: 100, end: 50 });
});

test('on its last secret day it is not over yet', () => {
  expect(lifeScale('2026-01-01', '2026-01-11', '2026-01-11')).toEqual({ today: 100, end: 100 });
});

test('an open period has no right end', () => {
  expect(lifeScale('2026-01-01', null, '2026-01-11').end).toBeNull();
});

test('lines are counted as the register counts them: one more than there are line feeds', () => {
  expect(linesOf('a\nb\n\nc')).toEqual(['a', 'b', '', 'c']);
  expect(linesOf('a\n')).toEqual(['a', '']);
});

test('clicks on line numbers choose one line, then up to another, then afresh', () => {
  const one = extend(null, 5);
  expect(one).toEqual({ from: 5, to: 5 });
  expect(extend(one, 9)).toEqual({ from: 5, to: 9 });
  expect(extend(one, 2)).toEqual({ from: 2, to: 5 });
  expect(extend(one, 5)).toBeNull();
  expect(extend({ from: 5, to: 9 }, 1)).toEqual({ from: 1, to: 1 });
});

test('a change stands between the issue day and today, whether or not a day ends the period', () => {
  expect(lifePlace('2026-01-01', '2026-01-11', '2026-01-09', '2026-01-06')).toBe(50);
  expect(lifePlace('2026-01-01', '2026-01-06', '2026-01-11', '2026-01-06')).toBe(50);
  expect(lifePlace('2026-01-01', null, '2026-01-11', '2026-01-06')).toBe(30);
});
