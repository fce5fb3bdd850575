import { Worker } from 'node:worker_threads';
import { fillWindow, type SharedWindow } from '../vault/shared-bytes.ts';
import { GoneError, NotNowError } from '../platform/not-now-error.ts';
import { IDLE_MS } from './open-documents.ts';
import type { PageJob, PageReply, StretchAsked } from './page-protocol.ts';

const MEMORY_MB = 512;
/** So long a page is drawn on for nobody, in milliseconds: ending the thread costs those that lie open beside it more than that. */
const GRACE_MS = 3_000;

/** A job has ended the thread: it took too long, or more than there is. */
export class ThreadEndedError extends Error {
  override readonly name = 'ThreadEndedError';
}

/** Reads any stretch of a document, in bytes. */
export type ReadStretch = (offset: number, length: number) => Promise<Buffer>;

/**
 * The thread in which pages are drawn, one after the other. It ends when no page was turned for a while, and everything that lay in its
 * memory is gone; a page that fails it, by time, memory or a crash, fails alone.
 */
export class DrawingThread {
  readonly #timeoutMs: number;
  readonly #windows = new Map<string, { readonly window: SharedWindow; readonly read: ReadStretch }>();
  #worker: Worker | undefined;
  #waiting: PromiseWithResolvers<PageReply> | undefined;
  #closing: NodeJS.Timeout | undefined;

  /** @param timeoutMs how long one job may take, in milliseconds */
  constructor(timeoutMs: number) {
    this.#timeoutMs = timeoutMs;
  }

  /** Gives the thread a document stretch by stretch, each when it asks for it. */
  open(key: string, window: SharedWindow, read: ReadStretch): void {
    this.#windows.set(key, { window, read });
  }

  /**
   * Does one job; the next one is given when this one has been answered.
   *
   * @param gone nobody waits for it any more
   * @throws ThreadEndedError
   * @throws GoneError
   * @throws NotNowError where the thread was closed
   */
  async run(job: PageJob, gone?: AbortSignal): Promise<PageReply> {
    clearTimeout(this.#closing);
    const worker = (this.#worker ??= this.#start());
    const waiting = (this.#waiting = Promise.withResolvers());
    const late = new ThreadEndedError('the page takes too long to be drawn');
    const timer = setTimeout(() => void this.#drop(worker, late), this.#timeoutMs);
    let grace: NodeJS.Timeout | undefined;
    const leave = (): void => {
      grace = setTimeout(() => void this.#drop(worker, new GoneError()), GRACE_MS);
    };
    gone?.addEventListener('abort', leave);
    worker.ref();
    try {
      worker.postMessage(job, []);
      const reply = await waiting.promise;
      // After a crash of its module a thread is not to be trusted.
      if (reply.kind !== 'failed' || reply.error instanceof RangeError) return reply;
      await this.#drop(worker, reply.error);
      throw new ThreadEndedError('the page fails', { cause: reply.error });
    } finally {
      clearTimeout(timer);
      clearTimeout(grace);
      gone?.removeEventListener('abort', leave);
      worker.unref();
      this.#closing = setTimeout(() => void this.close(), IDLE_MS).unref();
    }
  }

  /** Ends the thread; what is running fails. */
  async close(): Promise<void> {
    clearTimeout(this.#closing);
    const worker = this.#worker;
    if (worker !== undefined) await this.#drop(worker, new NotNowError('the reading room was closed'));
  }

  #start(): Worker {
    const resourceLimits = { maxOldGenerationSizeMb: MEMORY_MB };
    const worker = new Worker(new URL('./page-worker.ts', import.meta.url), { resourceLimits });
    worker.on('message', (said: PageReply | StretchAsked) => {
      if ('asked' in said) this.#fill(said);
      else this.#waiting?.resolve(said);
    });
    worker.on('error', (error) => void this.#drop(worker, new ThreadEndedError('the thread failed', { cause: error })));
    worker.on(
      'exit',
      () => void this.#drop(worker, new ThreadEndedError('the thread ended before its page was drawn')),
    );
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
