import type { Caller } from './caller.ts';
import { callerOn } from './caller.ts';
import { callsOf } from './calls/index.ts';
import type { Credentials } from './credentials.ts';
import { credentialHeaders } from './credentials.ts';
import { openLocal } from './local/local-miji.ts';
import type { LocalMiji, LocalOptions } from './local/local-types.ts';
import { http } from './transport/http.ts';
import type { Transport } from './transport/transport.ts';

/** How to reach Miji, and as whom. */
export type MijiClientOptions = Credentials &
  (
    | {
        /** where the server is, `https://miji.example` */
        readonly url: string;
      }
    | {
        /** another way there, or the same with settings: {@link http} */
        readonly transport: Transport;
      }
  ) & {
    /** how long to wait for an answer, all attempts together, in milliseconds; 15,000 by default */
    readonly timeoutMs?: number;
    /** how often a call is tried where no answer comes, the first time among them; 3 by default */
    readonly attempts?: number;
  };

/**
 * Miji for a subsidiary's own service: register items, ask the law, read, request, take copies. Each call either gives what the
 * contract says or throws a `Refusal` with its code. Each takes, after its input, a signal that gives it up and a time
 * limit of its own.
 *
 * An answer that does not come is asked for again, and an act that is sent again happens once: it carries an idempotency key.
 *
 * What may be known is decided for a person: a service says for whom it calls with {@link MijiClient.onBehalfOf}.
 *
 * @example
 * ```ts
 * import { createMijiClient } from '@miji/client';
 *
 * const apiKey = process.env['MIJI_API_KEY'] ?? '';
 * const miji = createMijiClient({ url: 'http://127.0.0.1:4400', apiKey });
 * const reader = miji.onBehalfOf('0190163d-8694-739b-aea5-966c26f8ad90');
 * const { text } = await reader.items.read({ number: 'HYYH-2026-000012' }, { timeoutMs: 2_000 });
 * ```
 */
export const createMijiClient = (options: MijiClientOptions): MijiClient => clientFor(wayOf(options), null);

/** What {@link createMijiClient} gives. */
export interface MijiClient extends ReturnType<typeof callsOf> {
  /** The same client, calling for a person of the service's company: his rights count, and the trace names both. */
  onBehalfOf(personId: string): MijiClient;
  /**
   * Decides in this process, by a snapshot that the server signs and keeps fresh. The key needs the scope `snapshot`.
   *
   * @example
   * ```ts
   * import { classify, createMijiClient, directSpool } from '@miji/client';
   *
   * const miji = createMijiClient({ url: 'https://miji.example', apiKey: process.env['MIJI_API_KEY'] ?? '' });
   * const local = miji.local({ spool: directSpool(miji) });
   * await local.ready();
   * const wish = { person: '0190163d-8694-739b-aea5-966c26f8ad90', item: 'HYYH-2026-000012', operation: 'view' } as const;
   * const salary = classify(98_000, { item: wish.item }, { level: 'secret' });
   * const decision = await local.permit({ ...wish, purpose: 'payroll' });
   * if (decision.outcome === 'allowed') await salary.reveal(decision);
   * ```
   */
  local(options: LocalOptions): LocalMiji;
}

type Way = (onBehalfOf: string | null) => Caller;

const wayOf = (options: MijiClientOptions): Way => {
  const { timeoutMs = 15_000, attempts = 3 } = options;
  const transport = 'transport' in options ? options.transport : http({ url: options.url });
  return (onBehalfOf) => {
    const person = onBehalfOf === null ? {} : { 'miji-on-behalf-of': onBehalfOf };
    const connection = transport.connect(() => ({ ...credentialHeaders(options), ...person }));
    return callerOn(connection, { timeoutMs, attempts });
  };
};

const clientFor = (way: Way, onBehalfOf: string | null): MijiClient => {
  const caller = way(onBehalfOf);
  const client: MijiClient = {
    ...callsOf(caller),
    onBehalfOf: (personId) => clientFor(way, personId),
    local: (options) => openLocal(client, caller, options),
  };
  return client;
};
