import { ALLOWED_CODES, APPROVED_OPERATIONS, OPERATIONS, REFUSAL_CODES, TAKING_OPERATIONS } from '@miji/core';
import { z } from 'zod';
import { approver, seat } from './approver.ts';
import { instant, personRef } from './primitives.ts';
import { namer } from './rules.ts';

export const operation = z.enum(OPERATIONS);
export const approvedOperation = z.enum(APPROVED_OPERATIONS);
export const takingOperation = z.enum(TAKING_OPERATIONS);
export const reasonCode = z.enum([...ALLOWED_CODES, ...REFUSAL_CODES]);
export const obligation = z.enum(['trace', 'report_headquarters_read', 'number', 'mark', 'register']);

/** What would make a refused operation possible. */
export const missing = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('approval'), by: approver }),
  z.object({ kind: z.literal('necessity') }),
  z.object({ kind: z.literal('naming'), by: z.array(namer).readonly() }),
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

/** Somebody who has agreed already: himself, or in whose name, under which delegation. */
export const agreement = z.object({
  person: personRef,
  onBehalfOf: personRef.nullable(),
  delegation: z.string().max(40).nullable(),
  at: instant,
});

const asked = {
  /** who has to agree, as the rule says it */
  rule: approver,
  agreed: z.array(agreement),
};

/** Where a request goes, or why it can go nowhere. */
export const route = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('open'),
    ...asked,
    /** whether it goes to the superiors of those whose own matter it is */
    escalated: z.boolean(),
    /** who can decide it now, each himself or in whose name; nobody where all have agreed */
    approvers: z.array(
      personRef.extend({ onBehalfOf: personRef.nullable(), delegation: z.string().max(40).nullable() }),
    ),
  }),
  z.object({
    kind: z.literal('locked'),
    ...asked,
    /** what has to be filled before it can go on */
    appoint: z.array(seat),
  }),
]);

/** One thing that a person may or may not do with an item, and what to do about it. */
export const capability = z.object({
  act: z.enum(['view', ...TAKING_OPERATIONS, 'loan', 'carry_out', 'destroy', 'name', 'confirm', 'revise']),
  outcome: z.enum(['allowed', 'needs_approval', 'denied']),
  code: reasonCode,
  article: z.string().max(20),
  missing: z.array(missing),
  route: route.nullable(),
});

export type DecisionWire = z.output<typeof decision>;
export type Capability = z.output<typeof capability>;
export type RouteWire = z.output<typeof route>;
export type Agreement = z.output<typeof agreement>;
