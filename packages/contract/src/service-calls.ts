import { AUDIT_ACTIONS, OPERATIONS } from '@miji/core';
import { z } from 'zod';
import { reasonCode } from './decision.ts';
import { companyCode, cursor, id, instant, itemNumber, limit, pageOf } from './primitives.ts';

/** The last day or the last week. */
export const CALL_SPANS = ['day', 'week'] as const;
const span = z.enum(CALL_SPANS);
const count = z.int().min(0);
const serviceRef = z.object({ id, name: z.string().max(200) });

/** What one service did and was refused, as the trace of a company has it. */
export const serviceCalls = z.object({
  service: serviceRef,
  calls: count,
  /** what the law said no to, and what may not be known */
  denied: count,
  /** what was wrong with the call itself, or with Miji */
  failed: count,
  last: instant.nullable(),
  /** what was called, the most frequent first */
  acts: z.array(z.object({ action: z.enum(AUDIT_ACTIONS), calls: count, refused: count })).max(AUDIT_ACTIONS.length),
  /** why it was refused, the most frequent first */
  codes: z.array(z.object({ code: reasonCode, calls: count })).max(200),
});

/**
 * What the services of a company called in the last day or week. It is counted in the trace: what was turned away before anything was
 * decided, for a wrong key or an input that makes no sense, is not in it.
 */
export const listServiceCalls = {
  input: z.object({ company: companyCode.optional(), span: span.default('day') }),
  output: z.object({ from: instant, to: instant, services: z.array(serviceCalls).max(2_000) }),
};

/** Something that a service was refused. */
export const serviceDenial = z.object({
  id,
  at: instant,
  service: serviceRef,
  /** for whom it called, and about which item; null to an administrator, who may not learn who knows what */
  person: serviceRef.nullable(),
  item: itemNumber.nullable(),
  action: z.enum(AUDIT_ACTIONS),
  operation: z.enum(OPERATIONS).nullable(),
  /** to the office and auditors as it was; to an administrator as the service was told */
  code: reasonCode,
  rule: z.string().max(100).nullable(),
  article: z.string().max(20).nullable(),
});

/** The refusals behind {@link listServiceCalls}, the newest first. */
export const listServiceDenials = {
  input: z.object({
    company: companyCode.optional(),
    service: id.optional(),
    span: span.default('day'),
    cursor: cursor.optional(),
    limit,
  }),
  output: pageOf(serviceDenial),
};

export type CallSpan = z.output<typeof span>;
export type ServiceCalls = z.output<typeof serviceCalls>;
export type ServiceDenial = z.output<typeof serviceDenial>;
