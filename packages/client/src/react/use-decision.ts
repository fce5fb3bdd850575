import { useContext, useEffect, useState } from 'react';
import type { Question, Told } from './context.ts';
import { AskContext } from './context.ts';

/** How a question stands: still asked, allowed, refused with its reasons, or not to be answered at present. */
export type DecisionState =
  | { readonly state: 'asking' }
  | { readonly state: 'allowed'; readonly code: string; readonly article: string | null }
  | {
      readonly state: 'refused';
      readonly code: string;
      readonly article: string | null;
      /** for people, in the language of the endpoint; null where there is nothing to say but that there is no such thing */
      readonly sentence: string | null;
    }
  | { readonly state: 'unavailable' };

/** What is asked about. */
export interface Asked {
  readonly item: string;
  /** `view` unless said otherwise */
  readonly operation?: string;
}

/** How long an answer counts on a page before it is asked for again. */
const ASKED_AGAIN_MS = 30_000;
/** How long it may take: whoever says nothing allows nothing, and no answer comes after that to a later question. */
const ANSWERED_WITHIN_MS = 10_000;

const ASKING: DecisionState = Object.freeze({ state: 'asking' });
const UNAVAILABLE: DecisionState = Object.freeze({ state: 'unavailable' });

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

const stateOf = ({ status, body }: Told): DecisionState => {
  const code = textOf(body['code']);
  const article = textOf(body['article']);
  if (code === null || ![200, 403, 404].includes(status)) return UNAVAILABLE;
  if (status === 200) return body['outcome'] === 'allowed' ? { state: 'allowed', code, article } : UNAVAILABLE;
  return { state: 'refused', code, article, sentence: textOf(body['sentence']) };
};

/**
 * Whether whoever is signed in may do something with an item. It is asked again every half minute, so that what is taken back disappears,
 * and so does what nobody answers for any more.
 *
 * @example
 * ```ts
 * import { useDecision } from '@miji/client/react';
 *
 * const useMayExport = (item: string): boolean => useDecision({ item, operation: 'export' }).state === 'allowed';
 * ```
 */
export const useDecision = ({ item, operation = 'view' }: Asked): DecisionState => {
  const ask = useContext(AskContext);
  const [known, setKnown] = useState<{ readonly of: string; readonly answer: DecisionState }>({
    of: '',
    answer: ASKING,
  });
  const key = `${operation} ${item}`;
  useEffect(() => {
    const left = new AbortController();
    const question: Question = { item, operation };
    const look = async (): Promise<void> => {
      const signal = AbortSignal.any([left.signal, AbortSignal.timeout(ANSWERED_WITHIN_MS)]);
      const answer = await ask(question, signal).then(stateOf, () => UNAVAILABLE);
      if (!left.signal.aborted) setKnown({ of: `${operation} ${item}`, answer });
    };
    void look();
    const again = setInterval(() => void look(), ASKED_AGAIN_MS);
    return () => {
      left.abort();
      clearInterval(again);
    };
  }, [ask, item, operation]);
  return known.of === key ? known.answer : ASKING;
};
