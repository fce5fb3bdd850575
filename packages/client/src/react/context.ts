import type { ReactNode } from 'react';
import { createContext, createElement, useMemo } from 'react';

/** Where pages ask: an endpoint of one’s own service. */
export interface MijiProviderProps {
  /** the address of the service’s `decisionEndpoint`, `/miji` */
  readonly endpoint: string;
  /** in place of the browser’s own, for headers of one’s own or a test */
  readonly fetch?: typeof globalThis.fetch;
  readonly children?: ReactNode;
}

/** A question of a page; with a purpose it asks for the value. */
export interface Question {
  readonly item: string;
  readonly operation: string;
  readonly purpose?: string;
}

/** What the service answered: its status, and what it said. */
export interface Told {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

export type Ask = (question: Question, signal: AbortSignal) => Promise<Told>;

const nowhere: Ask = () => Promise.reject(new Error('there is no MijiProvider around this'));
export const AskContext = createContext<Ask>(nowhere);

/**
 * Says to everything in it where to ask.
 *
 * @example
 * ```ts
 * import { MijiProvider } from '@miji/client/react';
 * import { createElement } from 'react';
 *
 * const page = createElement(MijiProvider, { endpoint: '/miji' }, '…');
 * ```
 */
export const MijiProvider = ({ endpoint, fetch: given, children }: MijiProviderProps): ReactNode => {
  const ask = useMemo<Ask>(
    () => async (question, signal) => {
      const send = given ?? globalThis.fetch;
      const headers = { 'content-type': 'application/json' };
      const init = { method: 'POST', headers, body: JSON.stringify(question), signal, cache: 'no-store' } as const;
      const response = await send(endpoint, init);
      const body: unknown = await response.json();
      return {
        status: response.status,
        body: typeof body === 'object' && body !== null ? { ...body } : {},
      };
    },
    [endpoint, given],
  );
  return createElement(AskContext, { value: ask }, children);
};
