import {
  CUSTOMER_GRADES,
  DEPARTMENT_REACHES,
  FIELD_KINDS,
  LARGEST_BATCH,
  MOST_COMBINATIONS,
  MOST_FIELDS,
  PFI_CLASSES,
  RECORD_NAME,
  UNMASKERS,
} from '@miji/core';
import { z } from 'zod';
import { furtherRegime } from './classification.ts';
import { companyCode, companyRef, instant, level, line, paragraph, personRef } from './primitives.ts';

/** How a class or a field is called: `customer`, `mobile`. */
export const recordName = z
  .string()
  .regex(RECORD_NAME)
  .meta({ examples: ['customer'] });

export const pfiClass = z.enum(PFI_CLASSES);
export const fieldKind = z.enum(FIELD_KINDS);

/** What the rows of a table hold, and by what rules they are handed out. @see CD-05 @see CD-06 @see CD-07 @see K-15 */
export const recordClass = z.object({
  code: recordName,
  name: line,
  regimes: z.array(furtherRegime).max(10),
  level: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('fixed'), level }),
    z.object({ kind: z.literal('by_grade'), byGrade: z.record(z.enum(CUSTOMER_GRADES), level) }),
  ]),
  range: z.object({ accountManager: z.boolean(), department: z.enum(DEPARTMENT_REACHES) }),
  fields: z
    .array(z.object({ name: recordName, kind: fieldKind, pfi: pfiClass.nullable(), alwaysMasked: z.boolean() }))
    .min(1)
    .max(MOST_FIELDS),
  combinations: z
    .array(z.object({ fields: z.array(recordName).min(2).max(MOST_FIELDS), becomes: pfiClass }))
    .max(MOST_COMBINATIONS),
  /** rows that may be asked for at once */
  batchLimit: z.int().min(1).max(LARGEST_BATCH),
  unmaskers: z.array(z.enum(UNMASKERS)).max(UNMASKERS.length),
  /** empty: everybody writes his own */
  unmaskReasons: z.array(line).max(50),
});

/** One version of a declaration, as it was made. */
export const recordClassVersion = z.object({
  version: z.int().min(1),
  declared: recordClass,
  declaredBy: personRef,
  declaredAt: instant,
  retiredAt: instant.nullable(),
});

/** A class as it binds a company now, and what that is made of. */
export const recordClassInForce = z.object({
  company: companyRef,
  /** of everything the stricter of the group’s and the company’s own */
  inForce: recordClass,
  /** the versions that it is made of; null where that one declares nothing, or has retired it */
  groupVersion: z.int().nullable(),
  ownVersion: z.int().nullable(),
});

/** The classes of a company, for its security office, and for its own services with their key. @see SG-02 */
export const listRecordClasses = {
  input: z.object({ company: companyCode.optional() }),
  output: z.object({ entries: z.array(recordClassInForce) }),
};

export const getRecordClass = {
  input: z.object({ company: companyCode.optional(), code: recordName }),
  output: z.object({
    company: companyRef,
    code: recordName,
    /** null where it has been retired */
    inForce: recordClassInForce.nullable(),
    /** newest first; the group’s is null where the company is the head office itself */
    own: z.array(recordClassVersion),
    group: z.array(recordClassVersion).nullable(),
  }),
};

/**
 * Declares a class, or declares it anew: the head office’s security officer for the group, a company’s own for itself, and then never
 * looser than the group’s. Refused with `RULE_LOOSENED` and the places where it is.
 */
export const declareRecordClass = {
  input: z.object({
    company: companyCode.optional(),
    declared: recordClass,
    /** the version that this one is made from; null for the first. Another one in between is a `VERSION_CONFLICT` */
    base: z.int().min(1).nullable(),
  }),
  output: recordClassInForce,
};

/** Retires one’s own declaration: what is the group’s stays. */
export const retireRecordClass = {
  input: z.object({ company: companyCode.optional(), code: recordName, reason: paragraph }),
  output: z.object({ company: companyRef, code: recordName, inForce: recordClassInForce.nullable() }),
};

export type RecordClassWire = z.output<typeof recordClass>;
export type RecordClassInForce = z.output<typeof recordClassInForce>;
export type RecordClassVersion = z.output<typeof recordClassVersion>;
