import { CUSTOMER_GRADES, FURTHER_REGIMES, RANGE_MEMBER_KINDS } from '@miji/core';
import { z } from 'zod';
import { changeEffect, classificationState, requestedChange } from './change.ts';
import { route } from './decision.ts';
import {
  companyCode,
  companyRef,
  cursor,
  customerNumber,
  day,
  grantNumber,
  id,
  idempotencyKey,
  instant,
  itemNumber,
  level,
  limit,
  line,
  mark,
  pageOf,
  paragraph,
  period,
  personRef,
  requestNumber,
} from './primitives.ts';
import { requestSummary } from './requests.ts';

/** What binds an item besides the group's rules. */
export const furtherRegime = z.enum(FURTHER_REGIMES);

export const CHANGE_KINDS = ['regrade', 'extend', 'declassify', 'declassify_part', 'grade'] as const;

/** One change of an item's classification, as it was carried out. `grade`: its customer was given another grade. @see CD-06 */
export const itemChange = z.object({
  at: instant,
  kind: z.enum(CHANGE_KINDS),
  before: classificationState,
  after: classificationState,
  reason: z.string().max(2_000),
  decidedBy: personRef,
  request: requestNumber.nullable(),
});

/** What a change would do and who would decide it; nothing is filed. Refuses what {@link fileChange} would refuse. */
export const previewChange = {
  input: z.object({ item: itemNumber, change: requestedChange }),
  output: changeEffect.extend({ route, article: z.string().max(20) }),
};

/** Asks for a change of classification. On approval the item is changed in the same transaction. @see GS-13 @see GS-15 */
export const fileChange = {
  input: z.object({
    item: itemNumber,
    change: requestedChange,
    reason: paragraph,
    /** where the rules ask for it */
    necessity: z.string().trim().max(2_000).optional(),
    idempotencyKey,
  }),
  output: requestSummary,
};

/**
 * Uses the grant that an approved partial declassification leaves behind: its lines become an item of their own, declassified at
 * once, and linked to the item that they were taken from.
 */
export const releasePart = {
  input: z.object({ grant: grantNumber, title: line, idempotencyKey }),
  output: z.object({ number: itemNumber, source: itemNumber, mark }),
};

/** What an item made from others must at least be, for the form to begin with. @see GS-24 */
export const deriveItem = {
  input: z.object({ sources: z.array(itemNumber).min(1).max(50) }),
  output: z.object({
    /** null where every source is declassified: then nothing follows from them */
    level: level.nullable(),
    period: period.nullable(),
    regimes: z.array(furtherRegime),
    coOwners: z.array(companyRef),
    /** the names that stand in the ranges of all of them */
    range: z.array(z.object({ kind: z.enum(RANGE_MEMBER_KINDS), id: z.string().max(100) })),
  }),
};

export const customerGrade = z.enum(CUSTOMER_GRADES);

/** A customer of a company. That it is one is itself for few to know. @see CD-03 */
export const customerSummary = z.object({
  number: customerNumber,
  name: z.string().max(200),
  grade: customerGrade,
  /** since when it has this grade */
  since: day,
  owner: companyRef,
  /** the entry of the catalogue under which its files stand now */
  catalogueCode: z.string().max(20).nullable(),
});

/** @see CD-05 @see CD-06 @see CD-07 */
export const registerCustomer = {
  input: z.object({
    company: companyCode.optional(),
    name: line,
    grade: customerGrade,
    since: day.optional(),
    idempotencyKey,
  }),
  output: customerSummary,
};

export const listCustomers = {
  input: z.object({
    company: companyCode.optional(),
    grade: customerGrade.optional(),
    /** part of a number or of a name */
    search: z.string().trim().max(100).optional(),
    cursor: cursor.optional(),
    limit,
  }),
  output: pageOf(customerSummary),
};

/** Gives a customer another grade; the level and catalogue entry of its files follow in the same transaction. @see CD-06 */
export const gradeCustomer = {
  input: z.object({ number: customerNumber, grade: customerGrade, reason: paragraph }),
  output: z.object({ customer: customerSummary, changedItems: z.int() }),
};

/** On paper: where it is, for there is nothing to read on a screen. */
export const paper = z.object({ custodianId: id });

export type ItemChangeWire = z.output<typeof itemChange>;
export type CustomerSummary = z.output<typeof customerSummary>;
