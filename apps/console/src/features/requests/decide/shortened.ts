import type { TermsShown, TermsWire } from '@miji/contract';
import { endOf, lastDayOf } from '../../../ui/day-field.tsx';

/** A row of the sheet: as it was asked for, as it is now, and whether it is left out. */
export interface Narrowed<T> {
  readonly asked: T;
  readonly now: T;
  readonly struck: boolean;
}

/** What the sheet holds while terms are cut down. */
export interface Shortening {
  readonly recipients: readonly Narrowed<TermsShown['recipients'][number]>[];
  readonly spans: readonly Narrowed<TermsShown['spans'][number]>[];
  /** the last day; empty where no other end than the rules’ own is set */
  readonly day: string;
}

const untouched = <T>(asked: T): Narrowed<T> => ({ asked, now: asked, struck: false });

/** Terms as they were asked for: nothing is cut down yet. */
export const beginShortening = ({ recipients, spans, useBefore }: TermsShown): Shortening => ({
  recipients: recipients.map(untouched),
  spans: spans.map(untouched),
  day: useBefore === null ? '' : lastDayOf(useBefore),
});

const kept = <T>(rows: readonly Narrowed<T>[]): T[] => rows.filter(({ struck }) => !struck).map(({ now }) => now);

/** What is left. An end on the same day stays the instant that it was. */
export const shortenedTerms = ({ recipients, spans, day }: Shortening, asked: TermsShown): TermsShown => {
  const isSameDay = asked.useBefore !== null && (day === '' || day === lastDayOf(asked.useBefore));
  return {
    recipients: kept(recipients),
    spans: kept(spans),
    useBefore: isSameDay ? asked.useBefore : (endOf(day) ?? null),
  };
};

/** The same as the wire wants it. */
export const termsToSend = ({ recipients, spans, useBefore }: TermsShown): TermsWire => ({
  recipients: recipients.map(({ person, copies }) => ({ personId: person.id, copies })),
  spans,
  useBefore,
});

/** The row at a place changed, the others as they were. */
export const withRow = <T>(rows: readonly T[], at: number, change: (row: T) => T): readonly T[] =>
  rows.map((row, index) => (index === at ? change(row) : row));
