import type { Decision, LocalAnswer } from '@miji/core';
import { onOneLine } from '../one-line.ts';
import type { SpooledEvent } from '../spool.ts';
import { eventId } from '../spool.ts';
import type { LocalAsk } from './local-types.ts';

/** An answer that was given here. */
export type GivenHere = Exclude<LocalAnswer, { readonly ask: true }>;

const NOT_FOUND = { outcome: 'denied', code: 'NOT_FOUND' } as const;

/** What was said: of what may not be known no more than that. */
export const saidIn = (answer: GivenHere): Pick<Decision, 'outcome' | 'code'> =>
  answer.known ? answer.decision : NOT_FOUND;

/**
 * A question and its answer, as they stand in the trace.
 *
 * @param at what time it is for the server, in epoch milliseconds
 */
export const decisionEvent = (
  { person, item, operation, purpose }: LocalAsk,
  { outcome, code }: Pick<Decision, 'outcome' | 'code'>,
  at: number,
): SpooledEvent => {
  const said = purpose === undefined ? '' : onOneLine(purpose);
  return {
    id: eventId(at),
    at: new Date(at).toISOString(),
    person,
    item,
    operation,
    outcome,
    code,
    ...(said === '' ? {} : { purpose: said }),
  };
};
