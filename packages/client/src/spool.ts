import { Refusal, REPORT_LIMIT, reportedEvent } from '@miji/contract';
import type { z } from 'zod';
import type { MijiClient } from './create-miji-client.ts';

/** Something that was decided or read in this process, as it is told to the server; told twice it is kept once, by its id. */
export type SpooledEvent = z.input<typeof reportedEvent>;

/**
 * Where events are kept before anything is handed out. There are two: a folder of this machine (`openSpool` of `@miji/client/node`), and,
 * where there is no disk, the server itself ({@link directSpool}).
 */
export interface Spool {
  /**
   * Resolves once the events cannot be lost any more.
   *
   * @throws Refusal `SPOOL_FULL` where the disk takes no more, `UNAVAILABLE` where the server does not answer: then nothing may be handed out
   */
  keep(events: readonly SpooledEvent[]): Promise<void>;
  /**
   * Takes an event that nothing is handed out with, as a decision: it is written down with the next ones, without anybody waiting for it.
   *
   * @returns false where no more can be taken: then nothing may be decided by it either
   */
  note(event: SpooledEvent): boolean;
  /** Stops what it does in the background; what is kept stays kept. */
  close(): Promise<void>;
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** Randomness is had in large pieces: asking for it costs more than the rest of an id. */
const drawn = new Uint8Array(10 * 512);
let taken = drawn.length;
const draw = (): Uint8Array => {
  if (taken === drawn.length) {
    crypto.getRandomValues(drawn);
    taken = 0;
  }
  taken += 10;
  return drawn.subarray(taken - 10, taken);
};

/** A UUID of version 7: its order is that of time. */
export const eventId = (now: number = Date.now()): string => {
  const random = draw();
  random[0] = ((random[0] ?? 0) & 0x0f) | 0x70;
  random[2] = ((random[2] ?? 0) & 0x3f) | 0x80;
  const time = now.toString(16).padStart(12, '0');
  let rest = '';
  for (const byte of random) rest += HEX[byte] ?? '';
  return `${time.slice(0, 8)}-${time.slice(8)}-${rest.slice(0, 4)}-${rest.slice(4, 8)}-${rest.slice(8)}`;
};

/** So many decisions may wait in memory for a server. */
const MOST_NOTED = 10_000;
const PAUSE_MS = 200;
const LONG_PAUSE_MS = 5_000;

/**
 * A spool without a disk, for browsers: the server has every event before anything is handed out.
 *
 * @example
 * ```ts
 * import { createMijiClient, directSpool } from '@miji/client';
 *
 * const miji = createMijiClient({ url: 'https://miji.example', apiKey: '…' });
 * const local = miji.local({ spool: directSpool(miji) });
 * ```
 */
export const directSpool = (client: Pick<MijiClient, 'access'>): Spool => {
  let noted: SpooledEvent[] = [];
  let timer: ReturnType<typeof setTimeout> | null = null;
  let isAway = false;
  let isClosed = false;
  const tellNoted = async (): Promise<void> => {
    const batch = new Set(noted.slice(0, REPORT_LIMIT));
    isAway = await client.access.report({ events: [...batch] }).then(
      () => false,
      () => true,
    );
    if (!isAway) noted = noted.filter((event) => !batch.has(event));
    timer = null;
    tellSoon();
  };
  const tellSoon = (): void => {
    if (!isClosed && noted.length > 0) timer ??= setTimeout(() => void tellNoted(), isAway ? LONG_PAUSE_MS : PAUSE_MS);
  };
  const tellRest = async (): Promise<void> => {
    if (noted.length === 0 || isAway) return;
    await tellNoted();
    await tellRest();
  };
  return {
    keep: async (events) => {
      const { refused } = await client.access.report({ events: [...events] });
      if (refused[0] !== undefined) throw new Refusal('UNAVAILABLE', { cause: refused });
    },
    note: (event) => {
      // While the server is away nobody knows whether what is decided here will ever be told.
      if (isClosed || isAway || noted.length >= MOST_NOTED) return false;
      // Whoever decides on what can be no number of an item has decided nothing.
      if (reportedEvent.safeParse(event).success) noted.push(event);
      tellSoon();
      return true;
    },
    close: async () => {
      isClosed = true;
      if (timer !== null) clearTimeout(timer);
      await tellRest();
    },
  };
};
