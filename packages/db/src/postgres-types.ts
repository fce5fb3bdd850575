import { Temporal } from '@miji/core';
import type { CustomTypesConfig } from 'pg';
import { types } from 'pg';

const INT8 = 20;
const DATE = 1082;
const TIMESTAMPTZ = 1184;

const toCount = (text: string): number => {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`a count beyond what a number holds: ${text}`);
  return value;
};

/** `2026-11-21 02:05:00+00` → an instant. Connections speak UTC. */
const toInstant = (text: string): Temporal.Instant => Temporal.Instant.from(text.replace(' ', 'T'));

const PARSERS: Readonly<Record<number, (text: string) => unknown>> = {
  [INT8]: toCount,
  [DATE]: (text) => Temporal.PlainDate.from(text),
  [TIMESTAMPTZ]: toInstant,
};

/** How values come out of the database: instants and days as Temporal, counts as numbers. */
export const postgresTypes: CustomTypesConfig = {
  getTypeParser: (oid: Parameters<typeof types.getTypeParser>[0], format?: 'text' | 'binary') =>
    (format === 'binary' ? undefined : PARSERS[oid]) ?? types.getTypeParser(oid, format),
};

/** PostgreSQL would round a finer instant, and so could place it after an end that it comes before; here it is cut. */
export const toMillisecond = (at: Temporal.Instant): string => at.toString({ fractionalSecondDigits: 3 });

/** How values go in: Temporal as ISO text, everything else as the driver does it. */
export const toParameter = (value: unknown): unknown => {
  if (value instanceof Temporal.Instant) return toMillisecond(value);
  return value instanceof Temporal.PlainDate ? value.toString() : value;
};
