import type { Temporal } from '../time.ts';

const NANOSECONDS = 1_000_000n;

/** Where something ends: in the millisecond that it falls into, so that nothing is allowed for longer. */
export const endMillisecond = (end: Temporal.Instant): number => end.epochMilliseconds;

/** From when something counts: the first whole millisecond in which it does. */
export const startMillisecond = (start: Temporal.Instant): number =>
  start.epochMilliseconds + (start.epochNanoseconds % NANOSECONDS === 0n ? 0 : 1);
