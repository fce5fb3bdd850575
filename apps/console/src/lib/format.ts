import { businessDay, formatBusinessMinute, Temporal } from '@miji/core';
import type { Language, Period } from '@miji/contract';

/** A business day as it stands on paper: `2026-11-21`. */
export const formatDay = (day: string): string => Temporal.PlainDate.from(day).toString();

/** The minute of an instant in Shanghai: `2026-11-21 10:05`. */
export const formatMinute = (instant: string): string => formatBusinessMinute(Temporal.Instant.from(instant));

/** The business day of an instant. */
export const dayOf = (instant: string): string => businessDay(Temporal.Instant.from(instant)).toString();

/** How many business days lie between two instants; negative where `to` is on an earlier day. */
export const daysBetween = (from: string, to: string): number =>
  Temporal.PlainDate.from(dayOf(from)).until(dayOf(to), { largestUnit: 'days' }).days;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const amount = (milliseconds: number, language: Language): string => {
  const [count, zh, en] =
    milliseconds >= DAY
      ? ([Math.floor(milliseconds / DAY), '天', 'day'] as const)
      : milliseconds >= HOUR
        ? ([Math.floor(milliseconds / HOUR), '小时', 'hour'] as const)
        : ([Math.max(1, Math.floor(milliseconds / MINUTE)), '分钟', 'minute'] as const);
  return language === 'en' ? `${count} ${en}${count === 1 ? '' : 's'}` : `${count} ${zh}`;
};

/** How far away an instant is, in words: `还剩 3 天`, `2 小时前`; `3 days left`, `2 hours ago`. */
export const relativeWords = (at: string, now: string, language: Language): string => {
  const distance = Temporal.Instant.from(at).epochMilliseconds - Temporal.Instant.from(now).epochMilliseconds;
  const words = amount(Math.abs(distance), language);
  if (distance > 0) return language === 'en' ? `${words} left` : `还剩 ${words}`;
  return language === 'en' ? `${words} ago` : `${words}前`;
};

type Part = readonly [count: number, zh: string, en: string];

const inWords = (parts: readonly Part[], language: Language): string =>
  parts
    .filter(([count]) => count > 0)
    .map(([count, zh, en]) => (language === 'en' ? `${count} ${en}${count === 1 ? '' : 's'}` : `${count} ${zh}`))
    .join(' ');

/** How far apart two business days are, whichever is the earlier: `9 年 11 个月`, `1 个月 3 天`, `1 天`. */
export const spanWords = (one: string, other: string, language: Language): string => {
  const [from, to] = [Temporal.PlainDate.from(one), Temporal.PlainDate.from(other)].toSorted(
    Temporal.PlainDate.compare,
  );
  if (from === undefined || to === undefined) return '';
  const { years, months, days } = from.until(to, { largestUnit: 'years' });
  const fine: readonly Part[] = years > 0 ? [] : [[days, '天', 'day']];
  const words = inWords([[years, '年', 'year'], [months, '个月', 'month'], ...fine], language);
  return words === '' ? `0 ${language === 'en' ? 'days' : '天'}` : words;
};

/** A period as a person says it: `10 年`, `until 2030-12-31`. The printed mark has its own words. */
export const periodWords = (period: Period, language: Language): string => {
  const en = language === 'en';
  switch (period.kind) {
    case 'term': {
      const { years, months, days } = Temporal.Duration.from(period.term);
      return inWords(
        [
          [years, '年', 'year'],
          [months, '个月', 'month'],
          [days, '天', 'day'],
        ],
        language,
      );
    }
    case 'until':
      return en ? `until ${period.day}` : `至 ${period.day}`;
    case 'event':
      return en ? `until: ${period.event}` : `${period.event}前`;
    case 'indefinite':
      return en ? 'indefinite' : '长期';
  }
};

/** How long something takes, in minutes, as a person says it: `2 天`, `3 hours`. */
export const minutesWords = (minutes: number, language: Language): string => amount(minutes * MINUTE, language);
