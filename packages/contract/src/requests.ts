import { GRANT_OPERATIONS, GRANT_VOIDS, REQUEST_STAGES, REQUEST_STATES } from '@miji/core';
import { z } from 'zod';
import { approver } from './approver.ts';
import { changeEffect, lineSpan, requestedChange } from './change.ts';
import { copySummary } from './copies.ts';
import { approvedOperation, missing, route } from './decision.ts';
import {
  companyCode,
  copyId,
  companyRef,
  cursor,
  delegationNumber,
  effectiveLevel,
  grantNumber,
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
import {
  applicant,
  applicantProfile,
  particulars,
  particularsShown,
  recipient,
  span,
  terms,
  termsShown,
  termsWished,
} from './request-terms.ts';

export const requestState = z.enum(REQUEST_STATES);

/** How far the clock has got: a reminder at half and at four fifths, the next in line at nine tenths. */
export const requestStage = z.enum(REQUEST_STAGES);

/** The usual reasons of a refusal, so that they can be counted; the sentence stands beside it. */
export const REFUSAL_GROUNDS = ['not_needed', 'too_much', 'unclear', 'wrong_person', 'not_permitted', 'other'] as const;
export const refusalGround = z.enum(REFUSAL_GROUNDS);

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
  /** the first of the recipients */
  beneficiary: personRef,
  /** how many in all */
  copies: z.int(),
  /** the first span of lines, where it asks for one */
  excerpt: excerptSpan.nullable(),
  terms: termsShown,
  applicant,
  /** what is to change, where the request is for a change of classification */
  change: requestedChange.nullable(),
  purpose: z.string().max(2_000),
  necessity: z.string().max(2_000).nullable(),
  state: requestState,
  stage: requestStage,
  /** 1 until something is asked back and answered */
  round: z.int(),
  /** an earlier request for the same that was refused */
  repeats: requestNumber.nullable(),
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
  person: personRef,
  purpose: z.string().max(2_000),
  spans: z.array(span),
  copies: z.int(),
  used: z.int(),
  expiresAt: instant,
  state: z.enum(['live', 'used', 'expired', 'void']),
  /** why it died; null while it lives, was used up or ran out */
  voidCode: z.enum(GRANT_VOIDS).nullable(),
  voidedAt: instant.nullable(),
  /** whether the reader may take it back: he has approved it, and something is left of it */
  mayRevoke: z.boolean(),
});

/** One act of somebody who decides, as it stands in the story for ever. */
export const requestStep = z.object({
  round: z.int(),
  kind: z.enum(['approve', 'refuse', 'ask_back']),
  person: personRef,
  /** in whose name: of the post’s holder, by delegation or as his stand-in */
  onBehalfOf: personRef.nullable(),
  delegation: delegationNumber.nullable(),
  escalated: z.boolean(),
  /** the reason of a refusal, or the question */
  reason: z.string().max(2_000).nullable(),
  ground: refusalGround.nullable(),
  /** what an agreement was cut down to; null where it was to all of it */
  terms: termsShown.nullable(),
  secondFactor: z.enum(['totp', 'passkey']).nullable(),
  at: instant,
});

/** What was asked for in one round. */
export const requestRound = z.object({
  round: z.int(),
  at: instant,
  terms: termsShown,
  purpose: z.string().max(2_000),
  necessity: z.string().max(2_000).nullable(),
  /** what the requester answered to the question before it; null in the first round */
  answer: z.string().max(2_000).nullable(),
});

