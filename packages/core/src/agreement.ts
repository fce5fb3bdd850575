import { afterAgreement } from './formula.ts';
import type { Capacity, Officers, Route } from './route.ts';
import { capacitiesOf, routeOf } from './route.ts';
import type { ApprovalMatter, Seat, SeatFormula } from './seat.ts';
import { seatName } from './seat.ts';
import type { Temporal } from './time.ts';

/** A seat of a route that has been filled: by whom, and in whose name where not in his own. */
export interface FilledSeat {
  /** as {@link seatName} writes it */
  readonly seat: string;
  readonly personId: string;
  readonly principalId: string | null;
}

/** Who still has to agree after some have, in the order in which they did; null where nobody has to any more. */
export const leftAfter = (seats: SeatFormula, filled: readonly FilledSeat[]): SeatFormula | null => {
  let left: SeatFormula | null = seats;
  for (const { seat: name, ...speaker } of filled) {
    if (left === null) break;
    left = afterAgreement<Seat>(left, (seat) => seatName(seat) === name, voiceOf(speaker));
  }
  return left;
};

/** Who is heard where somebody speaks: he himself, and whoever he speaks for. */
const voiceOf = ({ personId, principalId }: Pick<Capacity, 'personId' | 'principalId'>): readonly string[] =>
  principalId === null ? [personId] : [personId, principalId];

/** Whether somebody who has agreed already has nothing more to say. */
export const isSpent = (route: Route, personId: string): boolean =>
  oneVoice(capacitiesOf(route, personId), true).length === 0;

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
      rest = leftAfter(rest, [{ ...capacity, seat: name }]);
    }
  }
  return { filled: [...filled.values()], left: rest };
};
