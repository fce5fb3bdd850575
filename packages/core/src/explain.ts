import type { Approver } from './approver.ts';
import type { Question } from './decide.ts';
import { applicantOf, decide } from './decide.ts';
import type { Decision } from './decision.ts';
import { declassifiesAt, effectiveLevel } from './effective-level.ts';
import type { EffectiveLevel } from './level.ts';
import type { Actor, Appointment } from './organisation.ts';
import { isHeadquartersExecutive, isInOffice, wasHeadquartersExecutive } from './organisation.ts';
import type { RangeMember } from './range.ts';
import { isExcluded, isMember } from './range.ts';
import type { ReasonCode } from './reason-code.ts';
import type { Namer } from './rule-set.ts';
import type { Temporal, Validity } from './time.ts';
import { covers, isBefore } from './time.ts';

/** Whether a fact counts now, will count, did count, or counts for nothing in this question whatever its time. */
export const GROUND_STATES = ['counts', 'ahead', 'over', 'without_effect'] as const;
export type GroundState = (typeof GROUND_STATES)[number];

/** A fact that decided a question, or that one would expect to. Facts of lists are named by their place in the list. */
export type Ground =
  | { readonly kind: 'entry'; readonly state: GroundState; readonly index: number }
  | { readonly kind: 'responsible_manager'; readonly state: GroundState }
  | { readonly kind: 'headquarters_executive'; readonly state: GroundState }
  | { readonly kind: 'exclusion' }
  | { readonly kind: 'appointment'; readonly state: GroundState; readonly index: number }
  | { readonly kind: 'membership'; readonly state: GroundState; readonly index: number }
  | { readonly kind: 'delegation'; readonly state: GroundState; readonly index: number }
  | { readonly kind: 'period'; readonly state: GroundState; readonly declassifiesAt: Temporal.Instant };

/** What somebody could do so that the answer becomes another. */
export type Remedy =
  | { readonly kind: 'naming'; readonly by: readonly Namer[] }
  | { readonly kind: 'readmission' }
  | { readonly kind: 'appointment' }
  | { readonly kind: 'necessity' }
  | { readonly kind: 'approval'; readonly by: Approver }
  | { readonly kind: 'rule' };

/** When time alone makes the answer another, and which. */
export interface Turn {
  readonly at: Temporal.Instant;
  readonly outcome: Decision['outcome'];
  readonly code: ReasonCode;
}

/** An answer of the law with everything that it rests on. */
export interface Explanation {
  readonly decision: Decision;
  readonly level: EffectiveLevel;
  /** every article that has a say in it, the deciding one first */
  readonly articles: readonly string[];
  readonly grounds: readonly Ground[];
  readonly remedies: readonly Remedy[];
  readonly turns: readonly Turn[];
}

/** More changes than this ahead are no explanation any more. */
const MOST_TURNS = 10;

/**
 * Why the law answers a question as it does, what somebody could do about it, and what time alone will change. The answer is that of
 * {@link decide}: nothing is judged a second time.
 */
export const explain = (question: Question): Explanation => {
  const { item, at, law, operation } = question;
  const decision = decide(question);
  const level = effectiveLevel(item, at);
  const articles = [decision.article, law.knowing(item.level, item.regimes).article];
  if (operation !== 'view') {
    const applicant = applicantOf(question.actor, item.range.ownerCompanyId, question);
    articles.push(...law.approval(operation, item.level, item.regimes, applicant).articles);
  }
  return {
    decision,
    level,
    articles: [...new Set(articles)],
    grounds: groundsOf(question, level),
    remedies: remediesOf(question, decision),
    turns: turnsOf(question, decision),
  };
};

const stateOf = (validity: Validity, at: Temporal.Instant): GroundState => {
  if (covers(validity, at)) return 'counts';
  return isBefore(at, validity.from) ? 'ahead' : 'over';
};

