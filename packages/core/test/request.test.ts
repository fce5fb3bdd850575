import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { advance, isBefore, REQUEST_ACTS, REQUEST_STATES, requestStateAt, tryAdvance } from '../src/index.ts';
import { hours } from './support/arbitraries.ts';

/** The whole table by hand: what leads where, and why everything else does not. */
const TABLE = {
  pending: {
    approve: { next: 'approved' },
    refuse: { next: 'refused' },
    withdraw: { next: 'withdrawn' },
    expire: { next: 'expired' },
  },
  approved: {
    approve: { refused: 'ALREADY_DECIDED' },
    refuse: { refused: 'ALREADY_DECIDED' },
    withdraw: { refused: 'ALREADY_DECIDED' },
    expire: { refused: 'ALREADY_DECIDED' },
  },
  refused: {
    approve: { refused: 'ALREADY_DECIDED' },
    refuse: { refused: 'ALREADY_DECIDED' },
    withdraw: { refused: 'ALREADY_DECIDED' },
    expire: { refused: 'ALREADY_DECIDED' },
  },
  withdrawn: {
    approve: { refused: 'WITHDRAWN' },
    refuse: { refused: 'WITHDRAWN' },
    withdraw: { refused: 'WITHDRAWN' },
    expire: { refused: 'WITHDRAWN' },
  },
  expired: {
    approve: { refused: 'REQUEST_EXPIRED' },
    refuse: { refused: 'REQUEST_EXPIRED' },
    withdraw: { refused: 'REQUEST_EXPIRED' },
    expire: { refused: 'REQUEST_EXPIRED' },
  },
} as const;

describe('the request table', () => {
  const pairs = REQUEST_STATES.flatMap((state) => REQUEST_ACTS.map((act) => [state, act, TABLE[state][act]] as const));

  it.each(pairs)('%s, %s: %j', (state, act, expected) => {
    expect(tryAdvance(state, act)).toEqual(expected);
  });

  it.each(REQUEST_ACTS)('%s leads to the same state where it is written down as legal', (act) => {
    expect({ next: advance('pending', act) }).toEqual(tryAdvance('pending', act));
  });

  it('leads nowhere from an end: of any acts in a row only the first counts', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...REQUEST_ACTS), { minLength: 1 }), (acts) => {
        const states = acts.map((_, count) =>
          acts.slice(0, count + 1).reduce<(typeof REQUEST_STATES)[number]>((state, act) => {
            const step = tryAdvance(state, act);
            return 'next' in step ? step.next : state;
          }, 'pending'),
        );
        expect(new Set(states).size).toBe(1);
        expect(states).not.toContain('pending');
      }),
    );
  });
});

describe('a request at an instant', () => {
  it('has expired from its deadline on if it is still pending: silence is no', () => {
    fc.assert(
      fc.property(fc.constantFrom(...REQUEST_STATES), hours, hours, (state, expiresAt, at) => {
        const open = state !== 'pending' || isBefore(at, expiresAt);
        expect(requestStateAt({ state, expiresAt }, at)).toBe(open ? state : 'expired');
      }),
    );
  });
});
