import { reportedEvent } from '@miji/contract';
import type { SpooledEvent } from '../spool.ts';

/** So many decisions may wait to be written: what is decided in one go, before the disk has its turn. */
const MOST_NOTED = 100_000;
const AGAIN_MS = 1_000;

/** Events that are written down soon, without anybody waiting for it. */
export interface Noted {
  /** @returns false where they are more than can be written, or could not be written of late */
  note(event: SpooledEvent): boolean;
  /** Writes what is there; resolves in any case. */
  flush(): Promise<void>;
}

/** @param jot writes lines; rejects where it cannot */
export const notedIn = (jot: (lines: readonly string[]) => Promise<void>): Noted => {
  let noted: SpooledEvent[] = [];
  let writing: Promise<void> | null = null;
  let isStuck = false;

  const write = async (): Promise<void> => {
    while (noted.length > 0) {
      const batch = noted;
      noted = [];
      // Whoever decides on what can be no number of an item has decided nothing.
      const lines = batch
        .filter((event) => reportedEvent.safeParse(event).success)
        .map((event) => JSON.stringify(event));
      try {
        if (lines.length > 0) await jot(lines);
        isStuck = false;
      } catch {
        noted = [...batch, ...noted];
        isStuck = true;
        setTimeout(() => void flush(), AGAIN_MS).unref();
        return;
      }
    }
  };
  const flush = (): Promise<void> => (writing ??= write().finally(() => (writing = null)));

  return {
    note: (event) => {
      if (isStuck || noted.length >= MOST_NOTED) return false;
      // Those of one turn are written together.
      if (noted.push(event) === 1) setImmediate(() => void flush());
      return true;
    },
    flush,
  };
};
