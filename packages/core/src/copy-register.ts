/**
 * Where a copy is. Every copy counts as an original, so each is in exactly one of these places.
 *
 * @see GS-24
 */
export const COPY_STATES = ['held', 'lent', 'carried_out', 'in_transit', 'returned', 'destroyed', 'lost'] as const;
export type CopyState = (typeof COPY_STATES)[number];

/** What can happen to a copy. */
export type CopyAct =
  | 'lend'
  | 'carry_out'
  | 'send'
  | 'receive'
  | 'bring_back'
  | 'give_back'
  | 'return'
  | 'destroy'
  | 'lose'
  | 'find';

const TRANSITIONS: Readonly<Record<CopyState, Readonly<Partial<Record<CopyAct, CopyState>>>>> = {
  held: { lend: 'lent', carry_out: 'carried_out', send: 'in_transit', return: 'returned', lose: 'lost' },
  lent: { give_back: 'held', lose: 'lost' },
  carried_out: { bring_back: 'held', lose: 'lost' },
  in_transit: { receive: 'held', lose: 'lost' },
  returned: { destroy: 'destroyed', lose: 'lost' },
  destroyed: {},
  lost: { find: 'returned' },
};

/** The state of a copy after an act, or null where the act is not possible: nothing comes back from destruction. */
export const moveCopy = (state: CopyState, act: CopyAct): CopyState | null => TRANSITIONS[state][act] ?? null;

/** How many copies of an item were issued, and how many are in each place. */
export interface CopyCount {
  readonly issued: number;
  readonly in: Readonly<Record<CopyState, number>>;
}

/** The count of a register. */
export const countCopies = (states: readonly CopyState[], issued: number): CopyCount => {
  const places: Record<CopyState, number> = {
    held: 0,
    lent: 0,
    carried_out: 0,
    in_transit: 0,
    returned: 0,
    destroyed: 0,
    lost: 0,
  };
  for (const state of states) places[state] += 1;
  return { issued, in: places };
};

/**
 * The conservation equation of the register: issued = held + lent + carried out + in transit + returned + destroyed + lost.
 *
 * @see GS-24
 */
export const conserves = ({ issued, in: places }: CopyCount): boolean =>
  issued === COPY_STATES.reduce((sum, state) => sum + places[state], 0);

/** `003`: the number of a copy as it is printed. */
export const printedCopyNumber = (number: number): string => String(number).padStart(3, '0');
