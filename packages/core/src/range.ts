import type { Knowing } from './law.ts';
import type { SecretLevel } from './level.ts';
import type { Actor, Post } from './organisation.ts';
import { holdsPost, isHeadquartersExecutive, isInDepartment, isInGroup, isInOffice } from './organisation.ts';
import type { Principal } from './principal.ts';
import {
  departmentPrincipal,
  groupPrincipal,
  HEADQUARTERS_EXECUTIVES,
  personPrincipal,
  postPrincipal,
  staffPrincipal,
} from './principal.ts';
import type { RefusalCode } from './reason-code.ts';
import type { Namer } from './rule-set.ts';
import type { Temporal, Validity } from './time.ts';
import { covers, isBefore } from './time.ts';

/** What may stand in a range: a person, a post, a department, a project group. Never "everyone". @see GS-19 */
export const RANGE_MEMBER_KINDS = ['person', 'post', 'department', 'group'] as const;
export type RangeMemberKind = (typeof RANGE_MEMBER_KINDS)[number];

export type RangeMember =
  | { readonly kind: 'person'; readonly personId: string }
  | { readonly kind: 'post'; readonly companyId: string; readonly post: Post }
  | { readonly kind: 'department'; readonly departmentId: string }
  | { readonly kind: 'group'; readonly groupId: string };

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
  /** the people who are shut out, whatever else names them; at once, until it is lifted */
  readonly excludedIds: readonly string[];
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
    case 'group':
      return groupPrincipal(member.groupId);
  }
};

/**
 * Everybody who may know an item at an instant, as names; the people who are shut out of it stand apart, in `excludedIds`.
 *
 * - 绝密: the persons whom a head-office executive has designated, one by one (GS-17)
 * - 机密: the responsible manager and the persons he has named (GS-18)
 * - 秘密: the responsible manager and the listed persons, posts, departments and project groups (GS-19)
 * - under the group's regime alone, the head office's executives at every level (GS-16, K-07)
 *
 * @param knowing what the law lets stand in a range of this level, see `Law.knowing`
 * @see GS-16
 * @see GS-17
 * @see GS-18
 * @see GS-19
 */
export const readersOf = (range: Range, knowing: Knowing, at: Temporal.Instant): readonly Principal[] => {
  const readers = new Set<Principal>();
  if (knowing.executivesKnow) readers.add(HEADQUARTERS_EXECUTIVES);
  if (knowing.managerKnows) readers.add(personPrincipal(range.responsibleManagerId));
  for (const { member, validity } of range.entries) {
    if (knowing.members.includes(member.kind) && covers(validity, at)) readers.add(memberPrincipal(member));
  }
  return [...readers];
};

/** The instants at which {@link readersOf} may change by themselves after one: where an entry begins or ends. */
export const rangeChangesAfter = (range: Range, at: Temporal.Instant): readonly Temporal.Instant[] =>
  range.entries
    .flatMap(({ validity }) => (validity.to === null ? [validity.from] : [validity.from, validity.to]))
    .filter((instant) => isBefore(at, instant))
    .toSorted((a, b) => a.epochMilliseconds - b.epochMilliseconds);

/**
 * Whether a person may know an item at an instant because he stands in its range: one of whose names are among
 * {@link readersOf}, the head office's executives apart. It asks for him alone, and so makes no list of names.
 *
 * @see GS-17
 * @see GS-18
 * @see GS-19
 */
export const isInRange = (range: Range, knowing: Knowing, actor: Actor, at: Temporal.Instant): boolean =>
  !isExcluded(range, actor.personId) &&
  ((knowing.managerKnows && isResponsibleManager(range, actor, at)) || isListed(range, knowing, actor, at));

const isListed = (range: Range, knowing: Knowing, actor: Actor, at: Temporal.Instant): boolean => {
  for (const { member, validity } of range.entries) {
    // The cheap questions first: of most entries one look at the name is enough.
    if (member.kind === 'person' && member.personId !== actor.personId) continue;
    if (knowing.members.includes(member.kind) && isMember(member, actor, at) && covers(validity, at)) return true;
  }
  return false;
};

/** Whether a person is shut out of an item. The head office's right to know all is not touched by it (GS-16). */
export const isExcluded = ({ excludedIds }: Range, personId: string): boolean =>
  excludedIds.length > 0 && excludedIds.includes(personId);

/** Whether a person, in office, is the manager in charge of the work that the item belongs to. @see GS-18 */
export const isResponsibleManager = (range: Range, actor: Actor, at: Temporal.Instant): boolean =>
  actor.personId === range.responsibleManagerId && isInOffice(actor, at);

/** Whether the member of a range is this person, or a post or department of his; whoever holds no office is none. */
export const isMember = (member: RangeMember, actor: Actor, at: Temporal.Instant): boolean => {
  switch (member.kind) {
    case 'person':
      return actor.personId === member.personId && isInOffice(actor, at);
    case 'post':
      return holdsPost(actor, member.companyId, member.post, at);
    case 'department':
      return isInDepartment(actor, member.departmentId, at);
    case 'group':
      return isInGroup(actor, member.groupId, at);
  }
};

/** Everybody who may know an item that is no longer secret: its range, and all who work for its owner. */
export const readersOnceDeclassified = (range: Range, knowing: Knowing, at: Temporal.Instant): readonly Principal[] => [
  ...readersOf(range, knowing, at),
  HEADQUARTERS_EXECUTIVES,
  personPrincipal(range.responsibleManagerId),
  staffPrincipal(range.ownerCompanyId),
];

/**
 * Whether the members may make up a range; null, or why not: above 秘密 only persons by name, and never nobody where nobody knows an
 * item by office.
 *
 * @see GS-17
 * @see GS-18
 * @see GS-19
 */
export const checkMembers = (
  level: SecretLevel,
  knowing: Knowing,
  members: readonly RangeMember[],
): RefusalCode | null => {
  if (members.some(({ kind }) => !knowing.members.includes(kind))) return 'RANGE_TOO_WIDE';
  if (level === 'confidential' && members.length === 0) return 'RANGE_REQUIRED';
  return null;
};

/**
 * Whether a person may change who stands in a range; null, or why not.
 *
 * - 绝密: only a head-office general manager or deputy designates (GS-17)
 * - 机密: only the responsible manager (GS-18)
 * - 秘密: the responsible manager or the owner's security officer, for the owning unit (GS-19)
 *
 * @see GS-17
 * @see GS-18
 * @see GS-19
 */
export const mayName = (range: Range, knowing: Knowing, actor: Actor, at: Temporal.Instant): RefusalCode | null =>
  knowing.namers.some((namer) => isNamer(namer, range, actor, at)) ? null : 'NOT_ENTITLED_TO_DESIGNATE';

export const isNamer = (namer: Namer, range: Range, actor: Actor, at: Temporal.Instant): boolean => {
  switch (namer) {
    case 'headquarters_executive':
      return isHeadquartersExecutive(actor, at);
    case 'responsible_manager':
      return isResponsibleManager(range, actor, at);
    case 'owner_security_officer':
      return holdsPost(actor, range.ownerCompanyId, 'security_officer', at);
  }
};
