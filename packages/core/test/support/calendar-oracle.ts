import type { Temporal } from '../../src/index.ts';

/**
 * A calendar that knows nothing of the one in use: days are numbers, counted from 1970-01-01, by the rule of leap years alone. It is
 * there to disagree, should a library ever count otherwise than the Civil Code does.
 */
const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
const LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const lengthOf = (year: number, month: number): number =>
  month === 2 && isLeap(year) ? 29 : (LENGTHS[month - 1] ?? 0);

const MILLISECONDS_OF_A_DAY = 86_400_000;
const LEAP_YEARS_BEFORE_1970 = 477;

/** How many days after 1970-01-01 a day is. */
const numberOf = (year: number, month: number, day: number): number => {
  const before = year - 1;
  const leaps = Math.floor(before / 4) - Math.floor(before / 100) + Math.floor(before / 400) - LEAP_YEARS_BEFORE_1970;
  let days = (year - 1970) * 365 + leaps + day - 1;
  for (let earlier = 1; earlier < month; earlier += 1) days += lengthOf(year, earlier);
  return days;
};

const dateOf = (number: number): readonly [year: number, month: number, day: number] => {
  let year = 1970 + Math.floor(number / 366);
  while (numberOf(year + 1, 1, 1) <= number) year += 1;
  let month = 1;
  while (month < 12 && numberOf(year, month + 1, 1) <= number) month += 1;
  return [year, month, number - numberOf(year, month, 1) + 1];
};

const padded = (part: number, length: number): string => String(part).padStart(length, '0');

/**
 * The last day of a term (Civil Code 201, 202): so many months on, the corresponding day or the last of a shorter month, and then so
 * many days further.
 */
export const endOfTerm = (
  { year, month, day }: Temporal.PlainDate,
  term: Temporal.Duration,
): { readonly iso: string; readonly number: number } => {
  const months = year * 12 + (month - 1) + term.years * 12 + term.months;
  const [toYear, toMonth] = [Math.floor(months / 12), (months % 12) + 1];
  const number = numberOf(toYear, toMonth, Math.min(day, lengthOf(toYear, toMonth))) + term.days;
  return {
    iso: dateOf(number)
      .map((part, index) => padded(part, index === 0 ? 4 : 2))
      .join('-'),
    number,
  };
};

/** The summers in which Shanghai put its clocks forward by an hour: first and last day, as they were ordered. */
const SUMMERS = [
  [1986, 5, 4, 9, 14],
  [1987, 4, 12, 9, 13],
  [1988, 4, 17, 9, 11],
  [1989, 4, 16, 9, 17],
  [1990, 4, 15, 9, 16],
  [1991, 4, 14, 9, 15],
] as const;

/** 24:00 of a day in Shanghai, in milliseconds since 1970. The clocks changed at two in the morning, so midnight is the day's own. */
export const midnightAfter = (number: number): number => {
  const midnight = number + 1;
  const isSummer = SUMMERS.some(
    ([year, month, day, toMonth, toDay]) =>
      midnight > numberOf(year, month, day) && midnight <= numberOf(year, toMonth, toDay),
  );
  return midnight * MILLISECONDS_OF_A_DAY - (isSummer ? 9 : 8) * 3_600_000;
};
