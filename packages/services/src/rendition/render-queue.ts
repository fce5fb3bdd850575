import { Worker } from 'node:worker_threads';
import { CopyTooComplexError } from './copy-too-complex-error.ts';
import type { RenderJob, RenderReply } from './render-protocol.ts';

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
  render(job: RenderJob, timeoutMs = TIMEOUT_MS): Promise<Uint8Array> {
    const rendered = this.#last.then(() => this.#run(job, timeoutMs));
    this.#last = rendered.catch(() => undefined);
    return rendered;
  }

  /** Ends the thread; a job that is running fails. */
  async close(): Promise<void> {
    const worker = this.#worker;
    if (worker !== undefined) await this.#drop(worker, new Error('the renderer was closed'));
  }

  async #run(job: RenderJob, timeoutMs: number): Promise<Uint8Array> {
    const worker = (this.#worker ??= this.#start());
    const waiting = (this.#waiting = Promise.withResolvers());
    const timer = setTimeout(() => void this.#drop(worker, new CopyTooComplexError('time')), timeoutMs);
    worker.ref();
    try {
      worker.postMessage(job, []);
      return bytesOf(await waiting.promise);
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
  switch (reply.kind) {
    case 'done':
      return reply.bytes;
    case 'too-complex':
      throw new CopyTooComplexError(reply.limit);
    case 'failed':
      throw reply.error;
  }
}

function causeOf(error: unknown): Error {
  if (!(error instanceof Error)) return new Error('the renderer failed', { cause: error });
  const starved = 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
  return starved ? new CopyTooComplexError('memory', { cause: error }) : error;
}
