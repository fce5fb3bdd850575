import { Client } from 'pg';

/** What stands before the ids on each channel: nothing for somebody’s inbox, a word for that which a company’s decisions are made from. */
const CHANNELS: ReadonlyMap<string, string> = new Map([
  ['miji_notice', ''],
  ['miji_snapshot', 'company '],
]);
/** Concerns everybody who listens on a channel. */
const EVERYBODY = '*';
const FIRST_REST_MS = 500;
const LONGEST_REST_MS = 15_000;

/** What is listened to for the decisions of a company; for an inbox it is the id of the person. */
export const decisionsOf = (companyId: string): string => `${CHANNELS.get('miji_snapshot') ?? ''}${companyId}`;

/** Rings when something has changed in somebody’s inbox, or in that which a company’s decisions are made from. */
export interface Bell {
  /** Has a function called whenever something may have changed for a person, or {@link decisionsOf} a company; gives what ends it. */
  listen(id: string, ring: () => void): () => void;
  /** aborted once nothing rings any more */
  readonly closed: AbortSignal;
}

/**
 * Listens to the database on a connection of its own, whoever changed something and on whichever server. While that connection is
 * away nothing rings; once it is back everybody is rung, as nobody knows what was missed.
 */
export class DatabaseBell implements Bell {
  readonly #url: string;
  readonly #onError: (error: Error) => void;
  readonly #listeners = new Map<string, Set<() => void>>();
  readonly #closing = new AbortController();
  #client: Client | null = null;
  #running: Promise<void> | null = null;

  /**
   * @param url of a role that may connect; what is heard is ids alone
   * @param onError told when the connection broke; it is made anew
   */
  constructor(url: string, onError: (error: Error) => void = () => {}) {
    this.#url = url;
    this.#onError = onError;
  }

  get closed(): AbortSignal {
    return this.#closing.signal;
  }

  listen(id: string, ring: () => void): () => void {
    if (!this.closed.aborted) this.#running ??= this.#run();
    const known = this.#listeners.get(id) ?? new Set();
    this.#listeners.set(id, known.add(ring));
    return () => {
      known.delete(ring);
      if (known.size === 0 && this.#listeners.get(id) === known) this.#listeners.delete(id);
    };
  }

  /** Ends listening; resolves once the connection is gone. */
  async close(): Promise<void> {
    this.#closing.abort();
    await this.#client?.end().catch(() => {});
    await this.#running;
  }

  async #run(): Promise<void> {
    let restMs = FIRST_REST_MS;
    while (!this.closed.aborted) {
      const began = performance.now();
      await this.#hear().catch((error: unknown) => {
        if (!this.closed.aborted) this.#onError(error instanceof Error ? error : new Error('the bell broke'));
      });
      restMs = performance.now() - began > LONGEST_REST_MS ? FIRST_REST_MS : Math.min(restMs * 2, LONGEST_REST_MS);
      await rest(restMs, this.closed);
    }
  }

  /** Connects and listens until the connection ends. */
  async #hear(): Promise<void> {
    const client = new Client({
      connectionString: this.#url,
      application_name: 'miji bell',
      keepAlive: true,
      connectionTimeoutMillis: 10_000,
    });
    this.#client = client;
    const ended = new Promise<void>((resolve, reject) => {
      client.on('error', reject);
      client.on('end', resolve);
    });
    // Looked at below; a connection that fails while it is made is told there.
    ended.catch(() => {});
    client.on('notification', ({ channel, payload = '' }) => this.#ring(CHANNELS.get(channel) ?? '', payload));
    try {
      await client.connect();
      for (const channel of CHANNELS.keys()) await client.query(`listen ${channel}`);
      this.#ring('', EVERYBODY);
      await ended;
    } finally {
      this.#client = null;
      await client.end().catch(() => {});
    }
  }

  #ring(before: string, id: string): void {
    for (const [name, listeners] of id === EVERYBODY
      ? this.#listeners
      : [[before + id, this.#listeners.get(before + id) ?? []] as const]) {
      if (name.startsWith(before)) for (const ring of listeners) ring();
    }
  }
}

const rest = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done);
  });
