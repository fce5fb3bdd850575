import { CONTROL_POSTS } from './appointing.ts';
import type { ApprovedOperation } from './approver.ts';
import type { SecretLevel } from './level.ts';
import { compareLevels } from './level.ts';
import type { Actor, Post } from './organisation.ts';
import { holdsPost, inOffice, isEmployedBy, isOwnPost } from './organisation.ts';
import type { RefusalCode } from './reason-code.ts';
import type { Temporal, Validity } from './time.ts';
import { covers, isBefore } from './time.ts';

/**
 * A written delegation (委托): one person lets another decide in his name, for one of his posts, up to a level, for some operations,
 * for a time. It ends with its date, with its revocation, and with the post.
 */
export interface Delegation {
  /** `HYYH-WT-2026-000003`: what every decision made under it names */
  readonly number: string;
  readonly principalId: string;
  readonly delegateId: string;
  /** the company and the post whose decisions are delegated */
  readonly companyId: string;
  readonly post: Post;
  readonly highestLevel: SecretLevel;
  readonly operations: readonly ApprovedOperation[];
  /** revoking it ends it: `to` is then the instant of the revocation */
  readonly validity: Validity;
}

/** A delegation together with the person who gave it, whose posts it lives from. */
export interface ReceivedDelegation extends Delegation {
  readonly principal: Actor;
}

/** The posts whose decisions may be delegated at all: those that the approver matrix knows, and no office of control. */
export const DELEGABLE_POSTS: readonly Post[] = [
  'general_manager',
  'deputy_general_manager',
  'department_head',
  'project_manager',
  'customer_service_manager',
  'customer_information_supervisor',
  'customer_information_specialist',
];

/** The longest a delegation may run: it is for an absence, not for an office. */
export const LONGEST_DELEGATION_DAYS = 92;

/**
 * Whether a delegation is in force at an instant: within its dates, its principal still in the post of his own right, its delegate
 * still of the same company or of the head office.
 */
export const isInForce = (delegation: ReceivedDelegation, delegate: Actor, at: Temporal.Instant): boolean =>
  covers(delegation.validity, at) &&
  holdsInOwnRight(delegation.principal, delegation, at) &&
  isEmployedBy(delegate, delegation.companyId, at);

/** Whether a delegation reaches an operation at a level. */
export const reaches = (delegation: Delegation, operation: ApprovedOperation, level: SecretLevel): boolean =>
  delegation.operations.includes(operation) && compareLevels(level, delegation.highestLevel) <= 0;

/** Whether somebody holds a post himself, not as somebody’s stand-in: what was lent to him he cannot lend on. */
const holdsInOwnRight = (
  actor: Actor,
  { companyId, post }: Pick<Delegation, 'companyId' | 'post'>,
  at: Temporal.Instant,
): boolean =>
  actor.appointments.some(
    (held) => held.companyId === companyId && held.post === post && isOwnPost(held) && covers(held.validity, at),
  );

/**
 * Whether a person may give this delegation; null, or why not. He gives no more than his own post, to somebody else of the same
 * company, from now on or later, for at most {@link LONGEST_DELEGATION_DAYS} days. Having received a delegation, or keeping a post
 * for another, gives nothing that could be passed on. Whoever holds an office of control decides for nobody.
 */
export const checkDelegation = (
  delegation: Delegation,
  people: { readonly principal: Actor; readonly delegate: Actor },
  at: Temporal.Instant,
): RefusalCode | null => {
  const { validity, companyId, post, operations } = delegation;
  if (delegation.principalId === delegation.delegateId) return 'SELF_APPROVAL';
  if (!DELEGABLE_POSTS.includes(post) || operations.length === 0) return 'DELEGATION_TOO_WIDE';
  if (!holdsPost(people.principal, companyId, post, at)) return 'NOT_ENTITLED';
  if (!holdsInOwnRight(people.principal, delegation, at)) return 'DELEGATION_TOO_WIDE';
  if (!isEmployedBy(people.delegate, companyId, at)) return 'NOT_EMPLOYED';
  if (inOffice(people.delegate, at).some((held) => CONTROL_POSTS.includes(held.post))) return 'SEPARATION_OF_DUTIES';
  if (validity.to === null || !isBefore(validity.from, validity.to) || isBefore(validity.from, at)) return 'VALIDATION';
  const longest = validity.from.add({ hours: 24 * LONGEST_DELEGATION_DAYS });
  return isBefore(longest, validity.to) ? 'DELEGATION_TOO_WIDE' : null;
};
