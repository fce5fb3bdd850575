import type { Actor, FilledSeat, Formula, Seat, SeatFormula } from '../../src/index.ts';
import {
  isBefore,
  isJoint,
  leavesOf,
  leftAfter,
  mayApprove,
  routeOf,
  seatName,
  SECRET_LEVELS,
} from '../../src/index.ts';
import { holdings, SUPERIORS } from './matters.ts';
import type { Happening } from './office-happenings.ts';
import { PEOPLE } from './office-happenings.ts';
import type { Filed, Office } from './office-life.ts';
import { at as nth } from './read.ts';

/**
 * What somebody who trusts nothing writes down beside an office: who has ever asked, drafted or been named for each request. What is
 * wrong is worked out from this and from the register alone.
 */
export class Books {
  agreements = 0;
  approvals = 0;
  quorums = 0;
  escalated = 0;
  readonly #asking = new Map<Filed, Set<string>>();
  readonly #approved = new Set<Filed>();

  /** Writes down who stands on the asking side by what has just happened. */
  note(office: Office, happening: Happening): void {
    for (const request of office.requests) {
      const known = this.#asking.get(request);
      const asking = known ?? new Set<string>();
      this.#asking.set(request, asking);
      for (const { personId } of request.terms.recipients) asking.add(personId);
      if (known !== undefined || happening.kind !== 'file') continue;
      asking.add(nth(PEOPLE, happening.who));
      if (happening.drafter !== null) asking.add(nth(PEOPLE, happening.drafter));
    }
  }

  /**
   * What breaks the ban on deciding one's own matter, in words; nothing of it may ever be there.
   *
   * @param alsoEverybody whether everybody is asked about every request, rather than those whom it concerns
   */
  breaches(office: Office, alsoEverybody: boolean): readonly string[] {
    return [
      ...office.pending().flatMap((request) => this.#routedWrongly(office, request, alsoEverybody)),
      ...office.requests.flatMap((request) => this.#agreedWrongly(request)),
    ];
  }

  #isAsking = (request: Filed, id: string | null): boolean =>
    id !== null && (this.#asking.get(request)?.has(id) ?? false);

  #routedWrongly(office: Office, request: Filed, alsoEverybody: boolean): readonly string[] {
    const { now } = office;
    const found: string[] = [];
    const left = leftAfter(request.seats, request.agreed);
    if (left === null) return ['it is pending, and nobody has to agree any more'];
    const matter = office.matterOf(request);
    const officers = office.register.officers();
    const route = routeOf(left, matter, officers, now);
    const capacities = route.kind === 'open' ? route.capacities : [];
    if (matter.overdue === true && route.kind === 'open' && route.escalated) this.escalated += 1;
    for (const { personId, principalId } of capacities) {
      if (this.#isAsking(request, personId)) found.push(`${personId} is routed his own request`);
      if (this.#isAsking(request, principalId)) {
        found.push(`${personId} is routed a request of ${principalId}, for whom he would decide`);
      }
    }
    const routed = new Set(capacities.map(({ personId }) => personId));
    for (const actor of officers) {
      const { personId } = actor;
      const asks = routed.has(personId) || this.#isAsking(request, personId) || alsoEverybody;
      const may = asks && mayApprove(left, matter, actor, officers, now) === null;
      if (may && !this.#isFree(office, request, left, actor)) {
        found.push(`${personId} may approve, and has no seat of his own`);
      }
    }
    return found;
  }

  /** Of those who have agreed nobody asks, nobody speaks for somebody who does, and they are as many as the rule wants. */
  #agreedWrongly(request: Filed): readonly string[] {
    const { agreed, seats } = request;
    const found = agreed.flatMap(({ personId, principalId }) =>
      [personId, principalId].flatMap((id) =>
        this.#isAsking(request, id) ? [`${id} has agreed to his own request`] : [],
      ),
    );
    if (request.state !== 'approved' || this.#approved.has(request)) return found;
    this.#approved.add(request);
    this.approvals += 1;
    this.agreements += agreed.length;
    if (hasQuorum(seats)) this.quorums += 1;
    return isTrue(seats, agreed) ? found : [...found, 'it is approved, and not all have agreed who had to'];
  }

  /** Whether he has a seat in which he speaks for himself or for somebody who is not on the asking side. */
  #isFree({ register, now }: Office, request: Filed, left: SeatFormula, actor: Actor): boolean {
    if (this.#isAsking(request, actor.personId)) return false;
    const { matter } = request;
    // Where all who fill a seat are on the asking side, or nobody answers, it is their superiors' turn.
    const seats: readonly Seat[] = [...leavesOf(left), ...SUPERIORS];
    return seats.some((seat) => {
      if (seat.kind === 'person') return seat.personId === actor.personId;
      const own = holdings(seat, actor, now);
      if (own.some(({ actingFor }) => !this.#isAsking(request, actingFor ?? null))) return true;
      return register.delegations.some((delegation) => {
        const { principalId, validity } = delegation;
        const principal = { personId: principalId, appointments: register.current(principalId, now) };
        const lent = holdings(seat, principal, now).filter(
          ({ companyId, post, actingFor }) =>
            companyId === delegation.companyId && post === delegation.post && (actingFor ?? null) === null,
        );
        const isOver = validity.to !== null && !isBefore(now, validity.to);
        return (
          delegation.delegateId === actor.personId &&
          !this.#isAsking(request, principalId) &&
          !isOver &&
          lent.length > 0 &&
          delegation.operations.includes(matter.operation) &&
          SECRET_LEVELS.indexOf(matter.level) <= SECRET_LEVELS.indexOf(delegation.highestLevel)
        );
      });
    });
  }
}

const hasQuorum = (formula: Formula<Seat>): boolean =>
  isJoint(formula) && (formula.kind === 'at_least' || formula.of.some(hasQuorum));

/** What a rule means of those who have agreed, said without its algebra. A quorum wants so many voices with nobody in common. */
const isTrue = (formula: Formula<Seat>, agreed: readonly FilledSeat[]): boolean => {
  if (!isJoint(formula)) return agreed.some(({ seat }) => seat === seatName(formula));
  if (formula.kind === 'any_of') return formula.of.some((part) => isTrue(part, agreed));
  if (formula.kind !== 'at_least') return formula.of.length > 0 && formula.of.every((part) => isTrue(part, agreed));
  const names = new Set(leavesOf<Seat>(formula).map(seatName));
  const heard = new Set<string>();
  let voices = 0;
  for (const { seat, personId, principalId } of agreed) {
    const ids = principalId === null ? [personId] : [personId, principalId];
    if (!names.has(seat) || ids.some((id) => heard.has(id))) continue;
    for (const id of ids) heard.add(id);
    voices += 1;
  }
  return voices >= formula.count;
};
