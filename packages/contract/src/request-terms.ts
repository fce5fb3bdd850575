import { APPLICANTS, DESTRUCTION_METHODS, SPAN_UNITS } from '@miji/core';
import { z } from 'zod';
import { copyId, day, id, instant, line, paragraph, personRef } from './primitives.ts';

/** A part of an item: lines of its text, its numbered headings, or its pages; both ends included, counted from 1. */
export const span = z
  .object({ unit: z.enum(SPAN_UNITS), from: z.int().min(1).max(100_000), to: z.int().min(1).max(100_000) })
  .refine(({ from, to }) => from <= to, 'the end comes before the beginning');

/** Who receives how many. */
export const recipient = z.object({ personId: id, copies: z.int().min(1).max(20) });

/** How much is asked for, or what it is cut down to: whoever decides gives no more than this. */
export const terms = z.object({
  recipients: z.array(recipient).min(1).max(20),
  /** the parts that an excerpt takes; none for what takes the whole */
  spans: z.array(span).max(20),
  /** the last instant of the grant; null where only the rules set one */
  useBefore: instant.nullable(),
});

/** The same as it is asked for: oneself and one copy where nobody is named, the whole where no part is. */
export const termsWished = z.object({
  recipients: z.array(recipient).min(1).max(20).optional(),
  spans: z.array(span).max(20).default([]),
  useBefore: instant.nullable().default(null),
});

/** The same with names, as people read it. */
export const termsShown = z.object({
  recipients: z.array(z.object({ person: personRef, copies: z.int() })),
  spans: z.array(span),
  useBefore: instant.nullable(),
});

export const applicant = z.enum(APPLICANTS);
export const destructionMethod = z.enum(DESTRUCTION_METHODS);

/** What a visitor shows at the door. @see AR-30 @see CF-21 */
export const VISITOR_DOCUMENTS = ['resident_identity_card', 'passport', 'work_card', 'other'] as const;

/** Somebody from outside, for whom an employee asks, with letter of introduction and identity document. @see AR-30 @see CF-21 */
export const visitor = z.object({
  name: line,
  organisation: line,
  /** the number of the letter of introduction */
  letter: line,
  document: z.enum(VISITOR_DOCUMENTS),
  /** typed in full, checked where it can be, kept only with its middle masked */
  documentNumber: z.string().trim().min(4).max(40),
});

/** A visitor as he is kept: of the document’s number only the ends. */
export const visitorShown = visitor.omit({ documentNumber: true }).extend({ documentMasked: z.string().max(40) });

const whole = { visitor: visitor.optional() };

/**
 * A meeting for which papers are handed out: its recipients are the people who are named to attend (CD-14), and what they are given is
 * collected when its day is over (CD-15). @see CD-13 @see CD-14 @see CD-15 @see CD-16
 */
export const meeting = z.object({
  name: line,
  venue: line,
  /** what makes the venue fit for it */
  safeguards: line,
  heldOn: day,
  /** to whom its content is passed on, or that it is not */
  relay: line,
});
const papers = { meeting: meeting.optional() };

/** What each kind of request says besides who, how much, for what purpose and why. @see CF-18 @see CD-17 @see PM-10 */
export const particulars = z.discriminatedUnion('operation', [
  z.object({ operation: z.literal('excerpt'), ...papers }),
  z.object({ operation: z.literal('copy'), ...papers }),
  /** `useUntil`: the use period that stands on a print (PM-10) */
  z.object({ operation: z.literal('print'), useUntil: day }),
  /** to which system or medium */
  z.object({ operation: z.literal('export'), destination: line }),
  z.object({ operation: z.literal('loan'), days: z.int().min(1).max(90), ...whole }),
  /** where to, until when, and by what measures it is protected on the way (CD-12, AR-32) */
  z.object({ operation: z.literal('carry_out'), destination: line, bringBackOn: day, measures: paragraph }),
  /** who outside receives what exactly, on what legal basis (CD-17, CF-32, PM-05) */
  z.object({
    operation: z.literal('provide'),
    organisation: line,
    contact: line,
    legalBasis: line,
    exactly: paragraph,
    medium: z.enum(['paper', 'electronic', 'reading']),
  }),
  /** what is destroyed, how, and before whom (K-12: approver, executor and witness are three) */
  z.object({
    operation: z.literal('destroy'),
    /** copies by number; the item with all of them where there are none */
    copies: z.array(copyId).max(50),
    method: destructionMethod,
    executorId: id,
    witnessId: id,
  }),
]);

/** The same as it is kept and shown. */
export const particularsShown = z.discriminatedUnion('operation', [
  z.object({ operation: z.literal('excerpt'), ...papers }),
  z.object({ operation: z.literal('copy'), ...papers }),
  z.object({ operation: z.literal('print'), useUntil: day }),
  z.object({ operation: z.literal('export'), destination: line }),
  z.object({ operation: z.literal('loan'), days: z.int(), visitor: visitorShown.nullable() }),
  z.object({ operation: z.literal('carry_out'), destination: line, bringBackOn: day, measures: paragraph }),
  z.object({
    operation: z.literal('provide'),
    organisation: line,
    contact: line,
    legalBasis: line,
    exactly: paragraph,
    medium: z.enum(['paper', 'electronic', 'reading']),
  }),
  z.object({
    operation: z.literal('destroy'),
    copies: z.array(copyId),
    method: destructionMethod,
    executor: personRef,
    witness: personRef,
  }),
  /** a change of classification says all of it in `change` */
  z.object({ operation: z.literal('change') }),
]);

/** Who asked, as the register had him when he did. @see CF-18 */
export const applicantProfile = z.object({
  name: z.string().max(100),
  posts: z.array(
    z.object({ company: z.string().max(100), department: z.string().max(100).nullable(), post: z.string().max(100) }),
  ),
});

export type SpanWire = z.output<typeof span>;
export type TermsWire = z.output<typeof terms>;
export type TermsShown = z.output<typeof termsShown>;
export type ParticularsInput = z.input<typeof particulars>;
export type ParticularsWire = z.output<typeof particulars>;
export type ParticularsShown = z.output<typeof particularsShown>;
export type Meeting = z.output<typeof meeting>;
export type ApplicantProfile = z.output<typeof applicantProfile>;
