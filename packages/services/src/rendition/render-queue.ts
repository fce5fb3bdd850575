import { Worker } from 'node:worker_threads';
import { CopyTooComplexError } from './copy-too-complex-error.ts';
import type { DocxWords } from './docx-markdown.ts';
import type { BarePdf } from './draw-bare.ts';
import type { BareJob, CountJob, DocxJob, DrawJob, RenderJob, RenderReply } from './render-protocol.ts';

const TIMEOUT_MS = 30_000;
const MEMORY_MB = 512;

/**
 * Renders one copy after the other in a thread of its own, so that requests are served while pages are set. The thread is
 * kept for the next job and never keeps the process alive; a job that fails it, by time, memory or a crash, fails alone.
 */
export class RenderQueue {
  readonly #memoryMb: number;
  #worker: Worker | undefined;
  #waiting: PromiseWithResolvers<RenderReply> | undefined;
  #last: Promise<unknown> = Promise.resolve();

  /** @param memoryMb what the thread may keep in memory, in MB */
  constructor(memoryMb = MEMORY_MB) {
    this.#memoryMb = memoryMb;
  }

  /**
   * @param timeoutMs how long the job may take once it has begun, in milliseconds
   * @returns the finished PDF
   * @throws CopyTooComplexError when time, memory or pages run out
   * @throws RangeError when the face is too long for a page
   */
  render(job: DrawJob, timeoutMs = TIMEOUT_MS): Promise<Uint8Array> {
    return this.#queued(job, timeoutMs).then(bytesOf);
  }

  /**
   * @returns how many pages a text has
   * @throws CopyTooComplexError when time, memory or pages run out
   */
  count(job: CountJob, timeoutMs = TIMEOUT_MS): Promise<number> {
    return this.#queued(job, timeoutMs).then(pagesOf);
  }

  /**
   * @returns the pages of a text without any mark
   * @throws CopyTooComplexError when time, memory or pages run out
   */
  bare(job: BareJob, timeoutMs = TIMEOUT_MS): Promise<BarePdf> {
    return this.#queued(job, timeoutMs).then(bareOf);
  }

  /**
   * @returns the words of a DOCX as Markdown, and its pictures
   * @throws CopyTooComplexError when time or memory run out
   */
  words(job: DocxJob, timeoutMs = TIMEOUT_MS): Promise<DocxWords> {
    return this.#queued(job, timeoutMs).then(wordsOf);
  }

  #queued(job: RenderJob, timeoutMs: number): Promise<RenderReply> {
    const answered = this.#last.then(() => this.#run(job, timeoutMs));
    this.#last = answered.catch(() => undefined);
    return answered;
  }

  /** Ends the thread; a job that is running fails. */
  async close(): Promise<void> {
    const worker = this.#worker;
    if (worker !== undefined) await this.#drop(worker, new Error('the renderer was closed'));
  }

  async #run(job: RenderJob, timeoutMs: number): Promise<RenderReply> {
    const worker = (this.#worker ??= this.#start());
    const waiting = (this.#waiting = Promise.withResolvers());
    const timer = setTimeout(() => void this.#drop(worker, new CopyTooComplexError('time')), timeoutMs);
    worker.ref();
    try {
      worker.postMessage(job, []);
      return await waiting.promise;
    } finally {
      clearTimeout(timer);
      worker.unref();
    }
  }

  #start(): Worker {
    const resourceLimits = { maxOldGenerationSizeMb: this.#memoryMb };
    const worker = new Worker(new URL('./render-worker.ts', import.meta.url), { resourceLimits });
    worker.on('message', (reply: RenderReply) => this.#waiting?.resolve(reply));
    worker.on('error', (error) => void this.#drop(worker, causeOf(error)));
    worker.on('exit', () => void this.#drop(worker, new Error('the renderer ended before its job did')));
    return worker;
  }

  /** Fails the running job, if any, and leaves the next one to a new thread. */
  async #drop(worker: Worker, reason: Error): Promise<void> {
    if (this.#worker !== worker) return;
    this.#worker = undefined;
    this.#waiting?.reject(reason);
    await worker.terminate();
  }
}

function bytesOf(reply: RenderReply): Uint8Array {
  if (reply.kind === 'done') return reply.bytes;
  throw failureIn(reply);
}

function pagesOf(reply: RenderReply): number {
  if (reply.kind === 'counted') return reply.pages;
  throw failureIn(reply);
}

function bareOf(reply: RenderReply): BarePdf {
  if (reply.kind === 'bare') return reply.bare;
  throw failureIn(reply);
}

function wordsOf(reply: RenderReply): DocxWords {
  if (reply.kind === 'words') return reply.words;
  throw failureIn(reply);
}

function failureIn(reply: RenderReply): Error {
  switch (reply.kind) {
    case 'too-complex':
      return new CopyTooComplexError(reply.limit);
    case 'failed':
      return reply.error;
    case 'done':
    case 'counted':
    case 'bare':
    case 'words':
      return new Error('the renderer answered what it was not asked');
  }
}

function causeOf(error: unknown): Error {
  if (!(error instanceof Error)) return new Error('the renderer failed', { cause: error });
  const starved = 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
  return starved ? new CopyTooComplexError('memory', { cause: error }) : error;
}
