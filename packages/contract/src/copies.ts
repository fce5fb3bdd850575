import { COPY_STATES, TAKING_OPERATIONS } from '@miji/core';
import { z } from 'zod';
import {
  companyCode,
  copyId,
  cursor,
  effectiveLevel,
  grantNumber,
  id,
  instant,
  itemNumber,
  limit,
  mark,
  pageOf,
  personRef,
} from './primitives.ts';

export const copyState = z.enum(COPY_STATES);

/** A line of the copy register. */
export const copySummary = z.object({
  id: copyId,
  item: itemNumber,
  /** `003`, as printed */
  number: z.string().max(8),
  kind: z.enum(TAKING_OPERATIONS),
  level: effectiveLevel,
  mark,
  holder: personRef,
  state: copyState,
  /** null for a copy that was in a register before the system was */
  grant: grantNumber.nullable(),
  issuedAt: instant,
});

/** issued = held + lent + carried out + in transit + returned + destroyed + lost. @see GS-24 */
export const copyCount = z.object({
  issued: z.int(),
  in: z.object({
    held: z.int(),
    lent: z.int(),
    carried_out: z.int(),
    in_transit: z.int(),
    returned: z.int(),
    destroyed: z.int(),
    lost: z.int(),
  }),
  conserved: z.boolean(),
});

export const listCopies = {
  input: z.object({
    company: companyCode.optional(),
    item: itemNumber.optional(),
    holderId: id.optional(),
    state: copyState.optional(),
    cursor: cursor.optional(),
    limit,
  }),
  output: pageOf(copySummary),
};

export const getCopy = { input: z.object({ id: copyId }), output: copySummary };

export type CopySummary = z.output<typeof copySummary>;
export type CopyCountWire = z.output<typeof copyCount>;
