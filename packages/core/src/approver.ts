import type { Formula } from './formula.ts';
import { anyOf, isJoint, leavesOf } from './formula.ts';
import type { Post } from './organisation.ts';

/** The operations for which the approver matrix has a row: what takes something out of an item, and what changes what it is. */
export const APPROVED_OPERATIONS = [
  'excerpt',
  'copy',
  'print',
  'export',
  'loan',
  'carry_out',
  'provide',
  'regrade',
  'extend',
  'declassify',
  'destroy',
] as const;
export type ApprovedOperation = (typeof APPROVED_OPERATIONS)[number];

/** What takes a numbered paper out of an item. */
export const TAKING_OPERATIONS = [
  'excerpt',
  'copy',
  'print',
  'export',
  'provide',
] as const satisfies readonly ApprovedOperation[];
export type TakingOperation = (typeof TAKING_OPERATIONS)[number];

/** Who asks, as the approver matrix tells them apart: people of the owner, of another company of the group, of none (K-03). */
export const APPLICANTS = ['insider', 'group', 'outsider'] as const;
export type Applicant = (typeof APPLICANTS)[number];

/** Whose company an office is looked for in: the item’s owner, the head office, or where the requester works. */
export type OfficeCompany = 'owner' | 'headquarters' | 'requester';

/**
 * An office that may have to agree, as a rule names it, whatever the item:
 *
 * - `post`: whoever holds a post
 * - `in_charge`: whoever holds a post that is in charge of the item’s line of business (主管领导, CD-11)
 * - `responsible_manager`: the manager responsible for the item (GS-18)
 * - `requester_department_head`: the head of a department of the requester (CF-19, AR-28)
 * - `nobody`: nobody can; the operation is forbidden
 */
export type Office =
  | { readonly kind: 'post'; readonly company: OfficeCompany; readonly post: Post }
  | { readonly kind: 'in_charge'; readonly company: 'owner' | 'headquarters'; readonly post: Post }
  | { readonly kind: 'responsible_manager' }
  | { readonly kind: 'requester_department_head' }
  | { readonly kind: 'nobody' };

/** Whose approval an operation needs: offices, joined by all of, any of, or in this order. */
export type Approver = Formula<Office>;

export const OWNER_GENERAL_MANAGER: Approver = { kind: 'post', company: 'owner', post: 'general_manager' };

/** 总公司总经理或副总经理. @see GS-21 */
export const HEADQUARTERS_EXECUTIVE: Approver = anyOf<Office>(
  { kind: 'post', company: 'headquarters', post: 'general_manager' },
  { kind: 'post', company: 'headquarters', post: 'deputy_general_manager' },
);

export const NOBODY: Approver = { kind: 'nobody' };

/** Whether nobody's agreement could ever be enough. */
export const isForbidden = (approver: Approver): boolean => {
  if (!isJoint(approver)) return approver.kind === 'nobody';
  if (approver.kind === 'at_least') return leavesOf<Office>(approver).every(isForbidden);
  return approver.kind === 'any_of' ? approver.of.every(isForbidden) : approver.of.some(isForbidden);
};

/** Everybody who may not decide a request because it is his own: who asks, who wrote it down, who gets something. */
export interface RequestParties {
  readonly requesterId: string;
  /** who drafted the request, if it was a person */
  readonly drafterId: string | null;
  readonly beneficiaryIds: readonly string[];
}

/** Whether a person is on the asking side of a request. */
export const isParty = (parties: RequestParties, personId: string): boolean =>
  parties.requesterId === personId || parties.drafterId === personId || parties.beneficiaryIds.includes(personId);
