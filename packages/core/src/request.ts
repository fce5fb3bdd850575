import type { RefusalCode } from './reason-code.ts';
import type { Temporal } from './time.ts';
import { isBefore } from './time.ts';

/** Where a request stands. `expired` is read from the clock: silence is no. */
export const REQUEST_STATES = ['pending', 'approved', 'refused', 'withdrawn', 'expired'] as const;
export type RequestState = (typeof REQUEST_STATES)[number];

/** What can happen to a request. */
export const REQUEST_ACTS = ['approve', 'refuse', 'withdraw', 'expire'] as const;
export type RequestAct = (typeof REQUEST_ACTS)[number];

/** The one table of what leads where. What is not in it does not happen. */
const TRANSITIONS = {
  pending: { approve: 'approved', refuse: 'refused', withdraw: 'withdrawn', expire: 'expired' },
  approved: {},
  refused: {},
  withdrawn: {},
  expired: {},
} as const satisfies Record<RequestState, Partial<Record<RequestAct, RequestState>>>;

/** The state that an act leads to from a state; `never` where the table has none, so that the call does not compile. */
export type NextState<S extends RequestState, A extends keyof (typeof TRANSITIONS)[S]> = (typeof TRANSITIONS)[S][A];

/** The state after an act that is known to be legal where it is written. */
export const advance = <S extends RequestState, A extends keyof (typeof TRANSITIONS)[S]>(
  state: S,
  act: A,
): NextState<S, A> => TRANSITIONS[state][act];

const ENDED: Readonly<Record<Exclude<RequestState, 'pending'>, RefusalCode>> = {
  approved: 'ALREADY_DECIDED',
  refused: 'ALREADY_DECIDED',
  withdrawn: 'WITHDRAWN',
  expired: 'REQUEST_EXPIRED',
};

/** Whether an act is possible in a state that is only known at run time: the next state, or why not. */
export const tryAdvance = (
  state: RequestState,
  act: RequestAct,
): { readonly next: RequestState } | { readonly refused: RefusalCode } =>
  state === 'pending' ? { next: TRANSITIONS.pending[act] } : { refused: ENDED[state] };

/** The state of a request at an instant: a pending one whose time is over has expired, whether or not a job wrote that down. */
export const requestStateAt = (
  stored: { readonly state: RequestState; readonly expiresAt: Temporal.Instant },
  at: Temporal.Instant,
): RequestState => (stored.state === 'pending' && !isBefore(at, stored.expiresAt) ? 'expired' : stored.state);
