import { Refusal, reportedEvent } from '@miji/contract';
import { mkdir, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { MijiClient } from '../create-miji-client.ts';
import type { Spool } from '../spool.ts';
import { deliverFile } from './delivery.ts';
import { lockFolder } from './folder-lock.ts';
import { openJournal, SUFFIX } from './journal.ts';

/** Where a spool is, and to whom it tells what is in it. */
export interface SpoolOptions {
  /** a folder of this process alone, on a disk that keeps what it has taken */
  readonly folder: string;
  /** whose key has the scope `snapshot` */
  readonly client: Pick<MijiClient, 'access'>;
  /** how much may wait at the most, in bytes; then nothing is handed out any more. 1 GiB by default */
  readonly maxBytes?: number;
  /** how large one file grows, in bytes; 4 MiB by default */
  readonly fileBytes?: number;
  /** how long an event waits before it is told, in milliseconds; 1,000 by default */
  readonly deliverEveryMs?: number;
}

/** A spool on a disk. */
export interface FolderSpool extends Spool {
  /** Tells the server everything now. @throws Refusal where it does not answer; then everything stays */
  deliver(): Promise<void>;
  /** how many bytes wait to be told */
  readonly pendingBytes: number;
}

const LONGEST_PAUSE_MS = 30_000;

/**
 * Opens a spool in a folder: what is read or decided here is on the disk before the value is handed out, and told to the server in the
 * background, at least once. What an earlier process left is told first; a line that it did not finish was never handed out, and is dropped.
 *
 * @throws Error where the folder cannot be made or another living process has it
 * @example
 * ```ts
 * import { createMijiClient } from '@miji/client';
 * import { openSpool } from '@miji/client/node';
 *
 * const client = createMijiClient({ url: 'https://miji.example', apiKey: process.env['MIJI_KEY'] ?? '' });
 * const spool = await openSpool({ folder: '/var/lib/loans/miji-spool', client });
 * ```
 */
export const openSpool = async (options: SpoolOptions): Promise<FolderSpool> => {
  const { folder, client, maxBytes = 2 ** 30, fileBytes = 2 ** 22, deliverEveryMs = 1_000 } = options;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const unlock = await lockFolder(folder);
  /** the files that are written no more, oldest first, and their sizes */
  const ended = new Map<string, number>();
  for (const name of (await readdir(folder)).toSorted()) {
    if (name.endsWith(SUFFIX)) ended.set(name, (await stat(join(folder, name))).size);
  }
  const pendingBytes = (): number => [...ended.values()].reduce((sum, bytes) => sum + bytes, journal.bytes);
  const journal = openJournal(folder, {
    fileBytes,
    room: () => maxBytes - pendingBytes(),
    onEnded: (name, bytes) => ended.set(name, bytes),
  });

  const tellAll = async (): Promise<void> => {
    await journal.rotate();
    for (const name of ended.keys()) {
      await deliverFile(client, folder, name);
      ended.delete(name);
    }
  };
  let telling: Promise<void> | null = null;
  const deliver = (): Promise<void> => (telling ??= tellAll().finally(() => (telling = null)));

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
    } catch {
      failures = Math.min(failures + 1, 20);
    }
    timer = undefined;
    if (pendingBytes() > 0) tellLater();
  };
  if (ended.size > 0) tellLater();

  return {
    get pendingBytes() {
      return pendingBytes();
    },
    keep: async (events) => {
      if (closed) throw new Refusal('UNAVAILABLE');
      await journal.append(events.map((event) => JSON.stringify(checked(event))));
      tellLater();
    },
    deliver,
    close: async () => {
      closed = true;
      clearTimeout(timer);
      await telling?.catch(() => undefined);
      await journal.close();
      unlock();
    },
  };
};

/** What the server would not understand must not wait among what it would. */
const checked = (event: unknown): unknown => {
  const parsed = reportedEvent.safeParse(event);
  if (!parsed.success) throw new Refusal('VALIDATION', { cause: parsed.error });
  return parsed.data;
};
