import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RequestAct, RequestState } from '../src/index.ts';
import {
  advance,
  isBefore,
  isUnderWay,
  REQUEST_ACTS,
  REQUEST_STATES,
  requestStateAt,
  tryAdvance,
} from '../src/index.ts';
import { hours } from './support/arbitraries.ts';
import { runs } from './support/runs.ts';

/** The whole table by hand: what leads where, and why everything else does not. */
const everyAct = <T>(refused: T) => ({
  approve: { refused },
  refuse: { refused },
  ask_back: { refused },
  resubmit: { refused },
  withdraw: { refused },
  expire: { refused },
  overtake: { refused },
});
const TABLE = {
  pending: {
    approve: { next: 'approved' },
    refuse: { next: 'refused' },
    ask_back: { next: 'returned' },
    resubmit: { refused: 'NOT_ASKED_BACK' },
    withdraw: { next: 'withdrawn' },
    expire: { next: 'expired' },
    overtake: { next: 'void' },
  },
  returned: {
    approve: { refused: 'ASKED_BACK' },
    refuse: { refused: 'ASKED_BACK' },
    ask_back: { refused: 'ASKED_BACK' },
    resubmit: { next: 'pending' },
    withdraw: { next: 'withdrawn' },
    expire: { next: 'expired' },
    overtake: { next: 'void' },
  },
  approved: everyAct('ALREADY_DECIDED'),
  refused: everyAct('ALREADY_DECIDED'),
  withdrawn: everyAct('WITHDRAWN'),
  expired: everyAct('REQUEST_EXPIRED'),
  void: everyAct('REQUEST_VOID'),
} as const satisfies Record<
  RequestState,
  Record<RequestAct, { readonly next: RequestState } | { readonly refused: string }>
>;

const act = fc.constantFrom(...REQUEST_ACTS);
const after = (acts: readonly RequestAct[]): RequestState =>
  acts.reduce<RequestState>((state, next) => {
    const step = tryAdvance(state, next);
    return 'next' in step ? step.next : state;
  }, 'pending');

describe('the request table', () => {
  const pairs = REQUEST_STATES.flatMap((state) => REQUEST_ACTS.map((one) => [state, one, TABLE[state][one]] as const));

  it('is written down for every pair of state and act', () => {
    expect(pairs).toHaveLength(49);
  });

  it.each(pairs)('%s, %s: %j', (state, one, expected) => {
    expect(tryAdvance(state, one)).toEqual(expected);
  });

  it('leads to the same state where it is written down as legal', () => {
    expect(advance('pending', 'approve')).toBe('approved');
    expect(advance('pending', 'refuse')).toBe('refused');
    expect(advance('pending', 'ask_back')).toBe('returned');
    expect(advance('pending', 'withdraw')).toBe('withdrawn');
    expect(advance('pending', 'expire')).toBe('expired');
    expect(advance('pending', 'overtake')).toBe('void');
    expect(advance('returned', 'resubmit')).toBe('pending');
    expect(advance('returned', 'withdraw')).toBe('withdrawn');
    expect(advance('returned', 'expire')).toBe('expired');
    expect(advance('returned', 'overtake')).toBe('void');
  });

  it('leads nowhere from an end: whatever is tried after it, it stays that end', () => {
    fc.assert(
      fc.property(fc.array(act), fc.array(act), (acts, more) => {
        const state = after(acts);
        fc.pre(!isUnderWay(state));
        expect(after([...acts, ...more])).toBe(state);
      }),
      runs(1000),
    );
  });

  it('goes on from a question only by the answer: in between it is neither approved nor refused', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('approve', 'refuse', 'ask_back')), (acts) => {
        expect(after(['ask_back', ...acts])).toBe('returned');
        expect(after(['ask_back', ...acts, 'resubmit'])).toBe('pending');
      }),
      runs(1000),
    );
  });
});

describe('a request at an instant', () => {
  it('has expired from its deadline on if it is still under way, asked back or not: silence is no', () => {
    fc.assert(
      fc.property(fc.constantFrom(...REQUEST_STATES), hours, hours, (state, expiresAt, at) => {
        const isOpen = (state !== 'pending' && state !== 'returned') || isBefore(at, expiresAt);
        expect(requestStateAt({ state, expiresAt }, at)).toBe(isOpen ? state : 'expired');
      }),
      runs(1000),
    );
  });
});
