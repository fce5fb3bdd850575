import { GoneError, NotNowError } from './not-now-error.ts';

/**
 * Lets one work be done after the other. Everybody who waits has his turn before anybody has his next one, however much he has asked
 * for.
 */
export class Turns {
  readonly #patienceMs: number;
  readonly #lines = new Map<string, (() => void)[]>();
  #isTaken = false;

  /** @param patienceMs how long anybody waits for his turn, in milliseconds */
  constructor(patienceMs: number) {
    this.#patienceMs = patienceMs;
  }

  /**
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
      this.#passOn();
    }
  }

  async #turnOf(who: string, gone: AbortSignal | undefined): Promise<void> {
    if (gone?.aborted === true) throw new GoneError();
    if (!this.#isTaken) {
      this.#isTaken = true;
      return;
    }
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const line = this.#lines.get(who) ?? [];
    line.push(resolve);
    this.#lines.set(who, line);
    const leave = (why: Error): void => {
      const place = line.indexOf(resolve);
      if (place === -1) return;
      line.splice(place, 1);
      reject(why);
    };
    const leaveGone = (): void => leave(new GoneError());
    const timer = setTimeout(() => leave(new NotNowError('too much is waiting')), this.#patienceMs);
    gone?.addEventListener('abort', leaveGone);
    try {
      await promise;
    } finally {
      clearTimeout(timer);
      gone?.removeEventListener('abort', leaveGone);
    }
  }

  #passOn(): void {
    for (const [who, line] of this.#lines) {
      this.#lines.delete(who);
      const begin = line.shift();
      // Whoever waits for more stands behind everybody else again.
      if (line.length > 0) this.#lines.set(who, line);
      if (begin !== undefined) return begin();
    }
    this.#isTaken = false;
  }
}
