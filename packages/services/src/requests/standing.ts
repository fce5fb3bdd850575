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
import { afterAgreement, capacitiesOf, mayApprove, routeOf, seatName } from '@miji/core';
import type { ItemRow, RequestDecisionRow, RequestRow } from '@miji/db';
import { partiesOf } from './request-wire.ts';

/** What a stored request is about. Its seats were bound on filing, so nothing is asked of the requester’s posts any more. */
export const matterOf = (row: RequestRow, item: ItemRow, level: SecretLevel): ApprovalMatter => ({
  operation: row.operation,
  level,
  ownerCompanyId: row.company_id,
  line: item.line,
  responsibleManagerId: item.responsible_manager_id,
  requesterCompanyIds: [],
  requesterDepartmentIds: [],
  parties: partiesOf(row),
});

/** Who still has to agree to a request; null where nobody has to any more. */
export const leftOf = (seats: SeatFormula, decisions: readonly RequestDecisionRow[]): SeatFormula | null => {
  let left: SeatFormula | null = seats;
  for (const agreement of decisions.filter(({ decision }) => decision === 'approve').toSorted(bySequence)) {
    if (left !== null) left = afterAgreement<Seat>(left, (seat) => seatName(seat) === agreement.seat);
  }
  return left;
};

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
  const left = leftOf(row.route.seats, decisions);
  if (left === null) return { left, route: null, mayNotDecide: 'ALREADY_DECIDED' };
  const reason = mayApprove(left, matter, person, officers, at);
  const hasAgreed = decisions.some(({ person_id }) => person_id === person.personId);
  const route = routeOf(left, matter, officers, at);
  const spent =
    hasAgreed && (reason !== null || oneVoice(capacitiesOf(route, person.personId), hasAgreed).length === 0);
  return { left, route, mayNotDecide: spent ? 'ALREADY_APPROVED_BY_YOU' : reason };
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
    for (const capacity of fresh)
      if (!filled.has(seatName(capacity.seat))) filled.set(seatName(capacity.seat), capacity);
    const names = new Set(fresh.map(({ seat }) => seatName(seat)));
    rest = afterAgreement<Seat>(rest, (seat) => names.has(seatName(seat)));
  }
  return { filled: [...filled.values()], left: rest };
};
