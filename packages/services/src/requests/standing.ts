import type {
  ApprovalMatter,
  Capacity,
  Officers,
  RefusalCode,
  Route,
  Seat,
  SeatFormula,
  SecretLevel,
  Temporal,
} from '@miji/core';
import { afterAgreement, capacitiesOf, mayApprove, routeOf, seatName, stageAt } from '@miji/core';
import type { ItemRow, RequestDecisionRow, RequestRow } from '@miji/db';
import { partiesOf } from './request-wire.ts';

/**
 * What a stored request is about at an instant. Its seats were bound on filing, so nothing is asked of the requester’s posts any
 * more. How much of its time is over is read from the clock.
 */
export const matterOf = (
  row: RequestRow,
  item: ItemRow,
  level: SecretLevel,
  at: Temporal.Instant,
): ApprovalMatter => ({
  operation: row.operation,
  level,
  ownerCompanyId: row.company_id,
  line: item.line,
  responsibleManagerId: item.responsible_manager_id,
  requesterCompanyIds: [],
  requesterDepartmentIds: [],
  parties: partiesOf(row),
  // While it waits for the requester, nobody else is late.
  overdue:
    row.state === 'pending' && stageAt({ beganAt: row.turn_began_at, expiresAt: row.expires_at }, at) === 'escalated',
});

/** The agreements that count: those of the round that is open. What was agreed to before something was asked back was another thing. */
export const agreementsOf = (
  row: Pick<RequestRow, 'round'>,
  decisions: readonly RequestDecisionRow[],
): readonly RequestDecisionRow[] =>
  decisions.filter(({ decision, round }) => decision === 'approve' && round === row.round).toSorted(bySequence);

/** Who still has to agree to a request; null where nobody has to any more. */
export const leftOf = (
  row: Pick<RequestRow, 'round' | 'route'>,
  decisions: readonly RequestDecisionRow[],
): SeatFormula | null => {
  let left: SeatFormula | null = row.route.seats;
  for (const { seat: name, person_id, principal_id } of agreementsOf(row, decisions)) {
    if (left === null) break;
    left = afterAgreement<Seat>(left, (seat) => seatName(seat) === name, voiceOf(person_id, principal_id));
  }
  return left;
};

/** Who is heard where somebody speaks: he himself, and whoever he speaks for. */
const voiceOf = (personId: string, principalId: string | null): readonly string[] =>
  principalId === null ? [personId] : [personId, principalId];

const bySequence = (a: RequestDecisionRow, b: RequestDecisionRow): number => a.sequence - b.sequence;

/** A request as it stands for one person. */
export interface Standing {
  readonly left: SeatFormula | null;
  /** where it goes now; null where all have agreed */
  readonly route: Route | null;
  /** null where the person may decide it by his post and standing, whatever its state */
  readonly mayNotDecide: RefusalCode | null;
}

/** Where a request stands, and whether a person may decide what is left of it. */
export const standingOf = (
  row: RequestRow,
  matter: ApprovalMatter,
  decisions: readonly RequestDecisionRow[],
  people: { readonly person: Parameters<typeof mayApprove>[2]; readonly officers: Officers },
  at: Temporal.Instant,
): Standing => {
  const { person, officers } = people;
  const left = leftOf(row, decisions);
  if (left === null) return { left, route: null, mayNotDecide: 'ALREADY_DECIDED' };
  const reason = mayApprove(left, matter, person, officers, at);
  const hasAgreed = hasAgreedTo(row, decisions, person.personId);
  const route = routeOf(left, matter, officers, at);
  const spent = hasAgreed && (reason !== null || isSpent(route, person.personId));
  return { left, route, mayNotDecide: spent ? 'ALREADY_APPROVED_BY_YOU' : reason };
};

/** Whether a person has agreed in the round that is open. */
export const hasAgreedTo = (
  row: Pick<RequestRow, 'round'>,
  decisions: readonly RequestDecisionRow[],
  personId: string,
): boolean => agreementsOf(row, decisions).some(({ person_id }) => person_id === personId);

/** Whether somebody who has agreed already has nothing more to say. */
const isSpent = (route: Route, personId: string): boolean => oneVoice(capacitiesOf(route, personId), true).length === 0;

/** The people who may decide a request now, sorted by id: whom it is routed to. Whoever has agreed and has no more to say is not one. */
export const decidersOf = (
  row: Pick<RequestRow, 'round' | 'route'>,
  matter: ApprovalMatter,
  decisions: readonly RequestDecisionRow[],
  officers: Officers,
  at: Temporal.Instant,
): readonly string[] => {
  const left = leftOf(row, decisions);
  if (left === null) return [];
  const route = routeOf(left, matter, officers, at);
  if (route.kind === 'locked') return [];
  return [...new Set(route.capacities.map(({ personId }) => personId))]
    .filter((personId) => !hasAgreedTo(row, decisions, personId) || !isSpent(route, personId))
    .toSorted();
};

/**
 * The capacities in which a person speaks: where he has a say, or has had it, in his own right, nobody else's is added to it. Where two
 * have to agree, one of them lending his voice to the other does not make two of one.
 *
 * @see CF-32
 */
const oneVoice = (held: readonly Capacity[], hasAgreed: boolean): readonly Capacity[] => {
  const own = held.filter(({ principalId }) => principalId === null);
  return hasAgreed || own.length > 0 ? own : held;
};

/**
 * What one agreement of a person fills: every seat that he may decide for now and, where an order is kept, those whose turn comes by
 * that. In his own right before in anybody’s name, each seat once.
 */
export const filledBy = (
  left: SeatFormula,
  matter: ApprovalMatter,
  people: { readonly personId: string; readonly officers: Officers; readonly hasAgreed: boolean },
  at: Temporal.Instant,
): { readonly filled: readonly Capacity[]; readonly left: SeatFormula | null } => {
  const filled = new Map<string, Capacity>();
  let rest: SeatFormula | null = left;
  while (rest !== null) {
    const offered = capacitiesOf(routeOf(rest, matter, people.officers, at), people.personId);
    const held = oneVoice(offered, people.hasAgreed || filled.size > 0);
    const fresh = held.filter(({ seat }) => !filled.has(seatName(seat)));
    if (fresh.length === 0) break;
    // One seat after the other, exactly as it is read again from what was written down.
    for (const capacity of fresh) {
      const name = seatName(capacity.seat);
      if (rest === null || filled.has(name)) continue;
      filled.set(name, capacity);
      rest = afterAgreement<Seat>(
        rest,
        (seat) => seatName(seat) === name,
        voiceOf(capacity.personId, capacity.principalId),
      );
    }
  }
  return { filled: [...filled.values()], left: rest };
};
