/** How far a client's clock may run away from the server's, where nobody has tampered with either. */
const DRIFT = 0.0005;

/**
 * How old what is known is, by signed times alone. The clock on the wall is never asked: whoever sets it back would prolong what he knows.
 * Between two messages time passes by `performance.now()`, and a message that was kept back on its way is as old as it is, because the
 * quickest message so far shows by how much.
 */
export class Freshness {
  /** the time of the last message, on the server's clock */
  #at = Number.NEGATIVE_INFINITY;
  #lifeMs = 0;
  /** the server's clock less ours, as the quickest message showed it, and when that was */
  #ahead = Number.NEGATIVE_INFINITY;
  #shownAt = 0;

  /**
   * Takes a signed message into account.
   *
   * @param asked when it was asked for or, on a stream, when it came, by `performance.now()`
   * @returns whether it is no older than what was heard before; an older one counts for nothing
   */
  heard({ at, lifeMs }: { readonly at: number; readonly lifeMs: number }, asked: number): boolean {
    if (at < this.#at) return false;
    this.#at = at;
    this.#lifeMs = lifeMs;
    if (at - asked >= this.#aheadAt(asked)) {
      this.#ahead = at - asked;
      this.#shownAt = asked;
    }
    return true;
  }

  /** The time of the last message; minus infinity before there is one. */
  get at(): number {
    return this.#at;
  }

  /** What the server's clock shows, in epoch milliseconds; null before anything was heard. It is at most a journey ahead. */
  now(mine: number = performance.now()): number | null {
    return this.#at === Number.NEGATIVE_INFINITY ? null : Math.floor(mine + this.#aheadAt(mine));
  }

  /** For how many milliseconds what was heard may still be relied upon; 0 or less: no longer. */
  remaining(mine: number = performance.now()): number {
    const now = this.now(mine);
    return now === null ? 0 : this.#at + this.#lifeMs - now;
  }

  /** Nothing that was heard counts any more; what the clocks showed still does, and nothing older is taken. */
  forget(): void {
    this.#lifeMs = Number.NEGATIVE_INFINITY;
  }

  #aheadAt(mine: number): number {
    return this.#ahead - Math.max(0, mine - this.#shownAt) * DRIFT;
  }
}
