import type { RefusalCode } from './reason-code.ts';
import type { Temporal } from './time.ts';
import { isBefore } from './time.ts';

/**
 * Where a request stands. `expired` is read from the clock: silence is no. `returned`: somebody who decides has asked something
 * back, and it waits for the requester. `void`: its item is no longer what it was about.
 */
export const REQUEST_STATES = ['pending', 'returned', 'approved', 'refused', 'withdrawn', 'expired', 'void'] as const;
export type RequestState = (typeof REQUEST_STATES)[number];

/** What can happen to a request. */
export const REQUEST_ACTS = ['approve', 'refuse', 'ask_back', 'resubmit', 'withdraw', 'expire', 'overtake'] as const;
export type RequestAct = (typeof REQUEST_ACTS)[number];

/** The one table of what leads where. What is not in it does not happen. */
const TRANSITIONS = {
  pending: {
    approve: 'approved',
    refuse: 'refused',
    ask_back: 'returned',
    withdraw: 'withdrawn',
    expire: 'expired',
    overtake: 'void',
  },
  returned: { resubmit: 'pending', withdraw: 'withdrawn', expire: 'expired', overtake: 'void' },
  approved: {},
  refused: {},
  withdrawn: {},
  expired: {},
  void: {},
} as const satisfies Record<RequestState, Partial<Record<RequestAct, RequestState>>>;

/** The state that an act leads to from a state; `never` where the table has none, so that the call does not compile. */
export type NextState<S extends RequestState, A extends keyof (typeof TRANSITIONS)[S]> = (typeof TRANSITIONS)[S][A];

/** The state after an act that is known to be legal where it is written. */
export const advance = <S extends RequestState, A extends keyof (typeof TRANSITIONS)[S]>(
  state: S,
  act: A,
): NextState<S, A> => TRANSITIONS[state][act];

/** Why nothing can be done to a request in a state, where the table has nothing. */
const IMPOSSIBLE: Readonly<Record<RequestState, RefusalCode>> = {
  pending: 'NOT_ASKED_BACK',
  returned: 'ASKED_BACK',
  approved: 'ALREADY_DECIDED',
  refused: 'ALREADY_DECIDED',
  withdrawn: 'WITHDRAWN',
  expired: 'REQUEST_EXPIRED',
  void: 'REQUEST_VOID',
};

/** Whether an act is possible in a state that is only known at run time: the next state, or why not. */
export const tryAdvance = (
  state: RequestState,
  act: RequestAct,
): { readonly next: RequestState } | { readonly refused: RefusalCode } => {
  const possible: Partial<Record<RequestAct, RequestState>> = TRANSITIONS[state];
  const next = possible[act];
  return next === undefined ? { refused: IMPOSSIBLE[state] } : { next };
};

/** Whether a request is still under way, so that time can end it. */
export const isUnderWay = (state: RequestState): state is 'pending' | 'returned' =>
  state === 'pending' || state === 'returned';

/**
 * The state of a request at an instant: one under way whose time is over has expired, whether or not a job wrote that down. A request
 * that nobody answered and a question that nobody answered end alike: silence is no.
 */
export const requestStateAt = (
  stored: { readonly state: RequestState; readonly expiresAt: Temporal.Instant },
  at: Temporal.Instant,
): RequestState => (isUnderWay(stored.state) && !isBefore(at, stored.expiresAt) ? 'expired' : stored.state);
