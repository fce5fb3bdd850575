import { KEPT_BYTES } from '../vault/shared-bytes.ts';
import type { Arriving } from './page-protocol.ts';
import type { PageSource } from './page-source.ts';

/** Nobody turns a page for so long, in milliseconds: a document is put away then. */
export const IDLE_MS = 60_000;
const MOST_BYTES = 512 * 1024 * 1024;
const MOST_DOCUMENTS = 8;

export type OpenDocument = Arriving & { readonly source: PageSource };

/** The documents that are open for reading, few and not for long: they lie in memory in the clear. */
export class OpenDocuments {
  readonly #open = new Map<string, { readonly document: OpenDocument; usedAt: number }>();

  find(key: string): OpenDocument | undefined {
    this.#putAwayIdle();
    const found = this.#open.get(key);
    if (found === undefined) return undefined;
    found.usedAt = performance.now();
    // What was used last stands last.
    this.#open.delete(key);
    this.#open.set(key, found);
    return found.document;
  }

  add(document: OpenDocument): void {
    this.#close(document.key);
    this.#open.set(document.key, { document, usedAt: performance.now() });
  }

  /** Puts away what was not used for longest until so many bytes more find room. */
  makeRoom(bytes: number): void {
    this.#putAwayIdle();
    let held = bytes;
    for (const { document } of this.#open.values()) held += heldOf(document);
    for (const [key, { document }] of this.#open) {
      if (held <= MOST_BYTES && this.#open.size < MOST_DOCUMENTS) break;
      this.#close(key);
      held -= heldOf(document);
    }
  }

  #putAwayIdle(): void {
    const since = performance.now() - IDLE_MS;
    for (const [key, { usedAt }] of this.#open) if (usedAt < since) this.#close(key);
  }

  #close(key: string): void {
    this.#open.get(key)?.document.source.close();
    this.#open.delete(key);
  }
}

/** How much of a document is in memory. */
export const heldOf = ({ window, size }: Arriving): number => (window === null ? size : KEPT_BYTES);
