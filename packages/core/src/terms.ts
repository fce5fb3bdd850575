import type { Temporal } from './time.ts';
import { isBefore } from './time.ts';

/** How a part of an item is named: by lines of its text, by its numbered headings, or by its pages. */
export const SPAN_UNITS = ['lines', 'sections', 'pages'] as const;
export type SpanUnit = (typeof SPAN_UNITS)[number];

/** A part of an item, both ends included, counted from 1. */
export interface Span {
  readonly unit: SpanUnit;
  readonly from: number;
  readonly to: number;
}

/** Who receives how many. */
export interface Recipient {
  readonly personId: string;
  readonly copies: number;
}

/**
 * How much a request asks for. Whoever decides may give less (缩减), never more: fewer copies, fewer pages, fewer recipients, an
 * earlier end.
 */
export interface Terms {
  readonly recipients: readonly Recipient[];
  /** the parts that an excerpt takes; the whole where there are none */
  readonly spans: readonly Span[];
  /** the last instant of the grant that follows; null where only the rules set one */
  readonly useBefore: Temporal.Instant | null;
}

/** How many copies there are in all. */
export const copiesIn = ({ recipients }: Terms): number => recipients.reduce((sum, { copies }) => sum + copies, 0);

/** Whether terms ask for nothing that others do not ask for. */
export const isNoWider = (terms: Terms, than: Terms): boolean =>
  terms.recipients.length > 0 &&
  isEachOnce(terms.recipients.map(({ personId }) => personId)) &&
  terms.recipients.every(({ personId, copies }) =>
    than.recipients.some((asked) => asked.personId === personId && copies >= 1 && copies <= asked.copies),
  ) &&
  (than.spans.length === 0 || terms.spans.length > 0) &&
  terms.spans.every((span) => than.spans.some((asked) => isInside(span, asked))) &&
  (than.useBefore === null || (terms.useBefore !== null && !isBefore(than.useBefore, terms.useBefore)));

const isInside = (span: Span, whole: Span): boolean =>
  span.unit === whole.unit && whole.from <= span.from && span.from <= span.to && span.to <= whole.to;

const isEachOnce = (ids: readonly string[]): boolean => new Set(ids).size === ids.length;

/** Whether two terms are the same in every respect. */
export const isSameTerms = (one: Terms, other: Terms): boolean => isNoWider(one, other) && isNoWider(other, one);
