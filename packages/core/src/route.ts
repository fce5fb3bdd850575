import { HEADQUARTERS_EXECUTIVE, isParty } from './approver.ts';
import { isInForce, reaches } from './delegation.ts';
import type { Quorum } from './formula.ts';
import { isJoint, leavesOf } from './formula.ts';
import type { Actor, Appointment } from './organisation.ts';
import { isInOffice, isOwnPost } from './organisation.ts';
import type { RefusalCode } from './reason-code.ts';
import type { ApprovalMatter, Seat, SeatFormula } from './seat.ts';
import { bindApprover, isSeat, seatName } from './seat.ts';
import type { Temporal } from './time.ts';
import { covers } from './time.ts';

/** In which capacity somebody may decide: for which seat, in his own right or in whose name. */
export interface Capacity {
  readonly personId: string;
  /** the seat of the formula that his agreement fills */
  readonly seat: Seat;
  /** whose post it is, where he decides under a delegation or keeps the post for another */
  readonly principalId: string | null;
  /** the number of the delegation */
  readonly delegation: string | null;
  /** whether he decides as the superior of those whose own matter it is */
  readonly escalated: boolean;
}

/** Where a request goes: to these people, or nowhere until somebody is appointed. */
export type Route =
  | { readonly kind: 'open'; readonly escalated: boolean; readonly capacities: readonly Capacity[] }
  | { readonly kind: 'locked'; readonly appoint: readonly Seat[] };

/** The people among whom an approver is looked for, with their appointments and delegations. */
export type Officers = readonly Actor[];

/**
 * The people who may decide a request now, nobody of the asking side among them, and nobody who would decide in the name of
 * somebody on it. Where every holder of a seat is on that side, it goes to his superiors at the head office. Where nobody is left it
 * is locked, never open.
 *
 * @param formula what is still missing
 * @see GS-20
 * @see GS-21
 * @see GS-22
 */
export const routeOf = (
  formula: SeatFormula,
  matter: ApprovalMatter,
  officers: Officers,
  at: Temporal.Instant,
): Route => {
  if (!isJoint(formula)) return routeOfSeat(formula, matter, officers, at);
  if (formula.kind === 'at_least') return routeOfQuorum(formula, matter, officers, at);
  const routes = formula.of.map((part) => routeOf(part, matter, officers, at));
  const open = routes.filter((route) => route.kind === 'open');
  const appoint = routes.flatMap((route) => (route.kind === 'locked' ? route.appoint : []));
  if (formula.kind === 'any_of') {
    const direct = open.filter(({ escalated }) => !escalated);
    const chosen = direct.length > 0 ? direct : open;
    if (chosen.length === 0) return { kind: 'locked', appoint };
    return {
      kind: 'open',
      escalated: direct.length === 0,
      capacities: chosen.flatMap(({ capacities }) => capacities),
    };
  }
  // All of them are needed: one that cannot be had locks the whole.
  const [first] = open;
  if (appoint.length > 0 || first === undefined) return { kind: 'locked', appoint };
  const turn = formula.kind === 'in_order' ? [first] : open;
  return {
    kind: 'open',
    escalated: turn.some(({ escalated }) => escalated),
    capacities: turn.flatMap(({ capacities }) => capacities),
  };
};

const routeOfSeat = (seat: Seat, matter: ApprovalMatter, officers: Officers, at: Temporal.Instant): Route => {
  const fit = officers.flatMap((actor) => capacitiesIn(seat, actor, matter, at));
  if (fit.length > 0 && matter.overdue !== true) return { kind: 'open', escalated: false, capacities: fit };
  if (!officers.some((actor) => fills(seat, actor, at))) {
    return fit.length > 0 ? { kind: 'open', escalated: false, capacities: fit } : { kind: 'locked', appoint: [seat] };
  }
  // Nobody impartial is left, or nobody has answered: the next in line may decide as well.
  const known = new Set(fit.map(({ personId }) => personId));
  const raised = raisedTo(seat, matter, officers, at).filter(({ personId }) => !known.has(personId));
  if (raised.length > 0) return { kind: 'open', escalated: true, capacities: [...fit, ...raised] };
  return fit.length > 0
    ? { kind: 'open', escalated: false, capacities: fit }
    : { kind: 'locked', appoint: superiorsOf(matter) };
};

