import type { SnapshotPayload } from '@miji/contract';
import type { LocalLaw } from '@miji/core';
import { openSnapshot } from '@miji/core';
import type { Asking } from './freshness.ts';
import { Freshness } from './freshness.ts';
import { UntrustedSnapshot } from './signed-messages.ts';

/** What is known does not go on from here: it has to be fetched anew, and until then nothing is known. */
export class Lost extends Error {
  override readonly name = 'Lost';
}

/** A question that was made up here, and when it was answered. */
export interface Answered extends Asking {
  readonly nonce: string;
}

/** What came on a stream that was asked for here. */
export interface Heard {
  readonly nonce: string;
  /** by `performance.now()` */
  readonly came: number;
  /** when the stream was asked for, with the first that came on it; null with all others */
  readonly asked: number | null;
}

/**
 * What signed messages have told so far, and how fresh that is. It takes no message that answers another question than its own, that is of
 * another company, that is older than what it has heard, or that leaves something out.
 */
export class KnownLaw {
  readonly freshness = new Freshness();
  readonly #expected: string | null;
  #law: LocalLaw | null = null;
  #companyId: string | null = null;

  /** @param company the code of the only company to be taken; null for the first that is told of */
  constructor(company: string | null = null) {
    this.#expected = company;
  }

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
   * @throws UntrustedSnapshot where it is something else, another company's, or the answer to another question
   */
  begin(payload: SnapshotPayload, { nonce, ...asking }: Answered): void {
    if (payload.kind !== 'snapshot') throw new UntrustedSnapshot(`a snapshot was asked for, not ${payload.kind}`);
    answersTo(payload, nonce);
    const { body } = payload;
    this.#beOf(body.company.id);
    if (this.#expected !== null && body.company.code !== this.#expected) {
      throw new UntrustedSnapshot(`of ${body.company.code}, not of ${this.#expected}`);
    }
    const law = openSnapshot(body);
    // It was made after it was asked for: whatever was heard before is older, even where the server's clock has been set back.
    this.freshness.begin(body, asking);
    this.#companyId = body.company.id;
    this.#law = law;
  }

  /**
   * Takes what a message on the stream says.
   *
   * @throws Lost where it does not go on from what is known
   * @throws UntrustedSnapshot where it is another company's, or of another stream
   */
  follow(payload: SnapshotPayload, { nonce, came, asked }: Heard): void {
    if (this.#law === null) throw new Lost('nothing is known');
    if (payload.kind === 'snapshot') throw new UntrustedSnapshot('a whole snapshot on the stream');
    answersTo(payload, nonce);
    const head = payload.kind === 'changed' ? { ...payload.delta, lifeMs: payload.lifeMs } : payload;
    this.#beOf(head.companyId);
    if (head.at < this.freshness.at) {
      // What was just asked for is older than what was heard: the server's clock has been set back.
      if (asked !== null) throw new Lost('the clock of the server has been set back');
      // An echo of before: it says nothing, and makes nothing fresher.
      return;
    }
    if (payload.kind === 'alive' && payload.cursor !== this.#law.cursor) throw new Lost('a change was kept back');
    // The same change told twice, by a stream that was joined again.
    if (payload.kind === 'changed' && (payload.delta.reset || payload.delta.cursor !== this.#law.cursor)) {
      if (this.#law.apply(payload.delta) === 'reset') throw new Lost('a change is missing');
    }
    if (asked === null) this.freshness.heard(head, came);
    else this.freshness.measured(head, { asked, came });
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

/** Whether it was made for a question, and so after it: anything else may have been recorded at any time. */
const answersTo = (payload: SnapshotPayload, nonce: string): void => {
  if (payload.nonce !== nonce) throw new UntrustedSnapshot('the answer to another question');
};
