import { expect, test } from 'vitest';
import {
  dayOf,
  daysBetween,
  formatDay,
  formatMinute,
  periodWords,
  relativeWords,
  spanWords,
} from '../src/lib/format.ts';

const NOW = '2026-11-21T02:05:00.000Z';

test('an instant is shown in Shanghai time, whatever the machine says', () => {
  expect(formatMinute(NOW)).toBe('2026-11-21 10:05');
  expect(formatMinute('2026-11-21T16:00:00.000Z')).toBe('2026-11-22 00:00');
  expect(dayOf('2026-11-21T15:59:59.999Z')).toBe('2026-11-21');
  expect(formatDay('2026-11-21')).toBe('2026-11-21');
});

test('days are counted by the business calendar', () => {
  expect(daysBetween(NOW, '2026-11-21T15:59:59.999Z')).toBe(0);
  expect(daysBetween(NOW, '2026-11-21T16:00:00.000Z')).toBe(1);
  expect(daysBetween(NOW, '2026-11-19T16:00:00.000Z')).toBe(-1);
});

test.each([
  ['2026-11-24T02:05:00.000Z', '还剩 3 天', '3 days left'],
  ['2026-11-22T02:05:00.000Z', '还剩 1 天', '1 day left'],
  ['2026-11-21T04:35:00.000Z', '还剩 2 小时', '2 hours left'],
  ['2026-11-21T02:05:20.000Z', '还剩 1 分钟', '1 minute left'],
  ['2026-11-20T02:05:00.000Z', '1 天前', '1 day ago'],
  ['2026-11-21T01:20:00.000Z', '45 分钟前', '45 minutes ago'],
])('%s is %s', (at, zh, en) => {
  expect(relativeWords(at, NOW, 'zh-CN')).toBe(zh);
  expect(relativeWords(at, NOW, 'en')).toBe(en);
});

test('a period is said in words', () => {
  expect(periodWords({ kind: 'term', term: 'P10Y' }, 'zh-CN')).toBe('10 年');
  expect(periodWords({ kind: 'term', term: 'P1Y6M' }, 'en')).toBe('1 year 6 months');
  expect(periodWords({ kind: 'until', day: '2030-12-31' }, 'zh-CN')).toBe('至 2030-12-31');
  expect(periodWords({ kind: 'event', event: '公布' }, 'zh-CN')).toBe('公布前');
  expect(periodWords({ kind: 'indefinite' }, 'en')).toBe('indefinite');
});

test('the distance between two days is said in years and months, or months and days', () => {
  expect(spanWords('2026-11-22', '2036-11-23', 'zh-CN')).toBe('10 年');
  expect(spanWords('2026-11-22', '2036-10-23', 'en')).toBe('9 years 11 months');
  expect(spanWords('2026-12-25', '2026-11-22', 'zh-CN')).toBe('1 个月 3 天');
  expect(spanWords('2026-11-22', '2026-11-23', 'en')).toBe('1 day');
  expect(spanWords('2026-11-22', '2026-11-22', 'zh-CN')).toBe('0 天');
});
