import { AUDIT_ACTIONS } from '@miji/core';
import { z } from 'zod';
import { reasonCode } from './decision.ts';
import { companyCode, cursor, day, id, instant, itemNumber, limit, pageOf } from './primitives.ts';

/** The fields of a record that a service has read, all of them: a hundred names, and what stands between them. */
const LONGEST_DETAIL = 6_100;

/** One entry of the trace, readable: names beside ids. */
export const traceEntry = z.object({
  id,
  at: instant,
  effectiveAt: instant.nullable(),
  action: z.enum(AUDIT_ACTIONS),
  actor: z.object({ kind: z.enum(['person', 'service', 'system']), id: id.nullable(), name: z.string().max(200) }),
  onBehalfOf: z.object({ id, name: z.string().max(200) }).nullable(),
  subject: z.object({ kind: z.string().max(20), id: z.string().max(150) }).nullable(),
  item: itemNumber.nullable(),
  outcome: z.enum(['done', 'refused']),
  code: reasonCode.nullable(),
  rule: z.string().max(100).nullable(),
  article: z.string().max(20).nullable(),
  details: z.record(z.string().max(50), z.union([z.string().max(LONGEST_DETAIL), z.number(), z.boolean(), z.null()])),
  /** its position in the sealed chain; null until the sealer has come by */
  entry: z.int().nullable(),
});

export const listTrace = {
  input: z.object({
    company: companyCode.optional(),
    item: itemNumber.optional(),
    personId: id.optional(),
    action: z.enum(AUDIT_ACTIONS).optional(),
    refusedOnly: z.boolean().default(false),
    from: day.optional(),
    to: day.optional(),
    cursor: cursor.optional(),
    limit,
  }),
  output: pageOf(traceEntry),
};

/** The sealed segments that hold the entries of some days, as lines of a file that can be verified anywhere. */
export const exportTrace = {
  input: z.object({ company: companyCode.optional(), from: day, to: day }),
};

export type TraceEntry = z.output<typeof traceEntry>;
