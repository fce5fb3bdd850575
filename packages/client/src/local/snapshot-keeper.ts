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
  /** the code of the company whose service this is, `HYYH`: a snapshot of another is not taken. Without it the first one counts */
  readonly company?: string;
  /** told each time that something decides otherwise than before, or may */
  readonly onChange?: () => void;
  /** told each time that something went wrong; keeping goes on by itself, whatever it does */
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
/** The server says something every ten seconds at least: after this a line is dead, however long a snapshot lives. */
const LONGEST_SILENCE_MS = 25_000;
/** After this a stream is asked for anew: its first message tells how far the clocks have run apart. */
const MEASURED_AGAIN_MS = 3_600_000;
/** The key by which it was given is over: so is what was given. */
const NO_KEY: ReadonlySet<string> = new Set(['UNAUTHENTICATED', 'KEY_EXPIRED', 'KEY_SCOPE', 'NOT_ENTITLED']);

const isOver = (error: unknown): boolean =>
  error instanceof Lost || (error instanceof Refusal && NO_KEY.has(error.code));

/** Nothing is wrong, but the clocks have to be measured. */
class MeasureAgain extends Error {
  override readonly name = 'MeasureAgain';
}

/** Keeps a snapshot fresh: fetches it, follows what changes, and comes back by itself whatever happens. */
export const keepSnapshot = (client: MijiClient, caller: Caller, options: KeepingOptions): SnapshotKeeper => {
  const known = new KnownLaw(options.company ?? null);
  const closing = new AbortController();
  const { signal } = closing;
  let open: OpenMessage | null = null;
  let news = Promise.withResolvers<void>();
  const tell = (): void => {
    news.resolve();
    news = Promise.withResolvers();
  };

  const fetchAnew = async (trusted: OpenMessage): Promise<void> => {
    const nonce = crypto.randomUUID();
    const asked = performance.now();
    // Once: the answer to a second attempt would seem to have taken as long as both, and the clock to be that much ahead.
    const message = await client.snapshot.get({ nonce }, { signal, attempts: 1 });
    const came = performance.now();
    known.begin(await trusted(message), { nonce, asked, came });
    tell();
    tellOf(options.onChange);
  };

  const follow = async (trusted: OpenMessage, onHeard: () => void): Promise<void> => {
    const ending = new AbortController();
    let watch: ReturnType<typeof setTimeout> | undefined;
    const listen = (): void => {
      clearTimeout(watch);
      // It speaks three times in the life of a snapshot as well, if only to say that it is there.
      const silenceMs = Math.min((known.law?.lifeMs ?? 0) / 2, LONGEST_SILENCE_MS);
      watch = setTimeout(() => ending.abort(new Refusal('UNAVAILABLE')), silenceMs);
    };
    listen();
    const again = setTimeout(() => ending.abort(new MeasureAgain()), MEASURED_AGAIN_MS);
    try {
      const nonce = crypto.randomUUID();
      let asked: number | null = performance.now();
      const headers = { accept: 'text/event-stream', 'last-event-id': known.law?.cursor ?? '' };
      const request = { headers, query: { nonce }, signal: AbortSignal.any([signal, ending.signal]) };
      const { body } = await granted(await caller.connection.fetch('/api/v1/snapshot/stream', request));
      if (body === null) throw new Refusal('UNAVAILABLE');
      for await (const { event, data } of eventsIn(body)) {
        if (event === 'refused') throw fromWire(refusalWire.parse(JSON.parse(data)));
        if (event !== 'changed' && event !== 'alive') continue;
        const came = performance.now();
        const payload = await trusted(messageIn(data));
        if (asked === null && known.freshness.hasSlept()) throw new MeasureAgain();
        const before = known.law?.cursor;
        known.follow(payload, { nonce, came, asked });
        if (known.law?.cursor !== before) tellOf(options.onChange);
        asked = null;
        listen();
        onHeard();
        tell();
      }
    } finally {
      clearTimeout(watch);
      clearTimeout(again);
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
        if (!(error instanceof MeasureAgain)) tellOf(options.onTrouble, error);
        // What was lost is fetched at once, unless it is lost time and again.
        if ((error instanceof Lost || error instanceof MeasureAgain) && failures === 0) {
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

/** Whoever is told may fail himself: keeping must not end by that. */
const tellOf = <Told extends readonly unknown[]>(
  listener: ((...told: Told) => void) | undefined,
  ...told: Told
): void => {
  try {
    listener?.(...told);
  } catch {
    // It is his own.
  }
};

const keysOf = async (client: MijiClient, signal: AbortSignal): Promise<readonly string[]> =>
  (await client.snapshot.keys({ signal })).keys.map(({ publicKey }) => publicKey);
