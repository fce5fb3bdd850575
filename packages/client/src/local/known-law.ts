import type { SnapshotPayload } from '@miji/contract';
import type { LocalLaw } from '@miji/core';
import { openSnapshot } from '@miji/core';
import { Freshness } from './freshness.ts';
import { UntrustedSnapshot } from './signed-messages.ts';

/** What is known does not go on from here: it has to be fetched anew, and until then nothing is known. */
export class Lost extends Error {
  override readonly name = 'Lost';
}

/**
 * What signed messages have told so far, and how fresh that is. It takes no message that is of another company, that is older than what it
 * has heard, or that leaves something out.
 */
export class KnownLaw {
  readonly freshness = new Freshness();
  #law: LocalLaw | null = null;
  #companyId: string | null = null;

  /** The law, whether fresh or not; null where nothing is known. */
  get law(): LocalLaw | null {
    return this.#law;
  }

  /** Whether it may be relied upon now. */
  get isFresh(): boolean {
    return this.#law !== null && this.freshness.remaining() > 0;
  }

  /**
   * Takes a whole snapshot.
   *
   * @param asked when it was asked for, by `performance.now()`
   * @throws UntrustedSnapshot where it is something else, another company's, or older than what was heard before
   */
  begin(payload: SnapshotPayload, asked: number): void {
    if (payload.kind !== 'snapshot') throw new UntrustedSnapshot(`a snapshot was asked for, not ${payload.kind}`);
    const { body } = payload;
    this.#beOf(body.company.id);
    // One that was kept back would bring to life again what has been taken away since.
    if (body.at < this.freshness.at) throw new UntrustedSnapshot('older than what is known');
    const law = openSnapshot(body);
    this.freshness.heard(body, asked);
    this.#companyId = body.company.id;
    this.#law = law;
  }

  /**
   * Takes what a message on the stream says.
   *
   * @param came when it came, by `performance.now()`
   * @throws Lost where it does not go on from what is known @throws UntrustedSnapshot where it is another company's
   */
  follow(payload: SnapshotPayload, came: number): void {
    if (this.#law === null) throw new Lost('nothing is known');
    if (payload.kind === 'snapshot') throw new UntrustedSnapshot('a whole snapshot on the stream');
    const head = payload.kind === 'changed' ? { ...payload.delta, lifeMs: payload.lifeMs } : payload;
    this.#beOf(head.companyId);
    // An echo of before: it says nothing, and makes nothing fresher.
    if (head.at < this.freshness.at) return;
    if (payload.kind === 'alive' && payload.cursor !== this.#law.cursor) throw new Lost('a change was kept back');
    // The same change told twice, by a stream that was joined again.
    if (payload.kind === 'changed' && (payload.delta.reset || payload.delta.cursor !== this.#law.cursor)) {
      if (this.#law.apply(payload.delta) === 'reset') throw new Lost('a change is missing');
    }
    this.freshness.heard(head, came);
  }

  /** Knows nothing any more, but still takes nothing older. */
  forget(): void {
    this.#law = null;
    this.freshness.forget();
  }

  #beOf(companyId: string): void {
    if (this.#companyId !== null && companyId !== this.#companyId) throw new UntrustedSnapshot('of another company');
  }
}
