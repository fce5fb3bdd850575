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
  /** whether he filled it as the next in line */
  readonly escalated: boolean;
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

/** How a person has spoken on a request so far: not at all, in his own right, or in the place of another. */
export type Spoken = 'not_yet' | 'in_own_right' | 'for_another';

/** How a person has spoken, by the seats that he has filled. */
export const spokenBy = (filled: readonly FilledSeat[], personId: string): Spoken => {
  const own = filled.filter((seat) => seat.personId === personId);
  if (own.length === 0) return 'not_yet';
  return own.every(isOwnRight) ? 'in_own_right' : 'for_another';
};

const isOwnRight = ({ principalId, escalated }: Pick<Capacity, 'principalId' | 'escalated'>): boolean =>
  principalId === null && !escalated;

/** Whether somebody who has agreed already has nothing more to say. */
export const isSpent = (route: Route, personId: string, spoken: Spoken): boolean =>
  spoken !== 'not_yet' && oneVoice(capacitiesOf(route, personId), spoken).length === 0;

/**
 * The capacities in which a person speaks. Two agreements are two people’s: where he has a say, or has had it, in his own right,
 * nobody else’s is added to it; whoever speaks in the place of another speaks for that one alone, and has spoken then. As the next in
 * line he stands in for one seat.
 *
 * @see CF-32
 */
const oneVoice = (held: readonly Capacity[], spoken: Spoken): readonly Capacity[] => {
  if (spoken === 'for_another') return [];
  const own = held.filter(isOwnRight);
  if (spoken === 'in_own_right' || own.length > 0) return own;
  const [first] = held.toSorted((one, other) => Number(one.escalated) - Number(other.escalated));
  if (first === undefined || first.escalated) return first === undefined ? [] : [first];
  return held.filter(({ principalId, escalated }) => !escalated && principalId === first.principalId);
};

/**
 * What one agreement of a person fills: every seat that he may decide for now and, where an order is kept, those whose turn comes by
 * that; in the place of another that one’s seats alone. Each seat once.
 */
export const filledBy = (
  left: SeatFormula,
  matter: ApprovalMatter,
  people: { readonly personId: string; readonly officers: Officers; readonly spoken: Spoken },
  at: Temporal.Instant,
): { readonly filled: readonly Capacity[]; readonly left: SeatFormula | null } => {
  const filled = new Map<string, Capacity>();
  let { spoken } = people;
  let rest: SeatFormula | null = left;
  while (rest !== null) {
    const offered = capacitiesOf(routeOf(rest, matter, people.officers, at), people.personId);
    const fresh = oneVoice(offered, spoken).filter(({ seat }) => !filled.has(seatName(seat)));
    if (fresh.length === 0) break;
    // One seat after the other, exactly as it is read again from what was written down.
    for (const capacity of fresh) {
      const name = seatName(capacity.seat);
      if (rest === null || filled.has(name)) continue;
      filled.set(name, capacity);
      rest = leftAfter(rest, [{ ...capacity, seat: name }]);
    }
    spoken = fresh.every(isOwnRight) ? 'in_own_right' : 'for_another';
  }
  return { filled: [...filled.values()], left: rest };
};
