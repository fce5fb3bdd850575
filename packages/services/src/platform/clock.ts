import { Temporal } from '@miji/core';
import type { ScopedDatabase } from '@miji/db';
import { readManualClock, setManualClock } from '@miji/db';
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

/** The machine's clock. */
export const systemClock: Clock = {
  mode: 'system',
  now: async () => toMillisecond(Temporal.Now.instant()),
  set: async () => {
    throw new Refusal('CLOCK_NOT_MANUAL');
  },
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