export const requestDetail = requestSummary.extend({
  /** what a change of classification would do as things stand; null for other requests, and once it is decided */
  effect: changeEffect.nullable(),
  mark,
  particulars: particularsShown,
  profile: applicantProfile.nullable(),
  route,
  /** the article that says who decides */
  article: z.string().max(20),
  rounds: z.array(requestRound),
  steps: z.array(requestStep),
  /** the earlier refused request for the same, with its reason */
  repeated: z
    .object({ number: requestNumber, decidedAt: instant, reason: z.string().max(2_000).nullable() })
    .nullable(),
  /** null where the reader may decide it now, otherwise why not */
  mayNotDecide: refusalCode.nullable(),
  /** whether the decision has to be confirmed with a second factor (绝密) */
  needsSecondFactor: z.boolean(),
  mayWithdraw: z.boolean(),
  /** whether it waits for an answer of the reader */
  mayResubmit: z.boolean(),
  earlierCopies: z.array(copySummary),
  /** the grants that followed, of those that the reader may see */
  grants: z.array(grantSummary),
  /** the first of them; null where there is none */
  grant: grantSummary.nullable(),
});

/** What somebody asks for. */
const wish = {
  item: itemNumber,
  particulars,
  terms: termsWished.default({ spans: [], useBefore: null }),
  purpose: paragraph,
  necessity: z.string().trim().max(2_000).optional(),
};

export const fileRequest = { input: z.object({ ...wish, idempotencyKey }), output: requestSummary };

/**
 * What would happen to a wish that is not filed yet: who would decide it, in which order, how long that usually takes, and what is
 * still missing. Of an unfinished wish whatever is known is enough.
 */
export const previewRequest = {
  input: z.object({
    item: itemNumber,
    operation: approvedOperation,
    forVisitor: z.boolean().default(false),
    recipientIds: z.array(recipient.shape.personId).max(20).default([]),
    copies: z.int().min(0).max(400).default(1),
    necessity: z.string().trim().max(2_000).optional(),
  }),
  output: z.object({
    outcome: z.enum(['can_be_filed', 'something_missing', 'impossible']),
    /** why it is impossible, or what is missing */
    code: refusalCode.nullable(),
    article: z.string().max(20),
    missing: z.array(missing),
    /** who has to agree, as the rule says it; null where the rules set nothing */
    rule: approver.nullable(),
    /** where it would go first; null where nothing can be filed */
    route: route.nullable(),
    /** when it would expire if nobody decided; null where nothing can be filed */
    expiresAt: instant.nullable(),
    /** how long such requests took lately, in minutes, half of them no longer; null where there are fewer than three */
    usualMinutes: z.int().nullable(),
    /** the most copies, and the most days of a loan, that the rules let one ask for */
    limits: z.object({ copies: z.int(), loanDays: z.int() }),
    /** an earlier request for the same that was refused */
    repeats: requestNumber.nullable(),
  }),
};

export const getRequest = { input: z.object({ number: requestNumber }), output: requestDetail };

export const REQUEST_BOXES = ['to_decide', 'mine', 'decided_by_me', 'decided_for_me'] as const;

export const listRequests = {
  input: z.object({
    /** `decided_for_me`: what others have decided in the reader’s name */
    box: z.enum(REQUEST_BOXES),
    state: requestState.optional(),
    cursor: cursor.optional(),
    limit,
  }),
  output: pageOf(requestSummary),
};

/** What may be decided: to agree, perhaps to less than was asked for; to refuse; to ask something back. */
export const verdict = z.discriminatedUnion('decision', [
  z.object({ decision: z.literal('approve'), terms: terms.optional() }),
  z.object({ decision: z.literal('refuse'), reason: paragraph, ground: refusalGround.default('other') }),
  z.object({ decision: z.literal('ask_back'), question: paragraph }),
]);

export const decideRequest = {
  /** `round`: the one that was looked at, the first where none is named; where another is open by now, nothing is decided (`VERSION_CONFLICT`) */
  input: z.intersection(z.object({ number: requestNumber, round: z.int().min(1).optional() }), verdict),
  /** `stillMissing`: who has to agree besides; null once nobody has, or nobody needs to any more */
  output: requestSummary.extend({ stillMissing: route.nullable() }),
};