/** The seats of the next in line: the head office’s executives. */
const superiorsOf = (matter: ApprovalMatter): readonly Seat[] => leavesOf(bindApprover(HEADQUARTERS_EXECUTIVE, matter));

/** The capacities of the next in line for a seat whose own holders are on the asking side, or have not answered. */
const raisedTo = (seat: Seat, matter: ApprovalMatter, officers: Officers, at: Temporal.Instant): readonly Capacity[] =>
  superiorsOf(matter).flatMap((superior) =>
    officers.flatMap((actor) =>
      capacitiesIn(superior, actor, matter, at).map((held) => ({ ...held, seat, escalated: true })),
    ),
  );

/**
 * Where a quorum goes: to everybody who may still be heard. Where so many are not to be had because some of them are on the asking
 * side, or because nobody answers, the next in line are heard as well.
 */
const routeOfQuorum = (
  quorum: Quorum<Seat>,
  matter: ApprovalMatter,
  officers: Officers,
  at: Temporal.Instant,
): Route => {
  const heard = new Set(quorum.heard);
  const seats = leavesOf<Seat>(quorum);
  const unheard = (held: Capacity): boolean =>
    !heard.has(held.personId) && (held.principalId === null || !heard.has(held.principalId));
  const own = seats
    .flatMap((seat) => officers.flatMap((actor) => capacitiesIn(seat, actor, matter, at)))
    .filter(unheard);
  if (isEnough(own, quorum.count) && matter.overdue !== true)
    return { kind: 'open', escalated: false, capacities: own };

  // Too few hold these posts at all: somebody is to be appointed, and nobody above them stands in.
  const holders = officers.filter((actor) => seats.some((seat) => fills(seat, actor, at)));
  const isTooThin = holders.length < quorum.count && matter.overdue !== true;
  const known = new Set(own.map(({ personId }) => personId));
  const raised = (isTooThin ? [] : seats)
    .filter((seat) => officers.some((actor) => fills(seat, actor, at)))
    .flatMap((seat) => raisedTo(seat, matter, officers, at))
    .filter((held) => unheard(held) && !known.has(held.personId));
  if (raised.length > 0 && isEnough([...own, ...raised], quorum.count)) {
    return { kind: 'open', escalated: true, capacities: [...own, ...raised] };
  }
  return isEnough(own, quorum.count)
    ? { kind: 'open', escalated: false, capacities: own }
    : { kind: 'locked', appoint: seats };
};

/**
 * Whether so many voices can be heard of which no two belong together. Whoever speaks in his own right is best heard so; of the others,
 * who lend or borrow their voice, one takes two people out.
 */
const isEnough = (held: readonly Capacity[], count: number): boolean => {
  const own = new Set(held.filter(({ principalId }) => principalId === null).map(({ personId }) => personId));
  const lent = held.flatMap(({ personId, principalId }): (readonly [string, string])[] =>
    principalId === null || own.has(personId) || own.has(principalId) ? [] : [[personId, principalId]],
  );
  return own.size >= count || hasApart(lent, count - own.size);
};

/** Whether so many of these pairs have nobody in common. */
const hasApart = (pairs: readonly (readonly [string, string])[], count: number): boolean => {
  if (count <= 0) return true;
  if (pairs.length < count) return false;
  return pairs.some(([one, other], index) =>
    hasApart(
      pairs.slice(index + 1).filter((pair) => !pair.includes(one) && !pair.includes(other)),
      count - 1,
    ),
  );
};

/** Whether somebody fills a seat at all, whoever is asking. */
const fills = (seat: Seat, actor: Actor, at: Temporal.Instant): boolean =>
  seat.kind === 'person'
    ? actor.personId === seat.personId && isInOffice(actor, at)
    : actor.appointments.some((held) => isSeat(seat, held) && covers(held.validity, at));

