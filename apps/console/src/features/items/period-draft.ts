import type { Period } from '@miji/contract';
import type { SecrecyPeriod } from '@miji/core';
import { isTerm, Temporal } from '@miji/core';

export const TERM_UNITS = ['Y', 'M', 'D'] as const;

/** A period as it is being typed. */
export interface PeriodDraft {
  readonly periodKind: Period['kind'];
  readonly termCount: number | null;
  readonly termUnit: (typeof TERM_UNITS)[number];
  readonly untilDay: string;
  readonly event: string;
}

/** The usual length of a level, as it is typed; nothing where the rules set none, or one of mixed units. @see K-06 */
export const usualTerm = (term: string | null): Partial<PeriodDraft> => {
  const found = /^P(\d+)([YMD])$/.exec(term ?? '');
  const unit = TERM_UNITS.find((candidate) => candidate === found?.[2]);
  return found === null || unit === undefined
    ? {}
    : { periodKind: 'term', termCount: Number(found[1]), termUnit: unit };
};

/** A typed day; null while it is none. */
export const plainDay = (typed: string): Temporal.PlainDate | null => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(typed)) return null;
  try {
    return Temporal.PlainDate.from(typed, { overflow: 'reject' });
  } catch {
    return null;
  }
};

/** The period as it is sent; null while it is incomplete. */
export const draftPeriod = ({ periodKind, termCount, termUnit, untilDay, event }: PeriodDraft): Period | null => {
  switch (periodKind) {
    case 'term':
      return termCount === null || termCount < 1 ? null : { kind: 'term', term: `P${termCount}${termUnit}` };
    case 'until':
      return plainDay(untilDay) === null ? null : { kind: 'until', day: untilDay };
    case 'event':
      return event.trim() === '' ? null : { kind: 'event', event: event.trim() };
    case 'indefinite':
      return { kind: 'indefinite' };
  }
};

/** The period as the law sees it; null while it is incomplete. */
export const draftSecrecyPeriod = (draft: PeriodDraft): SecrecyPeriod | null => {
  const period = draftPeriod(draft);
  if (period === null) return null;
  if (period.kind === 'until') return { kind: 'until', day: Temporal.PlainDate.from(period.day) };
  if (period.kind !== 'term') return period;
  const term = Temporal.Duration.from(period.term);
  return isTerm(term) ? { kind: 'term', term } : null;
};

/** A period that is there, as the form would have it typed; a term of several units in the smallest of them, days apart. */
export const typedPeriod = (period: Period): Partial<PeriodDraft> => {
  switch (period.kind) {
    case 'term': {
      const { years, months, days } = Temporal.Duration.from(period.term);
      if (months === 0 && days === 0) return { periodKind: 'term', termCount: years, termUnit: 'Y' };
      if (days === 0) return { periodKind: 'term', termCount: years * 12 + months, termUnit: 'M' };
      return years === 0 && months === 0 ? { periodKind: 'term', termCount: days, termUnit: 'D' } : {};
    }
    case 'until':
      return { periodKind: 'until', untilDay: period.day };
    case 'event':
      return { periodKind: 'event', event: period.event };
    case 'indefinite':
      return { periodKind: 'indefinite' };
  }
};
