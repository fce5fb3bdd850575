import { APPROVED_OPERATIONS } from '@miji/core';
import { z } from 'zod';
import {
  companyCode,
  companyRef,
  cursor,
  delegationNumber,
  id,
  instant,
  level,
  limit,
  line,
  pageOf,
  personRef,
  post,
} from './primitives.ts';

/** A written delegation (委托): who decides for whom, for which post, up to where, for how long. */
export const delegation = z.object({
  number: delegationNumber,
  company: companyRef,
  principal: personRef,
  delegate: personRef,
  post,
  highestLevel: level,
  operations: z.array(z.enum(APPROVED_OPERATIONS)).max(APPROVED_OPERATIONS.length),
  reason: line,
  from: instant,
  to: instant,
  givenAt: instant,
  revokedAt: instant.nullable(),
  /** whether it lends anything at this instant: within its dates, not revoked, its principal still in the post */
  inForce: z.boolean(),
});

/** The principal himself gives a delegation of one of his own posts; from now on where no start is named. */
export const giveDelegation = {
  input: z.object({
    company: companyCode,
    delegateId: id,
    post,
    highestLevel: level,
    operations: z.array(z.enum(APPROVED_OPERATIONS)).min(1).max(APPROVED_OPERATIONS.length),
    reason: line,
    from: instant.optional(),
    to: instant,
  }),
  output: delegation,
};

/** Revokes a delegation at once. */
export const revokeDelegation = {
  input: z.object({ number: delegationNumber }),
  output: delegation,
};

/** Delegations that one has given or received, or all of a company, newest first. */
export const listDelegations = {
  input: z.object({
    view: z.enum(['given', 'received', 'company']),
    company: companyCode.optional(),
    cursor: cursor.optional(),
    limit,
  }),
  output: pageOf(delegation),
};

export type DelegationWire = z.output<typeof delegation>;
