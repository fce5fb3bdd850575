import { Worker } from 'node:worker_threads';
import type { PageLines } from '../rendition/page-lines.ts';
import { fillWindow, type SharedWindow, sharedWindow } from '../vault/shared-bytes.ts';
import type { MarkedPage, PageWork } from './marked-page.ts';
import { IDLE_MS } from './open-documents.ts';
import type { Arriving, PageJob, PageReply, StretchAsked } from './page-protocol.ts';
import type { Size } from './page-source.ts';
import { UndrawableError } from './page-source.ts';

const TIMEOUT_MS = 30_000;
const MEMORY_MB = 512;

/** What is larger is read stretch by stretch, in bytes; what is not is held whole, and its pages are turned faster. */
const LARGE = 64 * 1024 * 1024;

/** A document to be brought when it is not there: all of it, and any stretch of it. */
export interface Bringing extends Omit<Arriving, 'key' | 'window'> {
  readonly pieces: AsyncIterable<Uint8Array>;
  readonly read: (offset: number, length: number) => Promise<Buffer>;
}

/** A document by its name, and how it is had. */
export interface Shelved {
  readonly key: string;
  readonly bring: () => Promise<Bringing>;
}

/**
 * Draws pages in a thread of its own, one after the other. Documents stay open there for a while after a page was turned; then the
 * thread ends, and everything that lay in its memory is gone. A page that fails the thread, by time, memory or a crash, fails alone.
 */
export class ReadingRoom {
  readonly #timeoutMs: number;
  #worker: Worker | undefined;
  #waiting: PromiseWithResolvers<PageReply> | undefined;
  #last: Promise<unknown> = Promise.resolve();
  #closing: NodeJS.Timeout | undefined;
  readonly #bringing = new Map<string, Promise<void>>();
  readonly #windows = new Map<string, { readonly window: SharedWindow; readonly read: Bringing['read'] }>();

  /** @param timeoutMs how long one page may take, in milliseconds */
  constructor(timeoutMs = TIMEOUT_MS) {
    this.#timeoutMs = timeoutMs;
  }

  /**
   * @returns the sheets on which its pages are drawn, in points
   * @throws UndrawableError
   */
  async papers(shelved: Shelved): Promise<readonly Size[]> {
    const reply = await this.#of(shelved, { do: 'papers', key: shelved.key });
    if (reply.kind === 'papers') return reply.papers;
    throw failureIn(reply);
  }

  /**
   * @throws UndrawableError
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
   */
  async words(shelved: Shelved, page: number): Promise<PageLines> {
    const reply = await this.#of(shelved, { do: 'words', key: shelved.key, page });
    if (reply.kind === 'words') return reply.words;
    throw failureIn(reply);
  }

  /** Ends the thread; what is running fails. */
  async close(): Promise<void> {
    clearTimeout(this.#closing);
    const worker = this.#worker;
    if (worker !== undefined) await this.#drop(worker, new Error('the reading room was closed'));
  }

  async #of(shelved: Shelved, job: PageJob): Promise<PageReply> {
    // Somebody else’s page may have put it away, or ended the thread, between its coming and its being drawn.
    for (let tries = 0; tries < 3; tries += 1) {
      const reply = await this.#send(job);
      if (reply.kind !== 'absent') return reply;
      await this.#fetch(shelved);
    }
    throw new UndrawableError('the document does not stay open');
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

  async #bring({ key, bring }: Shelved): Promise<void> {
    const { pieces, read, ...document } = await bring();
    const window = document.kind === 'pdf' && document.size > LARGE ? sharedWindow(document.size) : null;
    if (window !== null) this.#windows.set(key, { window, read });
    ready(await this.#send({ do: 'begin', document: { ...document, key, window } }));
    if (window !== null) return;
    try {
      for await (const piece of pieces) ready(await this.#send({ do: 'add', key, piece }));
    } catch (error) {
      await this.#send({ do: 'give up', key }).catch(() => undefined);
      throw error;
    }
    ready(await this.#send({ do: 'open', key }));
  }

  #send(job: PageJob): Promise<PageReply> {
    const answered = this.#last.then(() => this.#run(job));
    this.#last = answered.catch(() => undefined);
    return answered;
  }

  async #run(job: PageJob): Promise<PageReply> {
    clearTimeout(this.#closing);
    const worker = (this.#worker ??= this.#start());
    const waiting = (this.#waiting = Promise.withResolvers());
    const late = new UndrawableError('the page takes too long to be drawn');
    const timer = setTimeout(() => void this.#drop(worker, late), this.#timeoutMs);
    worker.ref();
    try {
      worker.postMessage(job, []);
      const reply = await waiting.promise;
      // After a crash of its module a thread is not to be trusted.
      if (reply.kind === 'failed' && !(reply.error instanceof RangeError)) await this.#drop(worker, reply.error);
      return reply;
    } finally {
      clearTimeout(timer);
      worker.unref();
      this.#closing = setTimeout(() => void this.close(), IDLE_MS).unref();
    }
  }

  #start(): Worker {
    const resourceLimits = { maxOldGenerationSizeMb: MEMORY_MB };
    const worker = new Worker(new URL('./page-worker.ts', import.meta.url), { resourceLimits });
    worker.on('message', (said: PageReply | StretchAsked) => {
      if ('asked' in said) this.#fill(said);
      else this.#waiting?.resolve(said);
    });
    worker.on('error', (error) => void this.#drop(worker, new UndrawableError('the thread failed', { cause: error })));
    worker.on('exit', () => void this.#drop(worker, new UndrawableError('the thread ended before its page was drawn')));
    return worker;
  }

  /** The thread waits for it and says what comes of it where it cannot be read. */
  #fill({ key, asked }: StretchAsked): void {
    const source = this.#windows.get(key);
    if (source !== undefined) fillWindow(source.window, asked, source.read).catch(() => undefined);
  }

  async #drop(worker: Worker, reason: Error): Promise<void> {
    if (this.#worker !== worker) return;
    this.#worker = undefined;
    this.#windows.clear();
    this.#waiting?.reject(reason);
    await worker.terminate();
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
