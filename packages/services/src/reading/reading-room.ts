import { sharedWindow } from '../vault/shared-bytes.ts';
import type { PageLines } from '../rendition/page-lines.ts';
import { DrawingThread, type ReadStretch, ThreadEndedError } from './drawing-thread.ts';
import type { MarkedPage, PageWork } from './marked-page.ts';
import { GoneError, NotNowError } from '../platform/not-now-error.ts';
import type { Arriving, PageJob, PageReply } from './page-protocol.ts';
import type { Size } from './page-source.ts';
import { UndrawableError } from './page-source.ts';
import { Turns } from '../platform/turns.ts';

const TIMEOUT_MS = 30_000;
const PATIENCE_MS = 60_000;
/** What one person may wait for at a time: as many pages as a browser asks for at once, and some more. */
const MOST_ASKED = 24;
/** So long a document that ended the thread is not opened again, in milliseconds. */
const QUARANTINE_MS = 5 * 60_000;

/** What is larger is read stretch by stretch, in bytes; what is not is held whole, and its pages are turned faster. */
const LARGE = 64 * 1024 * 1024;

/** A document to be brought when it is not there: all of it, and any stretch of it. */
export interface Bringing extends Omit<Arriving, 'key' | 'window'> {
  readonly pieces: AsyncIterable<Uint8Array>;
  readonly read: ReadStretch;
}

/** A document by its name, how it is had, and for whom. */
export interface Shelved {
  readonly key: string;
  readonly bring: () => Promise<Bringing>;
  readonly reader: string;
  /** nobody waits for it any more */
  readonly gone?: AbortSignal | undefined;
}

/**
 * Draws pages in a thread of its own, everybody’s in turn. Documents stay open there for a while after a page was turned. One that ends
 * the thread, by time, memory or a crash, is put aside, so that it does not keep everybody else from reading.
 */
export class ReadingRoom {
  readonly #thread: DrawingThread;
  readonly #turns = new Turns(1, PATIENCE_MS);
  readonly #bringing = new Map<string, Promise<void>>();
  readonly #asked = new Map<string, number>();
  /** documents that ended the thread, and until when they are left alone */
  readonly #aside = new Map<string, number>();

  /** @param timeoutMs how long one page may take, in milliseconds */
  constructor(timeoutMs = TIMEOUT_MS) {
    this.#thread = new DrawingThread(timeoutMs);
  }

  /**
   * @returns the sheets on which its pages are drawn, in points
   * @throws UndrawableError
   * @throws NotNowError
   */
  async papers(shelved: Shelved): Promise<readonly Size[]> {
    const reply = await this.#of(shelved, { do: 'papers', key: shelved.key });
    if (reply.kind === 'papers') return reply.papers;
    throw failureIn(reply);
  }

  /**
   * @throws UndrawableError
   * @throws NotNowError
   * @throws RangeError when the marks leave no room, or there is no such page
   */
  async draw(shelved: Shelved, work: PageWork): Promise<MarkedPage> {
    const reply = await this.#of(shelved, { do: 'draw', key: shelved.key, work });
    if (reply.kind === 'drawn') return reply.marked;
    throw failureIn(reply);
  }

  /**
   * @param page counted from 0
   * @throws UndrawableError
   * @throws NotNowError
   */
  async words(shelved: Shelved, page: number): Promise<PageLines> {
    const reply = await this.#of(shelved, { do: 'words', key: shelved.key, page });
    if (reply.kind === 'words') return reply.words;
    throw failureIn(reply);
  }

  /** Ends the thread; what is running fails. */
  close(): Promise<void> {
    return this.#thread.close();
  }

  async #of(shelved: Shelved, job: PageJob): Promise<PageReply> {
    const { reader } = shelved;
    const asked = this.#asked.get(reader) ?? 0;
    if (asked >= MOST_ASKED) throw new NotNowError('one reader asks for too many pages at once');
    this.#asked.set(reader, asked + 1);
    try {
      return await this.#answered(shelved, job);
    } finally {
      const left = (this.#asked.get(reader) ?? 1) - 1;
      if (left === 0) this.#asked.delete(reader);
      else this.#asked.set(reader, left);
    }
  }

  async #answered(shelved: Shelved, job: PageJob): Promise<PageReply> {
    // Somebody else’s page may have put it away, or ended the thread, between its coming and its being drawn.
    for (let tries = 0; tries < 3; tries += 1) {
      const reply = await this.#send(shelved, job);
      if (reply.kind !== 'absent') return reply;
      await this.#fetch(shelved).catch((error: unknown) => {
        // Whoever was bringing it has gone; this one still waits.
        if (!(error instanceof GoneError) || shelved.gone?.aborted === true) throw error;
      });
    }
    throw new NotNowError('the document does not stay open');
  }

  /** Brings a document once, however many wait for it. */
  #fetch(shelved: Shelved): Promise<void> {
    const { key } = shelved;
    const underWay = this.#bringing.get(key);
    if (underWay !== undefined) return underWay;
    const brought = this.#bring(shelved).finally(() => this.#bringing.delete(key));
    this.#bringing.set(key, brought);
    return brought;
  }

  async #bring(shelved: Shelved): Promise<void> {
    const { key } = shelved;
    const { pieces, read, ...document } = await shelved.bring();
    const window = document.kind === 'pdf' && document.size > LARGE ? sharedWindow(document.size) : null;
    if (window !== null) this.#thread.open(key, window, read);
    ready(await this.#send(shelved, { do: 'begin', document: { ...document, key, window } }));
    if (window !== null) return;
    try {
      for await (const piece of pieces) ready(await this.#send(shelved, { do: 'add', key, piece }));
    } catch (error) {
      await this.#send({ ...shelved, gone: undefined }, { do: 'give up', key }).catch(() => undefined);
      throw error;
    }
    ready(await this.#send(shelved, { do: 'open', key }));
  }

  async #send({ key, reader, gone }: Shelved, job: PageJob): Promise<PageReply> {
    const run = async (): Promise<PageReply> => {
      this.#assertNotAside(key);
      return this.#thread.run(job, gone);
    };
    return this.#turns.take(reader, run, gone).catch((error: unknown) => {
      if (!(error instanceof ThreadEndedError)) throw error;
      this.#aside.set(key, performance.now() + QUARANTINE_MS);
      throw new NotNowError('the document ended the thread', { cause: error });
    });
  }

  #assertNotAside(key: string): void {
    const until = this.#aside.get(key) ?? 0;
    if (until > performance.now()) throw new NotNowError('the document has just ended the thread');
    this.#aside.delete(key);
  }
}

function ready(reply: PageReply): void {
  if (reply.kind !== 'ready') throw failureIn(reply);
}

function failureIn(reply: PageReply): Error {
  switch (reply.kind) {
    case 'undrawable':
      return new UndrawableError(reply.why);
    case 'failed':
      return reply.error instanceof RangeError
        ? reply.error
        : new UndrawableError('the page fails', { cause: reply.error });
    default:
      return new Error('the reading room answered what it was not asked');
  }
}
