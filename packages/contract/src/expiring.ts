import { z } from 'zod';
import {
  companyCode,
  companyRef,
  cursor,
  day,
  instant,
  itemNumber,
  level,
  limit,
  pageOf,
  personRef,
} from './primitives.ts';

/** How far ahead the office looks where it names no other span. */
const USUAL_DAYS = 90;

/** An item whose secrecy ends soon: by its number and level, never by its title. */
export const expiringItem = z.object({
  number: itemNumber,
  level,
  catalogueCode: z.string().max(20),
  state: z.enum(['proposed', 'confirmed']),
  endsAt: instant,
  responsibleManager: personRef,
});

/**
 * What declassifies by itself within some days unless somebody asks for an extension before: for a company's security officer and
 * auditor, and the head office's. The soonest first.
 *
 * @see GS-14
 * @see GS-15
 */
export const expiringItems = {
  input: z.object({
    /** whose items; one's own company where absent */
    company: companyCode.optional(),
    days: z.int().min(1).max(366).default(USUAL_DAYS),
    cursor: cursor.optional(),
    limit,
  }),
  output: pageOf(expiringItem).extend({
    company: companyRef,
    /** how many end in each week, from today on; a week that has none is there with zeros */
    weeks: z.array(z.object({ from: day, confidential: z.int(), secret: z.int(), top_secret: z.int() })).max(53),
  }),
};

export type ExpiringItem = z.output<typeof expiringItem>;
export type ExpiringItems = z.output<typeof expiringItems.output>;
