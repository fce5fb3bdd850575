/** Work of many, a little of it at a time: nobody has two pieces under way, and whoever waits has a turn before anybody has a second. */
export class Turns {
  readonly #seats: number;
  /** by whose turn comes first */
  readonly #waiting = new Map<string, readonly (() => Promise<void>)[]>();
  readonly #seated = new Set<string>();

  /** @param seats how many pieces may be under way at a time */
  constructor(seats: number) {
    this.#seats = seats;
  }

  /** Does somebody's work once it is his turn; gives what came of it. */
  take<T>(who: string, work: () => Promise<T>): Promise<T> {
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    const piece = (): Promise<void> => work().then(resolve, reject);
    this.#queue(who, [...(this.#waiting.get(who) ?? []), piece]);
    this.#seatNext();
    return promise;
  }

  #seatNext(): void {
    for (const [who, [piece, ...rest]] of this.#waiting) {
      if (this.#seated.size >= this.#seats) return;
      if (piece === undefined || this.#seated.has(who)) continue;
      this.#queue(who, rest);
      this.#seated.add(who);
      void piece().then(() => this.#rise(who));
    }
  }

  /** Who has had his turn comes behind all who wait. */
  #rise(who: string): void {
    const further = this.#waiting.get(who) ?? [];
    this.#waiting.delete(who);
    this.#queue(who, further);
    this.#seated.delete(who);
    this.#seatNext();
  }

  #queue(who: string, pieces: readonly (() => Promise<void>)[]): void {
    if (pieces.length === 0) this.#waiting.delete(who);
    else this.#waiting.set(who, pieces);
  }
}
