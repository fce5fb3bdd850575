import type { ApprovedOperation } from './approver.ts';
import { TAKING_OPERATIONS } from './approver.ts';
import type { EffectiveLevel, SecretLevel } from './level.ts';
import type { RefusalCode } from './reason-code.ts';
import type { Temporal } from './time.ts';
import { isBefore } from './time.ts';

/** What a grant may be for: taking a paper out of an item, having it for a while, ending it, or releasing lines of it. */
export const GRANT_OPERATIONS = [
  ...TAKING_OPERATIONS,
  'loan',
  'carry_out',
  'destroy',
  'declassify',
] as const satisfies readonly ApprovedOperation[];
export type GrantOperation = (typeof GRANT_OPERATIONS)[number];

/** Why a grant died before it was used up or over. It never comes to life again. */
export const GRANT_VOIDS = [
  'GRANT_REVOKED',
  'GRANT_VOID_HOLD',
  'GRANT_VOID_RANGE_LOST',
  'GRANT_VOID_LEVEL_CHANGED',
  'GRANT_VOID_VERSION_CHANGED',
] as const satisfies readonly RefusalCode[];
export type GrantVoid = (typeof GRANT_VOIDS)[number];

/**
 * What an approved request leaves behind: one person's right to so many copies of one version of one item, until a
 * deadline. Each copy uses it up by one.
 *
 * @see GS-23
 */
export interface Grant {
  readonly personId: string;
  readonly operation: GrantOperation;
  readonly itemId: string;
  readonly itemVersion: number;
  /** the level at which it was approved */
  readonly level: SecretLevel;
  readonly copies: number;
  readonly used: number;
  readonly expiresAt: Temporal.Instant;
  /** why it died; null while it lives */
  readonly voided: GrantVoid | null;
}

/** An attempt to use a grant. */
export interface GrantUse {
  readonly personId: string;
  readonly operation: ApprovedOperation;
  readonly itemId: string;
  readonly itemVersion: number;
  readonly effectiveLevel: EffectiveLevel;
}

/**
 * Whether a grant covers this use at this instant; null, or why not. What is left of it is looked at last, so that a stranger
 * learns nothing about how much was used.
 *
 * @see GS-23
 */
export const checkGrantUse = (grant: Grant, use: GrantUse, at: Temporal.Instant): RefusalCode | null => {
  const covered = grant.personId === use.personId && grant.operation === use.operation && grant.itemId === use.itemId;
  if (!covered) return 'GRANT_SCOPE';
  if (grant.voided !== null) return grant.voided;
  if (grant.itemVersion !== use.itemVersion) return 'GRANT_VOID_VERSION_CHANGED';
  if (use.effectiveLevel !== 'declassified' && use.effectiveLevel !== grant.level) return 'GRANT_VOID_LEVEL_CHANGED';
  if (!isBefore(at, grant.expiresAt)) return 'GRANT_EXPIRED';
  return grant.used < grant.copies ? null : 'GRANT_USED';
};

/** Of some grants the one that covers a use; undefined where none does. Why another does not is told where it is used. @see GS-23 */
export const coveringGrant = (grants: readonly Grant[], use: GrantUse, at: Temporal.Instant): Grant | undefined =>
  grants.find((grant) => checkGrantUse(grant, use, at) === null);
