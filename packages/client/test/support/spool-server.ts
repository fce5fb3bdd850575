import type { MijiClient, SpooledEvent } from '../../src/index.ts';
import { createMijiClient, eventId, Refusal } from '../../src/index.ts';
import { inProcess } from '../../src/testing.ts';

/** A stand-in for the server at the other end of a spool, that can be away and lose its answers. */
export interface SpoolServer {
  readonly client: MijiClient;
  /** every event as often as it came */
  readonly received: SpooledEvent[];
  isAway: boolean;
  /** how many answers are lost after the events were taken */
  losing: number;
  /** how many reports it takes before it has had enough for a while */
  patience: number;
  /** ids that it will never take, and that break what they come in */
  readonly neverTaken: Set<string>;
  readonly notUnderstood: Set<string>;
}

export const spoolServer = (): SpoolServer => {
  const server: Omit<SpoolServer, 'client'> = {
    received: [],
    isAway: false,
    losing: 0,
    patience: Number.POSITIVE_INFINITY,
    neverTaken: new Set(),
    notUnderstood: new Set(),
  };
  const invoke = async (_path: string, input: unknown): Promise<unknown> => {
    if (server.isAway) throw new Refusal('UNAVAILABLE');
    if (server.patience <= 0) throw new Refusal('RATE_LIMITED');
    server.patience -= 1;
    const { events } = input as { readonly events: readonly SpooledEvent[] };
    if (events.some(({ id }) => server.notUnderstood.has(id))) throw new Refusal('VALIDATION');
    server.received.push(...events);
    if (server.losing > 0) {
      server.losing -= 1;
      throw new Refusal('UNAVAILABLE');
    }
    const refused = events.filter(({ id }) => server.neverTaken.has(id)).map(({ id }) => ({ id, code: 'NOT_FOUND' }));
    return { accepted: events.length - refused.length, repeated: 0, refused };
  };
  const client = createMijiClient({ transport: inProcess({ invoke }), apiKey: 'key', attempts: 1 });
  return Object.assign(server, { client });
};

/** One reading. */
export const reading = (purpose = '授信审查'): SpooledEvent => ({
  id: eventId(),
  at: new Date().toISOString(),
  person: '0190163d-8694-739b-aea5-966c26f8ad90',
  item: 'HYYH-2026-000012',
  operation: 'view',
  outcome: 'allowed',
  code: 'ALLOWED_NAMED',
  purpose,
});
