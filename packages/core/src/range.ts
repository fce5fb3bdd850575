import type { SecretLevel } from './level.ts';
import type { Actor, Post } from './organisation.ts';
import { holdsPost, isHeadquartersExecutive, isInDepartment, isInOffice } from './organisation.ts';
import type { Principal } from './principal.ts';
import {
  departmentPrincipal,
  HEADQUARTERS_EXECUTIVES,
  personPrincipal,
  postPrincipal,
  staffPrincipal,
} from './principal.ts';
import type { RefusalCode } from './reason-code.ts';
import type { Temporal, Validity } from './time.ts';
import { covers } from './time.ts';

/** Who may be named in a range: a person, a post, a department. Never "everyone". @see GS-19 */
export type RangeMember =
  | { readonly kind: 'person'; readonly personId: string }
  | { readonly kind: 'post'; readonly companyId: string; readonly post: Post }
  | { readonly kind: 'department'; readonly departmentId: string };

/** One entry of a range: who, for how long. Who named him, in what capacity and why stands in the register beside it. */
export interface RangeEntry {
  readonly member: RangeMember;
  readonly validity: Validity;
}

/** The need-to-know range (知晓范围) of an item, with what the three level rules look at. */
export interface Range {
  readonly ownerCompanyId: string;
  /** the manager in charge of the work that the item belongs to (主管人员) @see GS-18 */
  readonly responsibleManagerId: string;
  readonly entries: readonly RangeEntry[];
}

/** The name under which a member stands in the database's list of readers. */
export const memberPrincipal = (member: RangeMember): Principal => {
  switch (member.kind) {
    case 'person':
      return personPrincipal(member.personId);
    case 'post':
      return postPrincipal(member.companyId, member.post);
    case 'department':
      return departmentPrincipal(member.departmentId);
  }
};

/**
 * Everybody who may know an item of this level at an instant, as names.
 *
 * - 绝密: the persons whom a head-office executive has designated, one by one (GS-17)
 * - 机密: the responsible manager and the persons he has named (GS-18)
 * - 秘密: the responsible manager and the listed persons, posts and departments (GS-19)
 * - at every level the head office's executives (GS-16)
 *
 * @see GS-16
 * @see GS-17
 * @see GS-18
 * @see GS-19
 */
export const readersOf = (range: Range, level: SecretLevel, at: Temporal.Instant): readonly Principal[] => {
  const readers = new Set<Principal>([HEADQUARTERS_EXECUTIVES]);
  if (level !== 'top_secret') readers.add(personPrincipal(range.responsibleManagerId));
  for (const { member, validity } of range.entries) {
    if (covers(validity, at) && mayStand(member, level)) readers.add(memberPrincipal(member));
  }
  return [...readers];
};

/**
 * Whether a person may know an item of this level at an instant because he stands in its range: one of whose names are among
 * {@link readersOf}, the head office's executives apart. It asks for him alone, and so makes no list of names.
 *
 * @see GS-17
 * @see GS-18
 * @see GS-19
 */
export const isInRange = (range: Range, level: SecretLevel, actor: Actor, at: Temporal.Instant): boolean =>
  (level !== 'top_secret' && isResponsibleManager(range, actor, at)) ||
  // The cheap questions first: of most entries one look at the name is enough.
  range.entries.some(
    ({ member, validity }) => mayStand(member, level) && isMember(member, actor, at) && covers(validity, at),
  );

/** Whether a person, in office, is the manager in charge of the work that the item belongs to. @see GS-18 */
export const isResponsibleManager = (range: Range, actor: Actor, at: Temporal.Instant): boolean =>
  actor.personId === range.responsibleManagerId && isInOffice(actor, at);

/** Whether the member of a range is this person, or a post or department of his; whoever holds no office is none. */
const isMember = (member: RangeMember, actor: Actor, at: Temporal.Instant): boolean => {
  switch (member.kind) {
    case 'person':
      return actor.personId === member.personId && isInOffice(actor, at);
    case 'post':
      return holdsPost(actor, member.companyId, member.post, at);
    case 'department':
      return isInDepartment(actor, member.departmentId, at);
  }
};

/** Everybody who may know an item that is no longer secret: its range, and all who work for its owner. */
export const readersOnceDeclassified = (
  range: Range,
  level: SecretLevel,
  at: Temporal.Instant,
): readonly Principal[] => [
  ...readersOf(range, level, at),
  personPrincipal(range.responsibleManagerId),
  staffPrincipal(range.ownerCompanyId),
];

/** Whether this kind of member may stand in a range of this level: above 秘密 only persons by name. */
const mayStand = (member: RangeMember, level: SecretLevel): boolean =>
  level === 'confidential' || member.kind === 'person';

/**
 * Whether the members may make up the range of an item of this level; null, or why not.
 *
 * @see GS-17
 * @see GS-18
 * @see GS-19
 */
export const checkMembers = (level: SecretLevel, members: readonly RangeMember[]): RefusalCode | null => {
  if (members.some((member) => !mayStand(member, level))) return 'RANGE_TOO_WIDE';
  if (level === 'confidential' && members.length === 0) return 'RANGE_REQUIRED';
  return null;
};

/**
 * Whether a person may add a name to a range of this level; null, or why not.
 *
 * - 绝密: only a head-office general manager or deputy designates (GS-17)
 * - 机密: only the responsible manager (GS-18)
 * - 秘密: the responsible manager or the owner's security officer, for the owning unit (GS-19)
 *
 * @see GS-17
 * @see GS-18
 * @see GS-19
 */
export const mayName = (range: Range, level: SecretLevel, actor: Actor, at: Temporal.Instant): RefusalCode | null => {
  const isManager = isResponsibleManager(range, actor, at);
  switch (level) {
    case 'top_secret':
      return isHeadquartersExecutive(actor, at) ? null : 'NOT_ENTITLED_TO_DESIGNATE';
    case 'secret':
      return isManager ? null : 'NOT_ENTITLED_TO_DESIGNATE';
    case 'confidential':
      return isManager || holdsPost(actor, range.ownerCompanyId, 'security_officer', at)
        ? null
        : 'NOT_ENTITLED_TO_DESIGNATE';
  }
};
