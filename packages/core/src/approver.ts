import type { SecretLevel } from './level.ts';
import type { Actor } from './organisation.ts';
import { holdsPost, isHeadquartersExecutive, wasHeadquartersExecutive } from './organisation.ts';
import type { RefusalCode } from './reason-code.ts';
import type { Temporal } from './time.ts';

/** The two operations that take something out of an item and need somebody's approval. */
export type ApprovedOperation = 'excerpt' | 'copy';

/** Whose approval an operation needs. */
export type ApproverRule = 'owner_general_manager' | 'headquarters_executive';

/**
 * Who approves an excerpt or a copy: for 绝密 a head-office general manager or deputy, for the others the general manager of
 * the company that owns the item.
 *
 * @see GS-21
 * @see GS-22
 */
export const approverRule = (level: SecretLevel): ApproverRule =>
  level === 'top_secret' ? 'headquarters_executive' : 'owner_general_manager';

/** The article behind {@link approverRule}. */
export const approverArticle = (level: SecretLevel): string => (level === 'top_secret' ? 'GS-21' : 'GS-22');

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

/** The posts that are filled at an instant, by the ids of the people who hold them. */
export interface OfficeHolders {
  readonly ownerGeneralManagers: readonly string[];
  readonly headquartersExecutives: readonly string[];
}

/** Where a request goes: to these people, or nowhere until somebody is appointed. */
export type Route =
  | {
      readonly kind: 'open';
      readonly rule: ApproverRule;
      readonly escalated: boolean;
      readonly approverIds: readonly string[];
    }
  | { readonly kind: 'locked'; readonly appoint: ApproverRule };

/**
 * The people who may decide a request, nobody of the asking side among them. Where the owner's general manager is himself on
 * that side, it goes to his superiors at the head office. Where nobody is left it is locked, never open.
 *
 * @see GS-20
 * @see GS-21
 * @see GS-22
 */
export const routeOf = (level: SecretLevel, parties: RequestParties, holders: OfficeHolders): Route => {
  const rule = approverRule(level);
  const impartial = (ids: readonly string[]) => ids.filter((id) => !isParty(parties, id));
  const appointed = rule === 'owner_general_manager' ? holders.ownerGeneralManagers : holders.headquartersExecutives;
  if (appointed.length === 0) return { kind: 'locked', appoint: rule };

  const first = impartial(appointed);
  if (first.length > 0) return { kind: 'open', rule, escalated: false, approverIds: first };

  const superiors = impartial(holders.headquartersExecutives);
  return superiors.length > 0
    ? { kind: 'open', rule: 'headquarters_executive', escalated: true, approverIds: superiors }
    : { kind: 'locked', appoint: 'headquarters_executive' };
};

/** What {@link mayApprove} looks at. */
export interface ApprovalCase {
  readonly level: SecretLevel;
  readonly ownerCompanyId: string;
  readonly parties: RequestParties;
  readonly holders: OfficeHolders;
}

/**
 * Whether a person may decide this request at this instant; null, or why not. Capacity is read from the register of
 * appointments at the moment of the act, never from what was true on filing.
 *
 * @see GS-21
 * @see GS-22
 */
export const mayApprove = (matter: ApprovalCase, approver: Actor, at: Temporal.Instant): RefusalCode | null => {
  if (isParty(matter.parties, approver.personId)) return 'SELF_APPROVAL';
  const route = routeOf(matter.level, matter.parties, matter.holders);
  if (route.kind === 'locked') return 'NO_ELIGIBLE_APPROVER';
  if (holdsRequiredPost(route.rule, matter.ownerCompanyId, approver, at)) return null;
  if (heldRequiredPost(route.rule, matter.ownerCompanyId, approver)) return 'APPROVER_NOT_IN_OFFICE';
  return route.rule === 'headquarters_executive' ? 'APPROVER_LEVEL' : 'APPROVER_NOT_OWNER_GM';
};

const holdsRequiredPost = (rule: ApproverRule, owner: string, actor: Actor, at: Temporal.Instant): boolean =>
  rule === 'headquarters_executive'
    ? isHeadquartersExecutive(actor, at)
    : holdsPost(actor, owner, 'general_manager', at);

const heldRequiredPost = (rule: ApproverRule, owner: string, actor: Actor): boolean =>
  rule === 'headquarters_executive'
    ? wasHeadquartersExecutive(actor)
    : actor.appointments.some((held) => held.companyId === owner && held.post === 'general_manager');
