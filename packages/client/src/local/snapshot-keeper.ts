import { Refusal, refusalWire } from '@miji/contract';
import type { Caller } from '../caller.ts';
import type { MijiClient } from '../create-miji-client.ts';
import { granted } from '../files.ts';
import { fromWire } from '../refusals.ts';
import { pause } from '../retry.ts';
import { abortable } from '../transport/abortable.ts';
import { eventsIn } from './event-stream.ts';
import { KnownLaw, Lost } from './known-law.ts';
import type { OpenMessage } from './signed-messages.ts';
import { messageIn, trusting } from './signed-messages.ts';

/** How a snapshot is kept. */
export interface KeepingOptions {
  /** the server's public keys, as the console shows them; without them the first that it gives are trusted from then on */
  readonly snapshotKeys?: readonly string[];
  /** told each time that something went wrong; keeping goes on by itself */
  readonly onTrouble?: (error: unknown) => void;
}

/** A snapshot that is kept fresh. */
export interface SnapshotKeeper {
  readonly known: KnownLaw;
  /** Resolves as soon as something fresh is known; rejects with the signal, or when it is closed. */
  ready(signal?: AbortSignal): Promise<void>;
  close(): void;
}

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;
/** The key by which it was given is over: so is what was given. */
const NO_KEY: ReadonlySet<string> = new Set(['UNAUTHENTICATED', 'KEY_EXPIRED', 'KEY_SCOPE', 'NOT_ENTITLED']);

const isOver = (error: unknown): boolean =>
  error instanceof Lost || (error instanceof Refusal && NO_KEY.has(error.code));

/** Keeps a snapshot fresh: fetches it, follows what changes, and comes back by itself whatever happens. */
export const keepSnapshot = (client: MijiClient, caller: Caller, options: KeepingOptions): SnapshotKeeper => {
  const known = new KnownLaw();
  const closing = new AbortController();
  const { signal } = closing;
  let open: OpenMessage | null = null;
  let news = Promise.withResolvers<void>();
  const tell = (): void => {
    news.resolve();
    news = Promise.withResolvers();
  };

  const fetchAnew = async (trusted: OpenMessage): Promise<void> => {
    const asked = performance.now();
    known.begin(await trusted(await client.snapshot.get({ signal })), asked);
    tell();
  };

  const follow = async (trusted: OpenMessage, onHeard: () => void): Promise<void> => {
    const silence = new AbortController();
    let watch: ReturnType<typeof setTimeout> | undefined;
    const listen = (): void => {
      clearTimeout(watch);
      // The server speaks three times in the life of a snapshot, if only to say that it is there.
      const silenceMs = (known.law?.lifeMs ?? 0) / 2;
      watch = setTimeout(() => silence.abort(new Refusal('UNAVAILABLE')), silenceMs);
    };
    listen();
    try {
      const headers = { accept: 'text/event-stream', 'last-event-id': known.law?.cursor ?? '' };
      const request = { headers, signal: AbortSignal.any([signal, silence.signal]) };
      const { body } = await granted(await caller.connection.fetch('/api/v1/snapshot/stream', request));
      if (body === null) throw new Refusal('UNAVAILABLE');
      for await (const { event, data } of eventsIn(body)) {
        if (event === 'refused') throw fromWire(refusalWire.parse(JSON.parse(data)));
        if (event !== 'changed' && event !== 'alive') continue;
        const came = performance.now();
        known.follow(await trusted(messageIn(data)), came);
        listen();
        onHeard();
        tell();
      }
    } finally {
      clearTimeout(watch);
    }
  };

  const keep = async (): Promise<void> => {
    let failures = 0;
    while (!signal.aborted) {
      try {
        open ??= await trusting(options.snapshotKeys ?? (await keysOf(client, signal)));
        if (known.law === null) await fetchAnew(open);
        await follow(open, () => (failures = 0));
      } catch (error) {
        if (signal.aborted) return;
        if (isOver(error)) known.forget();
        options.onTrouble?.(error);
        // What was lost is fetched at once, unless it is lost time and again.
        if (error instanceof Lost && failures === 0) {
          failures = 1;
          continue;
        }
      }
      const rest = Math.min(FIRST_PAUSE_MS * 2 ** failures, LONGEST_PAUSE_MS) * (0.5 + Math.random());
      failures = Math.min(failures + 1, 10);
      await pause(rest, signal).catch(() => undefined);
    }
  };
  void keep();

  return {
    known,
    ready: async (given) => {
      const either = given === undefined ? signal : AbortSignal.any([signal, given]);
      while (!known.isFresh) await abortable(() => news.promise, either);
    },
    close: () => {
      closing.abort(new Refusal('UNAVAILABLE'));
      known.forget();
    },
  };
};

const keysOf = async (client: MijiClient, signal: AbortSignal): Promise<readonly string[]> =>
  (await client.snapshot.keys({ signal })).keys.map(({ publicKey }) => publicKey);
