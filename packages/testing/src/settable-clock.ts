import { Temporal } from 'temporal-polyfill';

/** A clock that stands still until it is told otherwise. */
export class SettableClock {
  #now: Temporal.Instant;

  constructor(start: Temporal.Instant | string = '2026-01-01T00:00:00Z') {
    this.#now = Temporal.Instant.from(start);
  }

  now(): Temporal.Instant {
    return this.#now;
  }

  set(instant: Temporal.Instant | string): void {
    this.#now = Temporal.Instant.from(instant);
  }

  /** Moves by an exact duration (days count 24 hours); a negative one moves back. */
  advance(duration: Temporal.Duration | Temporal.DurationLike | string): void {
    const { days, ...rest } = fields(Temporal.Duration.from(duration));
    this.#now = this.#now.add({ ...rest, hours: rest.hours + days * 24 });
  }
}

function fields({
  years,
  months,
  weeks,
  days,
  hours,
  minutes,
  seconds,
  milliseconds,
  microseconds,
  nanoseconds,
}: Temporal.Duration) {
  if (years !== 0 || months !== 0)
    throw new RangeError('Years and months have no exact length: set the clock instead.');
  return { days: days + weeks * 7, hours, minutes, seconds, milliseconds, microseconds, nanoseconds };
}
