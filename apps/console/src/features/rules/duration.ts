import type { Language } from '@miji/contract';
import { Temporal } from '@miji/core';

const UNITS = ['years', 'months', 'weeks', 'days', 'hours', 'minutes'] as const;

const amount = (count: number, unit: (typeof UNITS)[number], language: Language): string =>
  new Intl.NumberFormat(language, { style: 'unit', unit: unit.slice(0, -1), unitDisplay: 'long' })
    .formatToParts(count)
    .filter((part) => part.type !== 'literal')
    .map((part) => part.value)
    .join(' ');

/** An ISO 8601 duration as a person says it: `P7D` is `7 天` or `7 days`. */
export const durationWords = (iso: string, language: Language): string => {
  const duration = Temporal.Duration.from(iso);
  return UNITS.filter((unit) => duration[unit] !== 0)
    .map((unit) => amount(duration[unit], unit, language))
    .join(' ');
};
