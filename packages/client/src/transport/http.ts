import type { TRPCLink } from '@trpc/client';
import { createTRPCUntypedClient, httpBatchLink, splitLink } from '@trpc/client';
import type { AnyTRPCRouter } from '@trpc/server';
import type { Connection, FileRequest, Transport } from './transport.ts';

/** How to reach a server over HTTP. */
export interface HttpOptions {
  /** where it is, `https://miji.example`, or below a path: `https://intra.example/miji` */
  readonly url: string;
  /** how many questions asked in one moment travel together; 20 by default, which is also the most, and 1 for each by itself */
  readonly batching?: number;
  /** in place of the platform's own: for a proxy, a certificate, a test */
  readonly fetch?: typeof globalThis.fetch;
}

const MOST_TOGETHER = 20;
const KEY = 'idempotency-key';
/** Whoever answers for the server sends nobody elsewhere: what is asked and for whom would go with him. */
const NOWHERE_ELSE = { redirect: 'error' } as const;

type Headers = () => Readonly<Record<string, string>>;

/**
 * Calls over HTTP. Questions of one moment travel in one request; every act travels in its own, with the key by which the server knows
 * it again.
 *
 * @example
 * ```ts
 * import { createMijiClient, http } from '@miji/client';
 *
 * const transport = http({ url: 'https://miji.example', batching: 10 });
 * const miji = createMijiClient({ transport, apiKey: process.env['MIJI_API_KEY'] ?? '' });
 * ```
 */
export const http = (options: HttpOptions): Transport => ({ connect: (headers) => connect(options, headers) });

const connect = (options: HttpOptions, headers: Headers): Connection => {
  const { batching = MOST_TOGETHER, fetch: ask = globalThis.fetch } = options;
  const base = new URL(options.url.endsWith('/') ? options.url : `${options.url}/`);
  const link = (maxItems: number): TRPCLink<AnyTRPCRouter> =>
    httpBatchLink({
      url: new URL('api/trpc', base).href,
      // What is asked for stays out of addresses, and so out of every log on the way.
      methodOverride: 'POST',
      maxItems,
      headers: ({ opList: [{ context }] }) => {
        const key = context[KEY];
        return typeof key === 'string' ? { ...headers(), [KEY]: key } : { ...headers() };
      },
      fetch: (address, { method, headers: sent, body, signal } = {}) =>
        ask(address, {
          ...(method === undefined ? {} : { method }),
          ...(sent === undefined ? {} : { headers: new Headers(Object.entries(sent)) }),
          ...(typeof body === 'string' ? { body } : {}),
          ...(signal === undefined ? {} : { signal }),
          ...NOWHERE_ELSE,
        }),
    });
  const client = createTRPCUntypedClient<AnyTRPCRouter>({
    links: [
      splitLink({
        condition: ({ type }) => type === 'mutation',
        // Each has a key of its own, which is a header of its request.
        true: link(1),
        false: link(Math.min(batching, MOST_TOGETHER)),
      }),
    ],
  });
  return {
    call: ({ path, kind, input, idempotencyKey, signal }) =>
      kind === 'query'
        ? client.query(path, input, { signal })
        : client.mutation(path, input, { signal, context: { [KEY]: idempotencyKey } }),
    fetch: (path, { method = 'GET', query = {}, headers: further, body, signal }: FileRequest) => {
      const address = new URL(path.replace(/^\//, ''), base);
      for (const [name, value] of Object.entries(query)) if (value !== undefined) address.searchParams.set(name, value);
      const init = { method, headers: { ...headers(), ...further }, signal, ...NOWHERE_ELSE };
      return ask(address, body === undefined ? init : { ...init, body });
    },
  };
};