/** Several alike at once: of one operation, one level and one owner, none of them 绝密. Each is decided for itself. */
export const decideManyRequests = {
  input: z.object({
    numbers: z.array(requestNumber).min(1).max(50),
    /** by number the rounds that were looked at, the first where none is named; where another is open by now, that one is not decided */
    rounds: z.record(requestNumber, z.int().min(1)).optional(),
    verdict: z.discriminatedUnion('decision', [
      z.object({ decision: z.literal('approve') }),
      z.object({ decision: z.literal('refuse'), reason: paragraph, ground: refusalGround.default('other') }),
    ]),
  }),
  output: z.object({
    outcomes: z.array(
      z.object({
        number: requestNumber,
        /** the state it is in now; null where it could not be decided */
        state: requestState.nullable(),
        /** why it could not be decided */
        code: refusalCode.nullable(),
      }),
    ),
  }),
};

/** Answers what was asked back, and hands it in again as a new round; what is left out stays as it was. */
export const resubmitRequest = {
  input: z.object({
    number: requestNumber,
    /** the round that is being answered: of two answers one counts */
    round: z.int().min(1),
    answer: paragraph,
    terms: terms.optional(),
    purpose: paragraph.optional(),
    necessity: z.string().trim().max(2_000).optional(),
  }),
  output: requestSummary,
};

export const withdrawRequest = { input: z.object({ number: requestNumber }), output: requestSummary };

/** Uses a grant once: one numbered, marked and registered copy. @see GS-23 @see GS-24 */
export const useGrant = {
  input: z.object({
    grant: grantNumber,
    /** the copy that it is made from, which one holds oneself; absent where it is made from the item itself */
    from: copyId.optional(),
    idempotencyKey,
  }),
  output: z.object({ copy: copySummary, grant: grantSummary }),
};

export const GRANT_BOXES = ['mine', 'given_by_me'] as const;

export const listGrants = {
  input: z.object({
    /** `given_by_me`: what follows from one’s own approvals */
    box: z.enum(GRANT_BOXES).default('mine'),
    cursor: cursor.optional(),
    limit,
  }),
  output: pageOf(grantSummary),
};

/** Takes back what is left of a grant; whoever has approved it can, as long as something is left. */
export const revokeGrant = { input: z.object({ grant: grantNumber, reason: paragraph }), output: grantSummary };

/** A hold (冻结): until it is lifted nothing is taken out of an item, and nothing of it ends. Grants that it meets are void. */
export const itemHold = z.object({
  reason: z.string().max(2_000),
  placedAt: instant,
  placedBy: personRef,
  /** how many grants it made void */
  grantsVoided: z.int().nullable(),
});

/** A hold as the security office sees it: the item by its number alone. */
export const heldItem = itemHold.omit({ grantsVoided: true }).extend({
  item: itemNumber,
  /** null while it is in force */
  liftedAt: instant.nullable(),
  liftedBy: personRef.nullable(),
  liftReason: z.string().max(2_000).nullable(),
  /** whoever has placed it does not lift it */
  mayLift: z.boolean(),
});

/** The holds of a company, those in force or all of them, the newest first. */
export const listHolds = {
  input: z.object({
    company: companyCode.optional(),
    inForce: z.boolean().default(true),
    cursor: cursor.optional(),
    limit,
  }),
  output: pageOf(heldItem),
};

export const placeHold = { input: z.object({ item: itemNumber, reason: paragraph }), output: itemHold };
export const liftHold = {
  input: z.object({ item: itemNumber, reason: paragraph }),
  output: z.object({ liftedAt: instant }),
};

export type RequestSummary = z.output<typeof requestSummary>;
export type RequestDetail = z.output<typeof requestDetail>;
export type RequestStep = z.output<typeof requestStep>;
export type RequestRound = z.output<typeof requestRound>;
export type RequestPreview = z.output<typeof previewRequest.output>;
export type DecidedRequest = z.output<typeof decideRequest.output>;
export type ItemHold = z.output<typeof itemHold>;
export type HeldItem = z.output<typeof heldItem>;
export type GrantSummary = z.output<typeof grantSummary>;
