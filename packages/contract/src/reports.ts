import { z } from 'zod';
import { companyCode, cursor, effectiveLevel, instant, itemNumber, limit, pageOf, personRef } from './primitives.ts';

/** A month in the business zone, `2026-11`. */
export const month = z
  .string()
  .regex(/^[1-9]\d{3}-(?:0[1-9]|1[0-2])$/)
  .meta({ examples: ['2026-11'] });

/** One read by a head-office executive. @see GS-16 */
export const headquartersRead = z.object({
  at: instant,
  person: personRef,
  item: itemNumber,
  /** what it was when he read it */
  level: effectiveLevel,
  /** whether he looked at the item or at its text */
  act: z.enum(['viewed', 'read']),
});

/**
 * What the head office’s general manager and deputies read of a company’s items in a month under their right to know all: for the
 * owner’s and the head office’s security officers and auditors. Newest first; asking is itself traced.
 *
 * @see GS-16
 * @see K-07
 */
export const headquartersReads = {
  input: z.object({
    /** whose items; one’s own company where absent */
    company: companyCode.optional(),
    month,
    cursor: cursor.optional(),
    limit,
  }),
  output: pageOf(headquartersRead).extend({
    month,
    total: z.object({ reads: z.int(), items: z.int() }),
    /** per person, over the whole month */
    people: z.array(z.object({ person: personRef, reads: z.int(), items: z.int(), last: instant })),
  }),
};

export type HeadquartersRead = z.output<typeof headquartersRead>;
export type HeadquartersReads = z.output<typeof headquartersReads.output>;
