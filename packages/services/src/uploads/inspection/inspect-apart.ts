import { Worker } from 'node:worker_threads';
import { fillWindow } from '../../vault/shared-bytes.ts';
import type { Finding, InspectionLimits } from './finding.ts';
import type { InspectionSaying, WhatToLookAt } from './protocol.ts';

/**
 * Looks at a file in a thread of its own, which is ended where it takes too long or too much. Whatever a file does to it, it does to it
 * alone.
 *
 * @param read gives the windows of a file that does not come along
 * @throws Error where the file could not be read; that says nothing of the file
 */
export const inspectApart = async (
  job: WhatToLookAt,
  read: (offset: number, length: number) => Promise<Buffer>,
  limits: InspectionLimits,
): Promise<Finding> => {
  const { promise, resolve, reject } = Promise.withResolvers<Finding>();
  const worker = new Worker(new URL('./inspection-worker.ts', import.meta.url), {
    workerData: { ...job, limits },
    // What a library says about a file is nobody’s business.
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: limits.memoryMb },
  });
  // A thread that waits for a window does not listen, so it is ended from here.
  const timer = setTimeout(() => resolve({ refusal: 'CONTENT_TIMED_OUT' }), limits.ms);
  worker.on('message', (saying: InspectionSaying) => {
    if ('finding' in saying) resolve(saying.finding);
    else if (job.kind === 'pdf') fillWindow(job.window, saying.window, read).catch(reject);
  });
  worker.on('error', (error) => resolve({ refusal: isStarved(error) ? 'CONTENT_BOMB' : 'CONTENT_BROKEN' }));
  worker.on('exit', () => resolve({ refusal: 'CONTENT_BROKEN' }));
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
};

const isStarved = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
