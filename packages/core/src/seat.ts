import type { Approver, ApprovedOperation, Office, RequestParties } from './approver.ts';
import type { Formula } from './formula.ts';
import { anyOf, mapLeaves } from './formula.ts';
import type { SecretLevel } from './level.ts';
import { SECRET_LEVELS, compareLevels } from './level.ts';
import type { Actor, Appointment, Post } from './organisation.ts';
import { inOffice } from './organisation.ts';
import { isInForce } from './delegation.ts';
import type { Principal } from './principal.ts';
import type { Temporal } from './time.ts';

/** An office once it is known which item and which request it is about: this post of this company, this person. */
export type Seat =
  | { readonly kind: 'post'; readonly companyId: string; readonly post: Post }
  | { readonly kind: 'headquarters_post'; readonly post: Post }
  | { readonly kind: 'in_charge'; readonly companyId: string; readonly post: Post; readonly line: string }
  | { readonly kind: 'headquarters_in_charge'; readonly post: Post; readonly line: string }
  | { readonly kind: 'person'; readonly personId: string }
  | { readonly kind: 'department_head'; readonly departmentId: string }
  | { readonly kind: 'nobody' };

/** Who has to agree to one request. It is fixed when the request is filed, and stored with it. */
export type SeatFormula = Formula<Seat>;

/** What a request is about, as far as who decides it depends on that. */
export interface ApprovalMatter {
  readonly operation: ApprovedOperation;
  readonly level: SecretLevel;
  readonly ownerCompanyId: string;
  /** the line of business that the item belongs to; null where none is written down */
  readonly line: string | null;
  readonly responsibleManagerId: string;
  readonly requesterCompanyIds: readonly string[];
  readonly requesterDepartmentIds: readonly string[];
  readonly parties: RequestParties;
  /** whether so much of its time is over without a decision that the next in line may decide too */
  readonly overdue?: boolean | undefined;
}

const NO_SEAT: Seat = { kind: 'nobody' };

/** The seats behind a rule for one request. An office that the request gives no seat for (no line, no department) is nobody’s. */
export const bindApprover = (approver: Approver, matter: ApprovalMatter): SeatFormula =>
  mapLeaves(approver, (office) => seatsOf(office, matter));

const oneOf = (seats: readonly Seat[]): SeatFormula => (seats.length === 0 ? NO_SEAT : anyOf(...seats));

const seatsOf = (office: Office, matter: ApprovalMatter): SeatFormula => {
  switch (office.kind) {
    case 'post':
      if (office.company === 'headquarters') return { kind: 'headquarters_post', post: office.post };
      return oneOf(
        (office.company === 'owner' ? [matter.ownerCompanyId] : matter.requesterCompanyIds).map((companyId) => ({
          kind: 'post',
          companyId,
          post: office.post,
        })),
      );
    case 'in_charge': {
      const { line } = matter;
      if (line === null) return NO_SEAT;
      return office.company === 'headquarters'
        ? { kind: 'headquarters_in_charge', post: office.post, line }
        : { kind: 'in_charge', companyId: matter.ownerCompanyId, post: office.post, line };
    }
    case 'responsible_manager':
      return { kind: 'person', personId: matter.responsibleManagerId };
    case 'requester_department_head':
      return oneOf(matter.requesterDepartmentIds.map((departmentId) => ({ kind: 'department_head', departmentId })));
    case 'nobody':
      return NO_SEAT;
  }
};

/** A seat as text: how a stored request names who has agreed, and for which seat. */
export const seatName = (seat: Seat): string => {
  switch (seat.kind) {
    case 'post':
      return `post:${seat.companyId}:${seat.post}`;
    case 'headquarters_post':
      return `headquarters:${seat.post}`;
    case 'in_charge':
      return `in_charge:${seat.companyId}:${seat.post}:${seat.line}`;
    case 'headquarters_in_charge':
      return `headquarters_in_charge:${seat.post}:${seat.line}`;
    case 'person':
      return `person:${seat.personId}`;
    case 'department_head':
      return `department_head:${seat.departmentId}`;
    case 'nobody':
      return 'nobody';
  }
};

/** Whether an appointment, while it lasts, is this seat. */
export const isSeat = (seat: Seat, held: Appointment): boolean => {
  switch (seat.kind) {
    case 'post':
      return held.companyId === seat.companyId && held.post === seat.post;
    case 'headquarters_post':
      return held.companyKind === 'headquarters' && held.post === seat.post;
    case 'in_charge':
      return held.companyId === seat.companyId && held.post === seat.post && isLineOf(held, seat.line);
    case 'headquarters_in_charge':
      return held.companyKind === 'headquarters' && held.post === seat.post && isLineOf(held, seat.line);
    case 'department_head':
      return held.departmentId === seat.departmentId && held.post === 'department_head';
    case 'person':
    case 'nobody':
      return false;
  }
};

const isLineOf = (held: Appointment, line: string): boolean => held.lines?.includes(line) ?? false;

/** The seats that an appointment fills. */
const seatsHeld = (held: Appointment): readonly Seat[] => {
  const { companyId, post, departmentId } = held;
  const lines = held.lines ?? [];
  const seats: Seat[] = [
    { kind: 'post', companyId, post },
    ...lines.map((line) => ({ kind: 'in_charge', companyId, post, line }) as const),
  ];
  if (held.companyKind === 'headquarters') {
    seats.push({ kind: 'headquarters_post', post });
    seats.push(...lines.map((line) => ({ kind: 'headquarters_in_charge', post, line }) as const));
  }
  if (post === 'department_head' && departmentId !== null) seats.push({ kind: 'department_head', departmentId });
  return seats;
};

/**
 * The name under which a request is addressed to whoever fills a seat. Names of seats stand apart from names of readers: who decides
 * about an item does not thereby know it.
 */
export const seatPrincipal = (seat: Seat): Principal => `seat:${seatName(seat)}`;

/** The name under which it is addressed to whoever may decide it by delegation: bounded by operation and level. */
export const delegatedSeatPrincipal = (seat: Seat, operation: ApprovedOperation, level: SecretLevel): Principal =>
  `delegated:${operation}:${level}:${seatName(seat)}`;

/** Every name under which a request may be addressed to a person at an instant. */
export const seatPrincipalsOf = (actor: Actor, at: Temporal.Instant): readonly Principal[] => {
  const held = inOffice(actor, at);
  if (held.length === 0) return [];
  const names = new Set<Principal>([seatPrincipal({ kind: 'person', personId: actor.personId })]);
  for (const appointment of held) for (const seat of seatsHeld(appointment)) names.add(seatPrincipal(seat));
  for (const delegation of actor.delegations ?? []) {
    if (!isInForce(delegation, actor, at)) continue;
    const levels = SECRET_LEVELS.filter((level) => compareLevels(level, delegation.highestLevel) <= 0);
    for (const lent of inOffice(delegation.principal, at)) {
      if (lent.companyId !== delegation.companyId || lent.post !== delegation.post) continue;
      for (const seat of seatsHeld(lent))
        for (const operation of delegation.operations)
          for (const level of levels) names.add(delegatedSeatPrincipal(seat, operation, level));
    }
  }
  return [...names];
};
