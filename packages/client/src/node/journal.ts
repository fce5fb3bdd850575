import { Refusal } from '@miji/contract';
import type { FileHandle } from 'node:fs/promises';
import { access, open } from 'node:fs/promises';
import { join } from 'node:path';
import { eventId } from '../spool.ts';
import { SUFFIX, syncFolder } from './own-folder.ts';

/** Files that are only ever written at their end. */
export interface Journal {
  /**
   * Resolves once the lines are on the disk; lines of one moment go there together.
   *
   * @throws Refusal `SPOOL_FULL` where they are not
   */
  append(lines: readonly string[]): Promise<void>;
  /** Resolves once the lines are written: they outlive this process, and may not outlive the machine. @throws as append */
  jot(lines: readonly string[]): Promise<void>;
  /** Ends the file that is being written, so that it can be read and removed; its name, or null where there is none. */
  rotate(): Promise<string | null>;
  /** how much the file that is being written holds */
  readonly bytes: number;
  close(): Promise<void>;
}

interface Limits {
  /** a file of more bytes is ended */
  readonly fileBytes: number;
  /** how many bytes may still be written at all */
  readonly room: () => number;
  /** told of every file that is ended */
  readonly onEnded: (name: string, bytes: number) => void;
  /** makes the folder one's own again, where somebody has taken files out of it */
  readonly claim: () => Promise<void>;
}

interface Waiting {
  readonly text: string;
  /** whether it has to be on the disk */
  readonly isSure: boolean;
  readonly resolve: () => void;
  readonly reject: (refusal: Refusal) => void;
}

interface Current {
  readonly name: string;
  readonly file: FileHandle;
  /** how much of it is whole */
  bytes: number;
}

/** Opens a file under a name that stays, also when the power goes. */
const begin = async (folder: string): Promise<Current> => {
  const name = `${eventId()}${SUFFIX}`;
  const file = await open(join(folder, name), 'ax', 0o600);
  try {
    await syncFolder(folder);
  } catch (error) {
    await file.close();
    throw error;
  }
  return { name, file, bytes: 0 };
};

const writeAll = async ({ file }: Current, bytes: Uint8Array, isSure: boolean): Promise<void> => {
  for (let sent = 0; sent < bytes.length; ) sent += (await file.write(bytes, sent)).bytesWritten;
  if (isSure) await file.datasync();
};

/** A journal in a folder. What it finds there it leaves alone: it begins a file of its own. */
export const openJournal = (folder: string, { fileBytes, room, onEnded, claim }: Limits): Journal => {
  let current: Current | null = null;
  let waiting: Waiting[] = [];
  let work: Promise<unknown> = Promise.resolve();
  /** One thing at a time. */
  const inTurn = <T>(step: () => Promise<T>): Promise<T> => {
    const done = work.then(step);
    work = done.catch(() => undefined);
    return done;
  };

  const end = async (): Promise<string | null> => {
    if (current === null) return null;
    const { name, file, bytes } = current;
    current = null;
    await file.close().catch(() => undefined);
    onEnded(name, bytes);
    return name;
  };

  const write = async (): Promise<void> => {
    const batch = waiting;
    waiting = [];
    if (batch.length === 0) return;
    const bytes = new TextEncoder().encode(batch.map(({ text }) => text).join(''));
    try {
      if (bytes.length > room()) throw new Refusal('SPOOL_FULL');
      current ??= await begin(folder);
      await writeAll(
        current,
        bytes,
        batch.some(({ isSure }) => isSure),
      );
      // Somebody who took us for gone has moved it away, and may have told and removed it before this stood in it.
      await access(join(folder, current.name));
      current.bytes += bytes.length;
    } catch (error) {
      const refusal = error instanceof Refusal ? error : new Refusal('SPOOL_FULL', { cause: error });
      // After a write or sync that failed nobody knows what is on the disk: what was safe before is kept, and another file begun.
      await current?.file.truncate(current.bytes).catch(() => undefined);
      await end();
      await claim().catch(() => undefined);
      for (const { reject } of batch) reject(refusal);
      return;
    }
    if (current.bytes >= fileBytes) await end();
    for (const { resolve } of batch) resolve();
  };

  const put = (lines: readonly string[], isSure: boolean): Promise<void> =>
    new Promise((resolve, reject) => {
      waiting.push({ text: lines.map((line) => `${line}\n`).join(''), isSure, resolve, reject });
      void inTurn(write);
    });

  return {
    append: (lines) => put(lines, true),
    jot: (lines) => put(lines, false),
    rotate: () => inTurn(end),
    get bytes() {
      return current?.bytes ?? 0;
    },
    close: async () => {
      await inTurn(write);
      await inTurn(end);
    },
  };
};
