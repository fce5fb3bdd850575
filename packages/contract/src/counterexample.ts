import { APPLICANTS, APPROVED_OPERATIONS, NAMERS, RANGE_MEMBER_KINDS, REGIMES } from '@miji/core';
import { z } from 'zod';
import { office } from './approver.ts';
import { companyCode, level } from './primitives.ts';

/** What was denied under one law and would be allowed under another: the question, as small as it can be put. */
export const loosenedQuestion = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('agreement'),
    operation: z.enum(APPROVED_OPERATIONS),
    /** who asks */
    applicant: z.enum(APPLICANTS),
    /** who agrees, in this order, and that is now enough: for which office, and which of the people */
    agreeing: z.array(z.object({ office, person: z.int().min(0) })),
    necessityStated: z.boolean(),
  }),
  z.object({ kind: z.literal('unproven'), operation: z.enum(APPROVED_OPERATIONS) }),
  z.object({
    kind: z.literal('reader'),
    reader: z.enum([...RANGE_MEMBER_KINDS, 'responsible_manager', 'headquarters_executive']),
  }),
  z.object({ kind: z.literal('namer'), namer: z.enum(NAMERS) }),
  z.object({ kind: z.literal('protection'), catalogueCode: z.string().max(20) }),
  z.object({ kind: z.literal('period') }),
  z.object({
    kind: z.literal('limit'),
    limit: z.enum(['requestExpiresAfter', 'grantExpiresAfter', 'maxCopies', 'loanDays', 'loanDaysCount']),
  }),
]);

/** The proof that comes with `RULE_LOOSENED`: somebody, some item, some operation that was denied and would be allowed. */
export const counterexample = z.object({
  /** the company whose rules would be looser than the group’s */
  company: companyCode,
  question: loosenedQuestion,
  /** what kind of item it is about; null where it is about none in particular */
  level: level.nullable(),
  regimes: z.array(z.enum(REGIMES)),
  article: z.string().max(20),
  zh: z.string().max(1_000),
  en: z.string().max(1_000),
});

export type CounterexampleWire = z.output<typeof counterexample>;
