import type { Period, RegisterItemInput, Session } from '@miji/contract';
import type { SecrecyPeriod, SecretLevel } from '@miji/core';
import { businessDay, isTerm, Temporal } from '@miji/core';
import type { MemberChoice } from './member-field.tsx';
import { toMember } from './member-field.tsx';

export const TERM_UNITS = ['Y', 'M', 'D'] as const;

/** One line of the range as it is being typed. */
export interface RangeRow {
  readonly key: number;
  readonly member: MemberChoice;
  readonly reason: string;
}

/** The form as it is being typed. It lives in memory alone: nothing of a secret stays on the machine. */
export interface Draft {
  readonly catalogueCode: string | undefined;
  readonly title: string;
  readonly level: SecretLevel | undefined;
  readonly levelReason: string;
  readonly basis: string;
  readonly issuedOn: string;
  readonly periodKind: Period['kind'];
  readonly termCount: number | null;
  readonly termUnit: (typeof TERM_UNITS)[number];
  readonly untilDay: string;
  readonly event: string;
  readonly responsibleManagerId: string | undefined;
  readonly departmentId: string | undefined;
  readonly range: readonly RangeRow[];
  readonly format: 'plain' | 'markdown';
  readonly text: string;
}

/** An empty form, issued on the business day of `now`. */
export const emptyDraft = (now: string): Draft => ({
  catalogueCode: undefined,
  title: '',
  level: undefined,
  levelReason: '',
  basis: '',
  issuedOn: businessDay(Temporal.Instant.from(now)).toString(),
  periodKind: 'term',
  termCount: 10,
  termUnit: 'Y',
  untilDay: '',
  event: '',
  responsibleManagerId: undefined,
  departmentId: undefined,
  range: [],
  format: 'plain',
  text: '',
});

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
export const draftPeriod = ({ periodKind, termCount, termUnit, untilDay, event }: Draft): Period | null => {
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
export const draftSecrecyPeriod = (draft: Draft): SecrecyPeriod | null => {
  const period = draftPeriod(draft);
  if (period === null) return null;
  if (period.kind === 'until') return { kind: 'until', day: Temporal.PlainDate.from(period.day) };
  if (period.kind !== 'term') return period;
  const term = Temporal.Duration.from(period.term);
  return isTerm(term) ? { kind: 'term', term } : null;
};

/** The lines of the range in which something was typed. */
export const typedRows = ({ range }: Draft): readonly RangeRow[] =>
  range.filter(({ member, reason }) => toMember(member, '') !== null || reason.trim() !== '');

/** What is sent; null while something that the law needs is not there. */
export const draftInput = (draft: Draft, session: Session, idempotencyKey: string): RegisterItemInput | null => {
  const { catalogueCode, level, responsibleManagerId, departmentId, issuedOn, title, basis, format, text } = draft;
  const period = draftPeriod(draft);
  const range = typedRows(draft).map(({ member, reason }) => ({
    member: toMember(member, session.home.id),
    reason: reason.trim(),
  }));
  const named = range.flatMap(({ member, reason }) => (member === null ? [] : [{ member, reason }]));
  if (catalogueCode === undefined || level === undefined || responsibleManagerId === undefined || period === null)
    return null;
  if (named.length !== range.length) return null;
  const levelReason = draft.levelReason.trim();
  return {
    title: title.trim(),
    catalogueCode,
    level,
    ...(levelReason === '' ? {} : { levelReason }),
    basis: basis.trim(),
    period,
    issuedOn,
    responsibleManagerId,
    ...(departmentId === undefined ? {} : { departmentId }),
    range: named,
    content: { format, text },
    idempotencyKey,
  };
};
