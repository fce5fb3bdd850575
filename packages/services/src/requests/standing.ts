import type {
  ApprovalMatter,
  FilledSeat,
  Officers,
  RefusalCode,
  Route,
  SeatFormula,
  SecretLevel,
  Spoken,
  Temporal,
} from '@miji/core';
import { isSpent, leftAfter, mayApprove, routeOf, spokenBy, stageAt } from '@miji/core';
import type { ItemRow, RequestDecisionRow, RequestRow } from '@miji/db';
import { partiesOf } from './request-wire.ts';

/**
 * What a stored request is about at an instant. Its seats were bound on filing, so nothing is asked of the requester’s posts any
 * more. How much of its time is over is read from the clock.
 */
export const matterOf = (row: RequestRow, item: ItemRow, level: SecretLevel, at: Temporal.Instant): ApprovalMatter => ({
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
): SeatFormula | null => leftAfter(row.route.seats, filledIn(row, decisions));

/** The seats that were filled in the round that is open. */
const filledIn = (row: Pick<RequestRow, 'round'>, decisions: readonly RequestDecisionRow[]): readonly FilledSeat[] =>
  agreementsOf(row, decisions).map(({ seat, person_id, principal_id, escalated }) => ({
    seat,
    personId: person_id,
    principalId: principal_id,
    escalated,
  }));

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
  const spoken = spokenTo(row, decisions, person.personId);
  const route = routeOf(left, matter, officers, at);
  const spent = spoken !== 'not_yet' && (reason !== null || isSpent(route, person.personId, spoken));
  return { left, route, mayNotDecide: spent ? 'ALREADY_APPROVED_BY_YOU' : reason };
};

/** How a person has spoken in the round that is open. */
export const spokenTo = (
  row: Pick<RequestRow, 'round'>,
  decisions: readonly RequestDecisionRow[],
  personId: string,
): Spoken => spokenBy(filledIn(row, decisions), personId);

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
    .filter((personId) => !isSpent(route, personId, spokenTo(row, decisions, personId)))
    .toSorted();
};
