/** How far a client's clock may run away from the server's, where nobody has tampered with either. */
const DRIFT = 0.0005;
/** How much further than the steady clock the one on the wall may have moved on, before the machine must have slept in between. */
const ASLEEP_MS = 5_000;

/** When something was asked for and when the answer came, by `performance.now()`. */
export interface Asking {
  readonly asked: number;
  readonly came: number;
}

/** What every signed message says of time. */
interface Said {
  readonly at: number;
  readonly lifeMs: number;
}

/**
 * How old what is known is, by signed times. Between two messages time passes by `performance.now()`.
 *
 * How far the server's clock is ahead of ours lies between two bounds. Whatever it has signed was signed before it came: that shows how far
 * at least. The answer to a question that nobody else can have asked was signed after the question: that shows how far at most, and is
 * measured anew from time to time, since clocks run apart. How old something is counts by the later bound, so that a message that was held
 * back is as old as it is.
 *
 * The clock on the wall makes nothing fresher. It only shows that a machine has slept, in which time the steady one may have stood still.
 */
export class Freshness {
  /** the time of the last message, on the server's clock */
  #at = Number.NEGATIVE_INFINITY;
  #lifeMs = 0;
  /** the server's clock less ours: at least and at most, and when each was shown */
  #least = 0;
  #leastShown = 0;
  #most = 0;
  #mostShown = 0;
  /** the clock on the wall less the steady one, when both were measured */
  #wall = 0;

  /** Begins with the answer to a question of one's own: whatever was heard before counts no more. */
  begin(said: Said, asking: Asking, wall: number = Date.now()): void {
    this.#at = Number.NEGATIVE_INFINITY;
    this.measured(said, asking, wall);
  }

  /**
   * Takes the answer to a question of one's own into account, and how far the clocks are apart by it.
   *
   * @returns as {@link heard}
   */
  measured(said: Said, asking: Asking, wall: number = Date.now()): boolean {
    const { asked, came } = asking;
    const isFirst = this.#at === Number.NEGATIVE_INFINITY;
    if (said.at < this.#at) return false;
    const most = said.at - asked;
    const earlier = isFirst || this.hasSlept(came, wall) ? Number.POSITIVE_INFINITY : this.#mostAhead(came);
    this.#most = Math.min(most, earlier);
    this.#mostShown = came;
    this.#wall = wall - came;
    if (isFirst || earlier === Number.POSITIVE_INFINITY) {
      this.#least = Number.NEGATIVE_INFINITY;
      this.#leastShown = came;
    }
    return this.heard(said, came);
  }

  /**
   * Takes a signed message into account that came by itself.
   *
   * @returns whether it is no older than what was heard before; an older one counts for nothing
   */
  heard({ at, lifeMs }: Said, came: number): boolean {
    if (at < this.#at) return false;
    this.#at = at;
    this.#lifeMs = lifeMs;
    if (at - came >= this.#leastAhead(came)) {
      this.#least = at - came;
      this.#leastShown = came;
    }
    // The server's clock was set ahead, or ours ran slow: nothing counts for longer by that.
    if (this.#least > this.#mostAhead(came)) {
      this.#most = this.#least;
      this.#mostShown = came;
    }
    return true;
  }

  /** The time of the last message; minus infinity before there is one. */
  get at(): number {
    return this.#at;
  }

  /** What the server's clock shows at the latest, in epoch milliseconds; null before anything was heard. */
  latest(mine: number = performance.now()): number | null {
    return this.#at === Number.NEGATIVE_INFINITY ? null : Math.floor(mine + this.#mostAhead(mine));
  }

  /** What it shows at the earliest. */
  earliest(mine: number = performance.now()): number | null {
    return this.#at === Number.NEGATIVE_INFINITY ? null : Math.floor(mine + this.#leastAhead(mine));
  }

  /** For how many milliseconds what was heard may still be relied upon; 0 or less: no longer. */
  remaining(mine: number = performance.now(), wall: number = Date.now()): number {
    const latest = this.latest(mine);
    return latest === null || this.hasSlept(mine, wall) ? 0 : this.#at + this.#lifeMs - latest;
  }

  /** Whether this machine has slept since the clocks were measured, so that nobody knows how much time has passed. */
  hasSlept(mine: number = performance.now(), wall: number = Date.now()): boolean {
    return wall - mine - this.#wall > ASLEEP_MS;
  }

  /** Nothing that was heard counts any more; what the clocks showed still does, and nothing older is taken. */
  forget(): void {
    this.#lifeMs = Number.NEGATIVE_INFINITY;
  }

  #leastAhead(mine: number): number {
    return this.#least - Math.max(0, mine - this.#leastShown) * DRIFT;
  }

  #mostAhead(mine: number): number {
    return this.#most + Math.max(0, mine - this.#mostShown) * DRIFT;
  }
}
