import { RANGE_MEMBER_KINDS } from '@miji/core';
import { z } from 'zod';
import { effectiveLevel, level, line, period } from './primitives.ts';

const lineNumber = z.int().min(1).max(1_000_000);

/** Some lines of a text, both ends included, counted from 1. */
export const lineSpan = z
  .object({ fromLine: lineNumber, toLine: lineNumber })
  .refine((span) => span.toLine >= span.fromLine, { path: ['toLine'], error: 'toLine must not be before fromLine' });

/**
 * A change of classification that is asked for: another level, a longer period, the end of the secrecy (by decision, or because what
 * the period waited for has happened), or of some lines alone.
 *
 * @see GS-13
 * @see GS-15
 */
export const requestedChange = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('regrade'), toLevel: level }),
  z.object({ kind: z.literal('extend'), period }),
  /** `event` says what has happened, such as 已公布; only where the period waits for an event */
  z.object({ kind: z.literal('declassify'), event: line.optional() }),
  z.object({ kind: z.literal('declassify_part'), span: lineSpan }),
]);

/** What an item is before or after a change: level, period, and how many names of each kind stand in its range. */
export const classificationState = z.object({
  level: effectiveLevel,
  period,
  range: z.array(z.object({ kind: z.enum(RANGE_MEMBER_KINDS), count: z.int() })),
});

/** What a change does. `lapsing` are the entries of the range that the new level no longer allows. */
export const changeEffect = z.object({
  before: classificationState,
  after: classificationState,
  lapsing: z.int(),
});

export type RequestedChangeWire = z.output<typeof requestedChange>;
export type ClassificationStateWire = z.output<typeof classificationState>;
export type ChangeEffectWire = z.output<typeof changeEffect>;
