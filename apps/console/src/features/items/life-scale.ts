import { Temporal } from '@miji/core';

/** Where today and the last secret day stand on the bar, in percent from its left end. */
export interface LifeScale {
  readonly today: number;
  /** null where no day ends the period: the bar then has no right end */
  readonly end: number | null;
}

/** An open period is drawn with today here, so that there is something still to come. */
const OPEN_TODAY = 60;

const days = (from: string, to: string): number =>
  Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: 'days' }).days;

const percent = (part: number, whole: number): number =>
  whole <= 0 ? 100 : Math.min(100, Math.max(0, (part / whole) * 100));

/**
 * The places of today and of the end on a bar that begins on the issue day and ends on the last secret day, or today where
 * that has passed.
 */
export const lifeScale = (issuedOn: string, lastSecretDay: string | null, today: string): LifeScale => {
  if (lastSecretDay === null) return { today: OPEN_TODAY, end: null };
  const life = days(issuedOn, lastSecretDay);
  const lived = days(issuedOn, today);
  return lived > life ? { today: 100, end: percent(life, lived) } : { today: percent(lived, life), end: 100 };
};

/** The place of a day that lies between the issue day and today, on the same bar. */
export const lifePlace = (issuedOn: string, lastSecretDay: string | null, today: string, day: string): number => {
  const lived = days(issuedOn, today);
  if (lastSecretDay === null) return (percent(days(issuedOn, day), lived) * OPEN_TODAY) / 100;
  return percent(days(issuedOn, day), Math.max(lived, days(issuedOn, lastSecretDay)));
};
