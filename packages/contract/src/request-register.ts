import { z } from 'zod';
import { approvedOperation } from './decision.ts';
import {
  companyCode,
  companyRef,
  cursor,
  day,
  id,
  level,
  limit,
  pageOf,
  personRef,
  post,
  requestNumber,
} from './primitives.ts';
import { refusalGround, requestState, requestSummary } from './requests.ts';

const filters = {
  /** one’s own company where absent; the head office’s security office and auditors may name any, or ask for all */
  company: z.union([companyCode, z.literal('all')]).optional(),
  operation: approvedOperation.optional(),
  level: level.optional(),
  state: requestState.optional(),
  /** who asked, received or decided */
  personId: id.optional(),
  item: z.string().trim().max(30).optional(),
  filedFrom: day.optional(),
  filedTo: day.optional(),
  /** decided within so many minutes, or not before */
  decidedWithin: z.int().min(1).optional(),
  decidedAfter: z.int().min(1).optional(),
};

export const REGISTER_ORDERS = ['newest', 'oldest', 'slowest', 'quickest'] as const;

/** A line of the register: the request, who decided in which capacity, how long it took. */
export const registerEntry = requestSummary.omit({ title: true }).extend({
  decisions: z.array(
    z.object({
      person: personRef,
      onBehalfOf: personRef.nullable(),
      delegation: z.string().max(40).nullable(),
      kind: z.enum(['approve', 'refuse', 'ask_back']),
    }),
  ),
  /** from filing to approval or refusal; null for what has neither */
  minutesToDecide: z.int().nullable(),
  ruleSetVersion: z.int(),
});

/** Every request and decision for ever, of the companies that the reader answers for. @see CD-24 */
export const requestRegister = {
  input: z.object({
    ...filters,
    /** by time taken: only what somebody has decided */
    order: z.enum(REGISTER_ORDERS).default('newest'),
    /** whether it is taken away as a file, and traced as that */
    export: z.boolean().default(false),
    cursor: cursor.optional(),
    limit,
  }),
  output: pageOf(registerEntry),
};

/** The official form (申请审批表) of a request as PDF, base64. */
export const requestForm = {
  input: z.object({ number: requestNumber, language: z.enum(['zh-CN', 'en']).default('zh-CN') }),
  output: z.object({ fileName: z.string().max(100), pdf: z.base64().max(20_000_000) }),
};

/** Figures about approvals of a time: what people look at on the desk. Minutes count from when it came to those who decide. */
export const requestFigures = {
  input: z.object({ company: z.union([companyCode, z.literal('all')]).optional(), from: day, to: day }),
  output: z.object({
    counts: z.array(z.object({ state: requestState, count: z.int() })),
    timeToDecide: z.array(
      z.object({
        company: companyRef,
        post,
        decided: z.int(),
        medianMinutes: z.int(),
        /** nine of ten took no longer */
        ninetyMinutes: z.int(),
      }),
    ),
    refusals: z.array(z.object({ ground: refusalGround, count: z.int() })),
    /** what waits longest now, at most ten */
    waiting: z.array(
      z.object({
        number: requestNumber,
        company: companyRef,
        operation: approvedOperation,
        level,
        minutes: z.int(),
        approvers: z.array(personRef),
      }),
    ),
  }),
};

export type RegisterEntry = z.output<typeof registerEntry>;
export type RequestFigures = z.output<typeof requestFigures.output>;
