import { Refusal, reportedEvent } from '@miji/contract';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { MijiClient } from '../create-miji-client.ts';
import type { Spool } from '../spool.ts';
import { deliverFile } from './delivery.ts';
import { openJournal } from './journal.ts';
import { notedIn } from './noted.ts';
import { ownFolder } from './own-folder.ts';

/** Where a spool is, and to whom it tells what is in it. */
export interface SpoolOptions {
  /** a folder of the services of one company, on a disk that keeps what it has taken; each process has one of its own in it */
  readonly folder: string;
  /** whose key has the scope `snapshot`, and is of that company */
  readonly client: Pick<MijiClient, 'access'>;
  /** how much may wait at the most, in bytes; then nothing is handed out any more, and from three quarters on nothing decided. 1 GiB by default */
  readonly maxBytes?: number;
  /** how large one file grows, in bytes; 4 MiB by default */
  readonly fileBytes?: number;
  /** how long an event waits before it is told, in milliseconds; 1,000 by default */
  readonly deliverEveryMs?: number;
  /** for how long another process has to be silent before what it left is told by this one, in milliseconds; five minutes by default */
  readonly abandonedAfterMs?: number;
  /** told each time that the server did not take what there is; it is tried again by itself */
  readonly onTrouble?: (error: unknown) => void;
}

/** A spool on a disk. */
export interface FolderSpool extends Spool {
  /** Tells the server everything now. @throws Refusal where it does not answer; then everything stays */
  deliver(): Promise<void>;
  /** how many bytes wait to be told */
  readonly pendingBytes: number;
}

/** How much of a spool decisions may fill: the rest is for what is read. */
const OF_DECISIONS = 0.75;
const LONGEST_PAUSE_MS = 30_000;
const LOOK_MS = 60_000;

/**
 * Opens a spool in a folder: what is read here is on the disk before the value is handed out, what is decided is written without waiting,
 * and both are told to the server in the background, at least once. What earlier processes left is told too; a line that was not finished
 * was never handed out, and is dropped.
 *
 * @throws Error where the folder cannot be made
 * @example
 * ```ts
 * import { createMijiClient } from '@miji/client';
 * import { openSpool } from '@miji/client/node';
 *
 * const client = createMijiClient({ url: 'https://miji.example', apiKey: process.env['MIJI_API_KEY'] ?? '' });
 * const spool = await openSpool({ folder: '/var/lib/loans/miji-spool', client });
 * ```
 */
export const openSpool = async (options: SpoolOptions): Promise<FolderSpool> => {
  const { folder: root, client, maxBytes = 2 ** 30, fileBytes = 2 ** 22, deliverEveryMs = 1_000 } = options;
  const own = await ownFolder(root, options.abandonedAfterMs);
  /** the files that are written no more, oldest first, and their sizes */
  const ended = new Map<string, number>();
  const taken = new Map<string, number>();
  const adopt = async (): Promise<void> => {
    for (const name of await own.adopt()) ended.set(name, (await stat(join(own.path, name))).size);
  };
  await adopt();
  const pendingBytes = (): number => [...ended.values()].reduce((sum, bytes) => sum + bytes, journal.bytes);
  const journal = openJournal(own.path, {
    fileBytes,
    room: () => maxBytes - pendingBytes(),
    onEnded: (name, bytes) => ended.set(name, bytes),
    claim: own.claim,
  });
  const noted = notedIn(async (lines) => {
    if (pendingBytes() >= maxBytes * OF_DECISIONS) throw new Refusal('SPOOL_FULL');
    await journal.jot(lines);
    tellLater();
  });

  const tellAll = async (): Promise<void> => {
    await noted.flush();
    await journal.rotate();
    for (const name of ended.keys()) {
      await deliverFile(client, { folder: own.path, name, root }, taken);
      ended.delete(name);
    }
  };
  let telling: Promise<void> | null = null;
  const deliver = (): Promise<void> => (telling ??= tellAll().finally(() => (telling = null)));

  const complainOf = (error: unknown): void => complain(options, error);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  let closed = false;
  const tellLater = (): void => {
    if (closed || timer !== undefined) return;
    const rest = Math.min(deliverEveryMs * 2 ** failures, Math.max(deliverEveryMs, LONGEST_PAUSE_MS));
    timer = setTimeout(() => void tell(), rest * (failures === 0 ? 1 : 0.5 + Math.random() / 2));
    // A program that is done does not stay for this: the next one tells it.
    timer.unref();
  };
  const tell = async (): Promise<void> => {
    try {
      await deliver();
      failures = 0;
    } catch (error) {
      failures = Math.min(failures + 1, 20);
      complainOf(error);
    }
    timer = undefined;
    if (pendingBytes() > 0) tellLater();
  };
  if (ended.size > 0) tellLater();
  // Whoever ends while this one goes on is looked for from time to time.
  const look = setInterval(
    () => void adopt().then(() => (ended.size > 0 ? tellLater() : undefined), complainOf),
    LOOK_MS,
  );
  look.unref();

  return {
    get pendingBytes() {
      return pendingBytes();
    },
    keep: async (events) => {
      if (closed) throw new Refusal('UNAVAILABLE');
      await journal.append(events.map((event) => JSON.stringify(checked(event))));
      tellLater();
    },
    note: (event) => !closed && noted.note(event),
    deliver,
    close: async () => {
      closed = true;
      clearTimeout(timer);
      clearInterval(look);
      await telling?.catch(() => undefined);
      await noted.flush();
      await journal.close();
      await own.leave();
    },
  };
};

/** Whoever is told may fail himself: telling the server must not end by that. */
const complain = ({ onTrouble }: SpoolOptions, error: unknown): void => {
  try {
    onTrouble?.(error);
  } catch {
    // It is his own.
  }
};

/** What the server would not understand must not wait among what it would. */
const checked = (event: unknown): unknown => {
  const parsed = reportedEvent.safeParse(event);
  if (!parsed.success) throw new Refusal('VALIDATION', { cause: parsed.error });
  return parsed.data;
};
