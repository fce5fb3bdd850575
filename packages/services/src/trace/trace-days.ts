import { Refusal } from '@miji/contract';
import { endOfBusinessDay, startOfBusinessDay, Temporal } from '@miji/core';

/** Nothing is traced before; the first years of the calendar the database could not even compare with. */
const FIRST_YEAR = 1_000;

const read = (field: 'from' | 'to', text: string): Temporal.PlainDate => {
  const day = Temporal.PlainDate.from(text);
  if (day.year < FIRST_YEAR)
    throw new Refusal('VALIDATION', { fields: [{ field, code: 'VALIDATION', article: null }] });
  return day;
};

/**
 * The first instant of a span of days.
 *
 * @throws Refusal `VALIDATION` for a day that nothing can have happened on
 */
export const startOfDays = (from: string): Temporal.Instant => startOfBusinessDay(read('from', from));

/** The first instant after a span of days. */
export const endOfDays = (to: string): Temporal.Instant => endOfBusinessDay(read('to', to));
