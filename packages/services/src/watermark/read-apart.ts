import { Worker } from 'node:worker_threads';
import type { ReadPattern } from './decode-tile.ts';
import { type PictureFault, PictureRefused } from './picture.ts';

const TIMEOUT_MS = 30_000;
const MEMORY_MB = 768;

/** What the thread answers. */
export type PatternReply = { readonly read: ReadPattern | null } | { readonly fault: PictureFault };

let last: Promise<unknown> = Promise.resolve();

/**
 * Reads the pattern of a picture in a thread of its own, one picture after the other: it is hard work, and whatever a file does, it does
 * to that thread alone.
 * @param timeoutMs how long it is looked at, in milliseconds
 * @throws PictureRefused where it is no picture, or takes too long or too much
 */
export function readPatternApart(bytes: Uint8Array, timeoutMs = TIMEOUT_MS): Promise<ReadPattern | null> {
  const answer = last.then(() => lookApart(bytes, timeoutMs));
  last = answer.catch(() => undefined);
  return answer;
}

async function lookApart(bytes: Uint8Array, timeoutMs: number): Promise<ReadPattern | null> {
  const { promise, resolve } = Promise.withResolvers<PatternReply>();
  const worker = new Worker(new URL('./pattern-worker.ts', import.meta.url), {
    workerData: bytes,
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
  });
  const timer = setTimeout(() => resolve({ fault: 'CONTENT_TIMED_OUT' }), timeoutMs);
  worker.on('message', resolve);
  worker.on('error', () => resolve({ fault: 'CONTENT_BROKEN' }));
  worker.on('exit', () => resolve({ fault: 'CONTENT_BROKEN' }));
  try {
    const reply = await promise;
    if ('fault' in reply) throw new PictureRefused(reply.fault);
    return reply.read;
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}
