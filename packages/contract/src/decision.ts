import { ALLOWED_CODES, OPERATIONS, REFUSAL_CODES } from '@miji/core';
import { z } from 'zod';
import { personRef } from './primitives.ts';

export const operation = z.enum(OPERATIONS);
export const approvedOperation = z.enum(['excerpt', 'copy']);
export const approverRule = z.enum(['owner_general_manager', 'headquarters_executive']);
export const reasonCode = z.enum([...ALLOWED_CODES, ...REFUSAL_CODES]);
export const obligation = z.enum(['trace', 'report_headquarters_read', 'number', 'mark', 'register']);

/** What would make a refused operation possible. */
export const missing = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('approval'), by: approverRule }),
  z.object({ kind: z.literal('necessity') }),
  z.object({ kind: z.literal('naming'), by: z.enum(['headquarters_executive', 'responsible_manager', 'owner_unit']) }),
]);

/** The law's answer, as it crosses the wire. */
export const decision = z.object({
  outcome: z.enum(['allowed', 'needs_approval', 'denied']),
  code: reasonCode,
  rule: z.string().max(100),
  article: z.string().max(20),
  missing: z.array(missing),
  obligations: z.array(obligation),
});

/** Where a request would go, or why it can go nowhere. */
export const route = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('open'), rule: approverRule, escalated: z.boolean(), approvers: z.array(personRef) }),
  z.object({ kind: z.literal('locked'), appoint: approverRule }),
]);

/** One thing that a person may or may not do with an item, and what to do about it. */
export const capability = z.object({
  act: z.enum(['view', 'excerpt', 'copy', 'name', 'confirm']),
  outcome: z.enum(['allowed', 'needs_approval', 'denied']),
  code: reasonCode,
  article: z.string().max(20),
  missing: z.array(missing),
  route: route.nullable(),
});

export type DecisionWire = z.output<typeof decision>;
export type Capability = z.output<typeof capability>;
export type RouteWire = z.output<typeof route>;
