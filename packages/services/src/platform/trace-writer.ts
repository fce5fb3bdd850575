import { Refusal } from '@miji/contract';
import type { AuditEvent } from '@miji/core';

/** Appends events durably: what it has resolved survives a power cut. */
export interface Appender {
  append(events: readonly AuditEvent[]): Promise<void>;
}

interface Waiting {
  readonly event: AuditEvent;
  readonly written: () => void;
  readonly failed: (error: unknown) => void;
}

/** As many as one statement takes at ease. */
const LARGEST_BATCH = 500;

/**
 * The group writer for everything that has no transaction of its own: reads, queries, refusals. What arrives while one batch is on
 * its way leaves together in the next, and every caller waits for the commit that holds his event. Where no trace can be written,
 * the caller is refused, so that nothing is handed out.
 *
 * @see SI-03
 */
export class TraceWriter {
  readonly #appender: Appender;
  readonly #onFailure: (error: unknown) => void;
  #waiting: Waiting[] = [];
  #writing: Promise<void> | null = null;

  /** @param onFailure told why events could not be written: of their callers, none learns it */
  constructor(appender: Appender, onFailure: (error: unknown) => void = () => {}) {
    this.#appender = appender;
    this.#onFailure = onFailure;
  }

  /** @throws Refusal `AUDIT_UNAVAILABLE` where the event could not be made durable */
  async record(...events: readonly AuditEvent[]): Promise<void> {
    const written = events.map(
      (event) =>
        new Promise<void>((resolve, reject) => {
          this.#waiting.push({ event, written: resolve, failed: reject });
        }),
    );
    this.#writing ??= this.#writeAll();
    await Promise.all(written);
  }

  /** Resolves once everything recorded so far is durable. */
  async drain(): Promise<void> {
    while (this.#writing !== null) await this.#writing;
  }

  async #writeAll(): Promise<void> {
    // Let everything that is ready in this turn of the loop join the first batch.
    await Promise.resolve();
    while (this.#waiting.length > 0) await this.#writeBatch(this.#waiting.splice(0, LARGEST_BATCH));
    this.#writing = null;
  }

  async #writeBatch(batch: readonly Waiting[]): Promise<void> {
    try {
      await this.#appender.append(batch.map(({ event }) => event));
      for (const { written } of batch) written();
    } catch (cause) {
      // One event that cannot be written must not take the others with it.
      if (batch.length > 1) await Promise.all(batch.map((waiting) => this.#writeBatch([waiting])));
      else {
        this.#onFailure(cause);
        for (const { failed } of batch) failed(new Refusal('AUDIT_UNAVAILABLE', { cause }));
      }
    }
  }
}
