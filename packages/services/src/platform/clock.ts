import { Temporal } from '@miji/core';
import type { ScopedDatabase } from '@miji/db';
import { readDatabaseClock, readManualClock, setManualClock } from '@miji/db';
import { Refusal } from '@miji/contract';

/** What time it is. One reading is taken when a call begins, and everything the call decides is decided at that instant. */
export interface Clock {
  readonly mode: 'system' | 'manual';
  now(): Promise<Temporal.Instant>;
  /** @throws Refusal `CLOCK_NOT_MANUAL` on a clock that follows real time */
  set(now: Temporal.Instant): Promise<void>;
}

const toMillisecond = (at: Temporal.Instant): Temporal.Instant =>
  at.round({ smallestUnit: 'millisecond', roundingMode: 'floor' });

/** How long a reading of the database's clock is counted on from before it is read again. */
const READ_AGAIN_AFTER_MS = 10_000;
/** A reading that took longer than this says too little, where there is a better one. */
const SHARP_MS = 100;

/** What the database's clock showed, as far ahead as it was of this process's counter. */
interface Reading {
  readonly ahead: number;
  readonly readAt: number;
}

/**
 * The database's clock: the same for every server on it, whatever the machine of each shows. It is read now and then, and counted on
 * from in between by a counter that nobody can set; it never goes back.
 */
export const databaseClock = (db: ScopedDatabase): Clock => {
  let reading: Reading | null = null;
  let underWay: Promise<Reading> | null = null;
  let latest = 0;

  const read = async (): Promise<Reading> => {
    const began = performance.now();
    const shown = await db.directory(Temporal.Now.instant(), readDatabaseClock);
    const ended = performance.now();
    // It was read somewhere between asking and answer: in the middle, at best.
    const fresh = { ahead: shown.epochMilliseconds - (began + ended) / 2, readAt: ended };
    reading = reading !== null && ended - began > SHARP_MS ? { ...reading, readAt: ended } : fresh;
    return reading;
  };
  const readOnce = (): Promise<Reading> => {
    underWay ??= read().finally(() => {
      underWay = null;
    });
    return underWay;
  };
  return {
    mode: 'system',
    now: async () => {
      const known = reading ?? (await readOnce());
      // An outage makes it no worse: the counter goes on, and it is tried again.
      if (performance.now() - known.readAt > READ_AGAIN_AFTER_MS) readOnce().catch(() => undefined);
      latest = Math.max(latest, Math.floor(known.ahead + performance.now()));
      return Temporal.Instant.fromEpochMilliseconds(latest);
    },
    set: async () => {
      throw new Refusal('CLOCK_NOT_MANUAL');
    },
  };
};

/** A clock that stands still until somebody moves it, for trying out what happens when a period ends. It starts at real time. */
export const manualClock = (db: ScopedDatabase): Clock => ({
  mode: 'manual',
  now: async () => {
    const real = toMillisecond(Temporal.Now.instant());
    const shown = await db.directory(real, readManualClock);
    return shown ?? real;
  },
  set: async (now) => {
    await db.directory(now, (directory) => setManualClock(directory, toMillisecond(now)));
  },
});
