import { afterAgreement, openLeaves, seatName } from '@miji/core';
import type { Seat, SeatFormula } from '@miji/core';

/** A seat that somebody filled or refused for, in one round of a request; times in milliseconds. */
export interface SeatTaken {
  readonly seat: string;
  readonly personId: string;
  /** in whose name, where that is another’s */
  readonly principalId: string | null;
  readonly agreed: boolean;
  readonly decided: number;
}

/** What one person did at one moment. */
export interface Act {
  readonly personId: string;
  readonly decided: number;
  readonly seats: readonly SeatTaken[];
  /** when it came to him */
  readonly began: number;
}

/**
 * The acts of one round, and when each came to whoever acted: with the round or, where an order is kept, when those before had agreed.
 * Where one act fills several seats, it is one act, and began with the first of them.
 *
 * @param formula who has to agree, where that is in an order; null where everybody’s turn began with the round
 * @param taken in the sequence in which it was decided
 */
export const actsOf = (formula: SeatFormula | null, began: number, taken: readonly SeatTaken[]): readonly Act[] => {
  const groups = Map.groupBy(taken, ({ personId, decided }) => `${personId} ${decided}`);
  let left = formula;
  let open = turnsIn(left, new Map(), began);
  return [...groups.values()].flatMap((seats): Act[] => {
    const [first] = seats;
    if (first === undefined) return [];
    const names = new Set(seats.map(({ seat }) => seat));
    const turns = [...open].flatMap(([seat, since]) => (names.has(seatName(seat)) ? [since] : []));
    for (const { seat: name, agreed, personId, principalId } of seats) {
      if (!agreed || left === null) continue;
      const voice = principalId === null ? [personId] : [personId, principalId];
      left = afterAgreement<Seat>(left, (seat) => seatName(seat) === name, voice);
      open = turnsIn(left, open, first.decided);
    }
    const { personId, decided } = first;
    return [{ personId, decided, seats, began: turns.length === 0 ? began : Math.min(...turns) }];
  });
};

/**
 * The seats whose turn it is, with when it began; those that were open before keep their time. They are told apart as places in the
 * formula, not by name: a post that stands in it twice has two turns.
 */
const turnsIn = (left: SeatFormula | null, before: ReadonlyMap<Seat, number>, now: number): ReadonlyMap<Seat, number> =>
  new Map((left === null ? [] : openLeaves<Seat>(left)).map((seat) => [seat, before.get(seat) ?? now] as const));