const groundsOf = ({ item, actor, at, law }: Question, level: EffectiveLevel): readonly Ground[] => {
  const { range } = item;
  const knowing = law.knowing(item.level, item.regimes);
  const shutOut = isExcluded(range, actor.personId);
  const members = range.entries.map(({ member }) => member);
  const counting = (counts: boolean): GroundState => (counts ? 'counts' : 'without_effect');
  const grounds: Ground[] = [];

  if (shutOut) grounds.push({ kind: 'exclusion' });
  const end = declassifiesAt(item);
  if (end !== null)
    grounds.push({ kind: 'period', state: level === 'declassified' ? 'counts' : 'ahead', declassifiesAt: end });
  if (actor.personId === range.responsibleManagerId) {
    const knows = level === 'declassified' || (knowing.managerKnows && !shutOut);
    grounds.push({ kind: 'responsible_manager', state: counting(knows && isInOffice(actor, at)) });
  }
  if (wasHeadquartersExecutive(actor)) {
    const knows = level === 'declassified' || knowing.executivesKnow;
    const state = isHeadquartersExecutive(actor, at) ? counting(knows) : 'over';
    grounds.push({ kind: 'headquarters_executive', state });
  }
  range.entries.forEach(({ member, validity }, index) => {
    if (!isMeant(member, actor)) return;
    const bars = shutOut || !knowing.members.includes(member.kind);
    const state = bars ? 'without_effect' : stateOf(validity, at);
    grounds.push({ kind: 'entry', index, state: state === 'counts' ? counting(isMember(member, actor, at)) : state });
  });
  actor.appointments.forEach((held, index) => {
    if (matters(held, members, range.ownerCompanyId)) {
      grounds.push({ kind: 'appointment', index, state: stateOf(held.validity, at) });
    }
  });
  actor.memberships?.forEach(({ groupId, validity }, index) => {
    const isNamed = range.entries.some(({ member }) => member.kind === 'group' && member.groupId === groupId);
    if (isNamed) grounds.push({ kind: 'membership', index, state: stateOf(validity, at) });
  });
  // A delegation lets somebody decide in another's name; it never lets him know.
  actor.delegations?.forEach(({ companyId }, index) => {
    if (companyId === range.ownerCompanyId) grounds.push({ kind: 'delegation', index, state: 'without_effect' });
  });
  return grounds;
};

/** Whether a member is this person, or a post, department or group that he ever had. */
const isMeant = (member: RangeMember, actor: Actor): boolean => {
  switch (member.kind) {
    case 'person':
      return member.personId === actor.personId;
    case 'post':
      return actor.appointments.some(({ companyId, post }) => companyId === member.companyId && post === member.post);
    case 'department':
      return actor.appointments.some(({ departmentId }) => departmentId === member.departmentId);
    case 'group':
      return actor.memberships?.some(({ groupId }) => groupId === member.groupId) ?? false;
  }
};

/** Whether an appointment has to do with an item: with its owner, with the head office, with a post or department in its range. */
const matters = (held: Appointment, members: readonly RangeMember[], ownerCompanyId: string): boolean =>
  held.companyId === ownerCompanyId ||
  held.companyKind === 'headquarters' ||
  members.some(
    (member) =>
      (member.kind === 'post' && member.companyId === held.companyId && member.post === held.post) ||
      (member.kind === 'department' && member.departmentId === held.departmentId),
  );

const remediesOf = (asked: Question, decision: Decision): readonly Remedy[] => {
  if (decision.outcome === 'allowed') return [];
  const { item, actor, at } = asked;
  if (!isInOffice(actor, at)) return [{ kind: 'appointment' }];
  if (decision.code === 'RULE_NOT_SET' || decision.code === 'FORBIDDEN_BY_RULE') return [{ kind: 'rule' }];
  if (decision.code !== 'EXCLUDED') return decision.missing;
  const excludedIds = item.range.excludedIds.filter((id) => id !== actor.personId);
  // What would still be missing were he let in again is missing too.
  const readmitted = decide({ ...asked, item: { ...item, range: { ...item.range, excludedIds } } });
  return [{ kind: 'readmission' }, ...readmitted.missing];
};

const turnsOf = (asked: Question, decision: Decision): readonly Turn[] => {
  const { item, actor, at } = asked;
  const end = declassifiesAt(item);
  const spans = [...item.range.entries, ...actor.appointments, ...(actor.memberships ?? [])].map(
    ({ validity }) => validity,
  );
  const instants = [
    ...spans.flatMap(({ from, to }) => (to === null ? [from] : [from, to])),
    ...(end === null ? [] : [end]),
    ...(asked.grant === undefined ? [] : [asked.grant.expiresAt]),
  ]
    .filter((instant) => isBefore(at, instant))
    .toSorted((a, b) => (isBefore(a, b) ? -1 : 1));
  const turns: Turn[] = [];
  let before: Pick<Turn, 'outcome' | 'code'> = decision;
  for (const instant of instants) {
    if (turns.length === MOST_TURNS) break;
    const { outcome, code } = decide({ ...asked, at: instant });
    if (outcome === before.outcome && code === before.code) continue;
    before = { outcome, code };
    turns.push({ at: instant, ...before });
  }
  return turns;
};
