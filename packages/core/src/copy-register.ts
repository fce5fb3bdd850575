import { TAKING_OPERATIONS } from './approver.ts';

/**
 * Where a copy is. Every copy counts as an original, so each is in exactly one of these places.
 *
 * @see GS-24
 */
export const COPY_STATES = ['held', 'lent', 'carried_out', 'in_transit', 'returned', 'destroyed', 'lost'] as const;
export type CopyState = (typeof COPY_STATES)[number];

/**
 * What a copy is: the original itself where it is on paper, what an operation took from it, or what was made to be lent under a
 * loan.
 */
export const COPY_KINDS = ['original', ...TAKING_OPERATIONS, 'loan'] as const;
export type CopyKind = (typeof COPY_KINDS)[number];

/** On what it is. @see AR-01 */
export const COPY_MEDIA = ['electronic', 'paper', 'audio_visual'] as const;
export type CopyMedium = (typeof COPY_MEDIA)[number];

/**
 * What can happen to a copy. Two sides take part in most of it: one announces, the other counts and confirms.
 *
 * - `issue`: it is made, and its first holder confirms that he has it
 * - `pass_on`: another person or a store takes it over
 * - `send`, `receive`: it travels to another company
 * - `lend`, `give_back`: a keeper hands it out for some days
 * - `carry_out`, `bring_back`: its holder takes it out of the office
 * - `return`: it comes back for good
 * - `lose`, `find`
 * - `bind`: it becomes part of another copy, and goes where that goes from then on
 * - `replace_page`: one of its pages is taken out for a new one
 * - `destroy`
 */
export const COPY_ACTS = [
  'issue',
  'pass_on',
  'send',
  'receive',
  'lend',
  'give_back',
  'carry_out',
  'bring_back',
  'return',
  'lose',
  'find',
  'bind',
  'replace_page',
  'destroy',
] as const;
export type CopyAct = (typeof COPY_ACTS)[number];

const TRANSITIONS: Readonly<Record<CopyState, Readonly<Partial<Record<CopyAct, CopyState>>>>> = {
  held: {
    pass_on: 'held',
    bind: 'held',
    replace_page: 'held',
    lend: 'lent',
    carry_out: 'carried_out',
    send: 'in_transit',
    return: 'returned',
    lose: 'lost',
  },
  lent: { give_back: 'held', lose: 'lost' },
  carried_out: { bring_back: 'held', lose: 'lost' },
  in_transit: { receive: 'held', lose: 'lost' },
  returned: { destroy: 'destroyed', lose: 'lost' },
  destroyed: {},
  lost: { find: 'returned' },
};

/**
 * The state of a copy after an act, or null where the act is not possible: what is lent is not lent again (AR-35), what is carried
 * out is not passed on (PM-11), nothing comes back from destruction.
 *
 * @see AR-35
 * @see PM-11
 */
export const moveCopy = (state: CopyState, act: CopyAct): CopyState | null => TRANSITIONS[state][act] ?? null;

/** How far a movement has come: between two sides nothing is done until the second of them has counted. @see AR-36 */
export const MOVEMENT_OUTCOMES = ['pending', 'confirmed', 'declined', 'withdrawn'] as const;
export type MovementOutcome = (typeof MOVEMENT_OUTCOMES)[number];

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
