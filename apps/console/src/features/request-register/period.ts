import { businessDay, Temporal } from '@miji/core';

/** The periods that figures are usually asked for, in days. */
export const PERIODS = [30, 90, 365] as const;
export type PeriodDays = (typeof PERIODS)[number];

/** The last so many business days, today among them. */
export const lastDays = (days: number, now: string): { readonly from: string; readonly to: string } => {
  const today = businessDay(Temporal.Instant.from(now));
  return { from: today.subtract({ days: days - 1 }).toString(), to: today.toString() };
};
