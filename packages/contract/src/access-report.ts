import { z } from 'zod';
import { operation, reasonCode } from './decision.ts';
import { id, instant, itemNumber, line } from './primitives.ts';

/** The most events that one report takes. */
export const REPORT_LIMIT = 500;

/** What can be written down: no sign that only steers, and no half of one. */
const WRITABLE = /^[^\p{Cc}\p{Cs}]*$/u;

/** A row of a class of records at a subsidiary's own: `customer`, and the key of the row there. */
export const recordSubject = z.object({
  class: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/),
  ref: z.string().min(1).max(100).regex(WRITABLE),
});

const happened = {
  /** made where it happened, once: by it a report is known again */
  id,
  at: instant,
  person: id,
  outcome: z.enum(['allowed', 'needs_approval', 'denied']),
  code: reasonCode,
  purpose: line.optional(),
  /** why a field was unmasked */
  reason: line.optional(),
  /** which fields of a record were seen clear */
  fields: z.array(z.string().min(1).max(60).regex(WRITABLE)).max(100).optional(),
};

/** Something that was decided, or read, beside Miji: about an item or about a record. */
export const reportedEvent = z.union([
  z.object({ ...happened, item: itemNumber, operation }),
  z.object({ ...happened, record: recordSubject, operation: z.enum(['view', 'unmask', 'list', 'export']) }),
]);

/**
 * Writes into the trace what a service has decided or read by itself. Whatever is reported twice is written once; what cannot have
 * happened is refused one by one, and never will be taken.
 */
export const reportAccess = {
  input: z.object({ events: z.array(reportedEvent).min(1).max(REPORT_LIMIT) }),
  output: z.object({
    accepted: z.int(),
    /** had been reported before */
    repeated: z.int(),
    refused: z.array(z.object({ id, code: reasonCode })).max(REPORT_LIMIT),
  }),
};

export type ReportedEvent = z.output<typeof reportedEvent>;
