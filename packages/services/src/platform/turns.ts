import { GoneError, NotNowError } from './not-now-error.ts';

/**
 * Work of many, a little of it at a time: nobody has two pieces under way, and everybody who waits has his turn before anybody has his
 * next one, however much he has asked for.
 */
export class Turns {
  readonly #seats: number;
  readonly #patienceMs: number | null;
  /** who waits, by whose turn comes first */
  readonly #lines = new Map<string, (() => void)[]>();
  readonly #seated = new Set<string>();

  /**
   * @param seats how many pieces may be under way at a time
   * @param patienceMs how long anybody waits for his turn, in milliseconds; null where it does not matter
   */
  constructor(seats: number, patienceMs: number | null = null) {
    this.#seats = seats;
    this.#patienceMs = patienceMs;
  }

  /**
   * Does somebody's work once it is his turn; gives what came of it.
   *
   * @param who in whose name the work is done
   * @param gone nobody waits for it any more
   * @throws NotNowError where its turn does not come in time
   * @throws GoneError
   */
  async take<T>(who: string, work: () => Promise<T>, gone?: AbortSignal): Promise<T> {
    await this.#turnOf(who, gone);
    try {
      return await work();
    } finally {
      this.#rise(who);
    }
  }

  async #turnOf(who: string, gone: AbortSignal | undefined): Promise<void> {
    if (gone?.aborted === true) throw new GoneError();
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const line = this.#lines.get(who) ?? [];
    line.push(resolve);
    this.#lines.set(who, line);
    this.#seatNext();
    const leave = (why: Error): void => {
      const place = line.indexOf(resolve);
      if (place === -1) return;
      line.splice(place, 1);
      reject(why);
    };
    const leaveGone = (): void => leave(new GoneError());
    const tire = (): void => leave(new NotNowError('too much is waiting'));
    const timer = this.#patienceMs === null ? undefined : setTimeout(tire, this.#patienceMs);
    gone?.addEventListener('abort', leaveGone);
    try {
      await promise;
    } finally {
      clearTimeout(timer);
      gone?.removeEventListener('abort', leaveGone);
    }
  }

  #seatNext(): void {
    for (const [who, line] of this.#lines) {
      if (this.#seated.size >= this.#seats) return;
      if (this.#seated.has(who)) continue;
      const begin = line.shift();
      if (line.length === 0) this.#lines.delete(who);
      if (begin === undefined) continue;
      this.#seated.add(who);
      begin();
    }
  }

  /** Whoever has had his turn comes behind all who wait. */
  #rise(who: string): void {
    const further = this.#lines.get(who);
    this.#lines.delete(who);
    if (further !== undefined) this.#lines.set(who, further);
    this.#seated.delete(who);
    this.#seatNext();
  }
}
