import type { ReactNode } from 'react';
import { useContext, useEffect, useState } from 'react';
import { AskContext } from './context.ts';
import type { Asked, DecisionState } from './use-decision.ts';
import { useDecision } from './use-decision.ts';

/** A value that a page shows to whoever may see it. */
export interface ClassifiedProps<T> extends Asked {
  /** what for, in a few words; it stands in the trace */
  readonly purpose: string;
  /** what came as JSON → the value; throws where it is something else */
  readonly parse: (json: unknown) => T;
  /** the value, drawn */
  readonly children: (value: T) => ReactNode;
  /** what stands there instead; a sign that says nothing, unless said otherwise */
  readonly otherwise?: (decision: DecisionState) => ReactNode;
}

/** A value with what it was asked for: nothing that has come for one question is ever shown for another. */
interface Held {
  readonly of: string;
  readonly json: unknown;
}

/** Stands where a value may not be shown. */
const SIGN = '〔密〕';

/**
 * Draws a value only while whoever is signed in may see it. The value is asked for after the decision, is read once, which is traced, and
 * is forgotten as soon as the decision is another.
 *
 * @example
 * ```ts
 * import { Classified } from '@miji/client/react';
 * import { createElement } from 'react';
 *
 * const limit = createElement(Classified<string>, {
 *   item: 'HYYH-2026-000012',
 *   purpose: '授信审查',
 *   parse: String,
 *   children: (value) => createElement('strong', null, value),
 * });
 * ```
 */
export const Classified = <T>(props: ClassifiedProps<T>): ReactNode => {
  const { item, operation = 'view', purpose, parse, children, otherwise = () => SIGN } = props;
  const ask = useContext(AskContext);
  const decision = useDecision({ item, operation });
  const [held, setHeld] = useState<Held | null>(null);
  const isAllowed = decision.state === 'allowed';
  const key = JSON.stringify([item, operation, purpose]);
  useEffect(() => {
    if (!isAllowed) return undefined;
    const left = new AbortController();
    const read = async (): Promise<void> => {
      const { status, body } = await ask({ item, operation, purpose }, left.signal);
      if (!left.signal.aborted && status === 200) setHeld({ of: key, json: body['value'] });
    };
    read().catch(() => undefined);
    return () => {
      left.abort();
      setHeld(null);
    };
  }, [ask, isAllowed, item, key, operation, purpose]);
  return isAllowed && held?.of === key ? children(parse(held.json)) : otherwise(decision);
};
