import { Refusal } from '@miji/contract';
import { abortable } from './abortable.ts';
import type { Transport } from './transport.ts';

/** What stands for a server in this very process. */
export interface InProcessOptions {
  /** calls a procedure for whoever the headers name; rejects with a `Refusal`, or an error whose cause is one */
  readonly invoke: (path: string, input: unknown, headers: Readonly<Record<string, string>>) => Promise<unknown>;
  /** answers what is no procedure: files, uploads, streams; without it they are `UNAVAILABLE` */
  readonly fetch?: (request: Request) => Promise<Response>;
}

/** What came in over no wire, as it would have come over one: without what JSON does not carry, and without shared objects. */
const overTheWire = (value: unknown): unknown => {
  const text = JSON.stringify(value) as string | undefined;
  return text === undefined ? undefined : JSON.parse(text);
};

/**
 * Calls without a network: for tests of one's own code against the real procedures, with a clock that can be set.
 *
 * @example
 * ```ts
 * import { createMijiClient } from '@miji/client';
 * import { inProcess } from '@miji/client/testing';
 *
 * const transport = inProcess({ invoke: async (path, input) => ({ path, input }) });
 * const miji = createMijiClient({ transport, apiKey: 'a key of the test' });
 * ```
 */
export const inProcess = ({ invoke, fetch }: InProcessOptions): Transport => ({
  connect: (headers) => ({
    call: async ({ path, input, idempotencyKey, signal }) => {
      const key = idempotencyKey === null ? {} : { 'idempotency-key': idempotencyKey };
      const answer = await abortable(() => invoke(path, overTheWire(input), { ...headers(), ...key }), signal);
      return overTheWire(answer);
    },
    fetch: async (path, { method = 'GET', query = {}, headers: further, body, signal }) => {
      if (fetch === undefined) throw new Refusal('UNAVAILABLE');
      const address = new URL(path, 'http://miji.test');
      for (const [name, value] of Object.entries(query)) if (value !== undefined) address.searchParams.set(name, value);
      const init = { method, headers: { ...headers(), ...further }, signal };
      const request = new Request(address, body === undefined ? init : { ...init, body });
      return abortable(() => fetch(request), signal);
    },
  }),
});
