import { BUSINESS_ZONE, Temporal } from '@miji/core';

/** Hours of every day, in business time, `22:00` to `07:00`; from and to the same minute are none. */
export interface QuietHours {
  readonly from: string;
  readonly to: string;
}

/** When the quiet hours end that an instant falls into; null where it falls into none. */
export const endOfQuiet = ({ from, to }: QuietHours, at: Temporal.Instant): Temporal.Instant | null => {
  const now = at.toZonedDateTimeISO(BUSINESS_ZONE);
  const time = now.toPlainTime();
  const isAfter = (other: string): boolean => Temporal.PlainTime.compare(time, other) >= 0;
  const isOverNight = Temporal.PlainTime.compare(from, to) > 0;
  const isQuiet = isOverNight ? isAfter(from) || !isAfter(to) : isAfter(from) && !isAfter(to);
  if (!isQuiet) return null;
  const today = now.withPlainTime(to);
  return (isAfter(to) ? today.add({ days: 1 }) : today).toInstant();
};
