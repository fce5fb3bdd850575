import { GRANT_OPERATIONS, REQUEST_STATES } from '@miji/core';
import { z } from 'zod';
import { changeEffect, lineSpan, requestedChange } from './change.ts';
import { copySummary } from './copies.ts';
import { approvedOperation, route, takingOperation } from './decision.ts';
import {
  companyRef,
  cursor,
  effectiveLevel,
  grantNumber,
  id,
  idempotencyKey,
  instant,
  itemNumber,
  limit,
  mark,
  pageOf,
  paragraph,
  personRef,
  refusalCode,
  requestNumber,
} from './primitives.ts';

export const requestState = z.enum(REQUEST_STATES);

/** The lines of the text that an excerpt takes, both included, counted from 1. */
export const excerptSpan = lineSpan;

/** A request as its parties and its approvers see it. It holds no content; the title only for who may know the item. */
export const requestSummary = z.object({
  number: requestNumber,
  item: itemNumber,
  title: z.string().max(200).nullable(),
  owner: companyRef,
  operation: approvedOperation,
  level: effectiveLevel,
  catalogueCode: z.string().max(20),
  requester: personRef,
  beneficiary: personRef,
  copies: z.int(),
  excerpt: excerptSpan.nullable(),
  /** what is to change, where the request is for a change of classification */
  change: requestedChange.nullable(),
  purpose: z.string().max(2_000),
  necessity: z.string().max(2_000).nullable(),
  state: requestState,
  filedAt: instant,
  expiresAt: instant,
  decidedAt: instant.nullable(),
  decidedBy: personRef.nullable(),
  decisionReason: z.string().max(2_000).nullable(),
});

export const grantSummary = z.object({
  number: grantNumber,
  request: requestNumber,
  item: itemNumber,
  /** `declassify`: lines that may be released, see `releasePart` */
  operation: z.enum(GRANT_OPERATIONS),
  copies: z.int(),
  used: z.int(),
  expiresAt: instant,
  state: z.enum(['live', 'used', 'expired', 'void']),
});

export const requestDetail = requestSummary.extend({
  /** what a change of classification would do as things stand; null for other requests, and once it is decided */
  effect: changeEffect.nullable(),
  mark,
  route,
  /** the article that says who decides */
  article: z.string().max(20),
  /** null where the reader may decide it now, otherwise why not */
  mayNotDecide: refusalCode.nullable(),
  mayWithdraw: z.boolean(),
  earlierCopies: z.array(copySummary),
  grant: grantSummary.nullable(),
});

export const fileRequest = {
  input: z.object({
    item: itemNumber,
    operation: takingOperation,
    copies: z.int().min(1).max(20),
    excerpt: excerptSpan.optional(),
    /** who receives it; oneself where absent */
    beneficiaryId: id.optional(),
    purpose: paragraph,
    necessity: z.string().trim().max(2_000).optional(),
    idempotencyKey,
  }),
  output: requestSummary,
};

export const getRequest = { input: z.object({ number: requestNumber }), output: requestDetail };

export const REQUEST_BOXES = ['to_decide', 'mine', 'decided_by_me'] as const;

export const listRequests = {
  input: z.object({
    box: z.enum(REQUEST_BOXES),
    state: requestState.optional(),
    cursor: cursor.optional(),
    limit,
  }),
  output: pageOf(requestSummary),
};

export const decideRequest = {
  input: z.discriminatedUnion('decision', [
    z.object({ number: requestNumber, decision: z.literal('approve') }),
    z.object({ number: requestNumber, decision: z.literal('refuse'), reason: paragraph }),
  ]),
  /** `stillMissing`: who has to agree besides; null once nobody has, or nobody needs to any more */
  output: requestSummary.extend({ stillMissing: route.nullable() }),
};

export const withdrawRequest = { input: z.object({ number: requestNumber }), output: requestSummary };

/** Uses a grant once: one numbered, marked and registered copy. @see GS-23 @see GS-24 */
export const useGrant = {
  input: z.object({ grant: grantNumber, idempotencyKey }),
  output: z.object({ copy: copySummary, grant: grantSummary }),
};

export const listGrants = { input: z.object({ cursor: cursor.optional(), limit }), output: pageOf(grantSummary) };

export type RequestSummary = z.output<typeof requestSummary>;
export type RequestDetail = z.output<typeof requestDetail>;
export type DecidedRequest = z.output<typeof decideRequest.output>;
export type GrantSummary = z.output<typeof grantSummary>;