/** In which capacities a person may decide for a seat; none where he, or whoever he would decide for, is a party. */
export const capacitiesIn = (
  seat: Seat,
  actor: Actor,
  matter: ApprovalMatter,
  at: Temporal.Instant,
): readonly Capacity[] => {
  if (isParty(matter.parties, actor.personId)) return [];
  const own = ownPosts(seat, actor, at).filter(({ actingFor }) => !isPartyOrNone(matter, actingFor ?? null));
  const capacities: Capacity[] = own
    .slice(0, 1)
    .map(({ actingFor }) => capacity(actor, seat, { principalId: actingFor ?? null, delegation: null }));
  if (seat.kind === 'person' && fills(seat, actor, at)) {
    capacities.push(capacity(actor, seat, { principalId: null, delegation: null }));
  }
  for (const delegation of actor.delegations ?? []) {
    const lends =
      isInForce(delegation, actor, at) &&
      reaches(delegation, matter.operation, matter.level) &&
      !isParty(matter.parties, delegation.principalId) &&
      // What its principal keeps for another was lent to him, and he cannot lend it on.
      ownPosts(seat, delegation.principal, at).some(
        (held) => isOwnPost(held) && held.companyId === delegation.companyId && held.post === delegation.post,
      );
    if (lends) {
      const { principalId, number } = delegation;
      capacities.push(capacity(actor, seat, { principalId, delegation: number }));
    }
  }
  return capacities;
};

const ownPosts = (seat: Seat, actor: Actor, at: Temporal.Instant): readonly Appointment[] =>
  actor.appointments.filter((held) => isSeat(seat, held) && covers(held.validity, at));

const isPartyOrNone = (matter: ApprovalMatter, personId: string | null): boolean =>
  personId !== null && isParty(matter.parties, personId);

const capacity = (actor: Actor, seat: Seat, for_: Pick<Capacity, 'principalId' | 'delegation'>): Capacity => ({
  personId: actor.personId,
  seat,
  ...for_,
  escalated: false,
});

/** The capacities in which one person may decide what is still missing. */
export const capacitiesOf = (route: Route, personId: string): readonly Capacity[] =>
  route.kind === 'open' ? route.capacities.filter((held) => held.personId === personId) : [];

/**
 * Whether a person may decide this request at this instant; null, or why not. Capacity is read from the register of appointments at
 * the moment of the act, never from what was true on filing.
 *
 * @see GS-21
 * @see GS-22
 */
export const mayApprove = (
  formula: SeatFormula,
  matter: ApprovalMatter,
  approver: Actor,
  officers: Officers,
  at: Temporal.Instant,
): RefusalCode | null => {
  if (isParty(matter.parties, approver.personId)) return 'SELF_APPROVAL';
  const route = routeOf(formula, matter, officers, at);
  if (route.kind === 'locked') return 'NO_ELIGIBLE_APPROVER';
  if (capacitiesOf(route, approver.personId).length > 0) return null;
  return whyNot(leavesOf(formula), matter, approver, at);
};

const whyNot = (seats: readonly Seat[], matter: ApprovalMatter, approver: Actor, at: Temporal.Instant): RefusalCode => {
  const lent = { ...matter, parties: { requesterId: '', drafterId: null, beneficiaryIds: [] } };
  // He fits, and it is not his turn: somebody who comes before him has not agreed yet.
  if (seats.some((seat) => capacitiesIn(seat, approver, matter, at).length > 0)) return 'NOT_YOUR_TURN';
  if (seats.some((seat) => capacitiesIn(seat, approver, lent, at).length > 0)) return 'DELEGATE_OF_REQUESTER';
  if (seats.some((seat) => approver.appointments.some((held) => isSeat(seat, held)))) return 'APPROVER_NOT_IN_OFFICE';
  if (seats.some(({ kind }) => kind === 'in_charge' || kind === 'headquarters_in_charge')) return 'NOT_IN_CHARGE';
  if (seats.every(({ kind }) => kind === 'headquarters_post')) return 'APPROVER_LEVEL';
  const owner = seatName({ kind: 'post', companyId: matter.ownerCompanyId, post: 'general_manager' });
  return seats.some((seat) => seatName(seat) === owner) ? 'APPROVER_NOT_OWNER_GM' : 'APPROVER_NOT_NAMED_BY_RULE';
};
