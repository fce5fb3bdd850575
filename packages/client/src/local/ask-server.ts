import type { Refusal } from '@miji/contract';
import type { Decision, RefusalCode } from '@miji/core';
import type { MijiClient } from '../create-miji-client.ts';
import { asRefusal } from '../refusals.ts';
import type { LocalAsk, SureAnswer } from './local-types.ts';

const NOT_ANSWERED: ReadonlySet<RefusalCode> = new Set(['UNAVAILABLE', 'AUDIT_UNAVAILABLE']);

const no = (code: RefusalCode, rule: string, article: string): Decision =>
  Object.freeze({ outcome: 'denied', code, rule, article, missing: [], obligations: [] });

/** Nobody answers, and so nothing could be traced either. @see SI-03 */
const UNAVAILABLE = no('UNAVAILABLE', 'server.away', 'SI-03');

/** Why the server does not answer this service, or not for this person, as a decision. @see SG-02 */
const deniedBy = ({ code, rule, article }: Refusal): Decision =>
  NOT_ANSWERED.has(code) ? UNAVAILABLE : no(code, rule ?? 'server.refused', article ?? 'SG-02');

/** Whether nobody answered. */
export const isUnanswered = (answer: SureAnswer): boolean => answer.known && answer.decision === UNAVAILABLE;

/** Asks the server what could not be decided here. Where it does not answer the answer is no, with the code that says why. */
export const askServer = async (
  client: Pick<MijiClient, 'onBehalfOf'>,
  { person, item, operation, necessity }: LocalAsk,
  { signal }: { readonly signal?: AbortSignal } = {},
): Promise<SureAnswer> => {
  try {
    const question = { item, operation, ...(necessity === undefined ? {} : { necessity }) };
    const options = signal === undefined ? {} : { signal };
    // What the contract's schema of a decision lets through is one: the server answers with what the law said.
    const decision = (await client.onBehalfOf(person).access.check(question, options)) as Decision;
    return { known: true, decision };
  } catch (error) {
    signal?.throwIfAborted();
    const refusal = asRefusal(error);
    return refusal.code === 'NOT_FOUND'
      ? { known: false, code: 'NOT_FOUND' }
      : { known: true, decision: deniedBy(refusal) };
  }
};
