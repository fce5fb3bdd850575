import { type MessagePort, parentPort } from 'node:worker_threads';
import { CopyTooComplexError } from './copy-too-complex-error.ts';
import { drawCopy } from './draw-copy.ts';
import type { RenderJob, RenderReply } from './render-protocol.ts';

const port = parentPort;
if (port === null) throw new Error('the renderer runs in a thread of its own');

port.on('message', (job: RenderJob) => void post(job, port));

async function post(job: RenderJob, to: MessagePort): Promise<void> {
  const reply = await answer(job);
  const { buffer } = reply.kind === 'done' ? reply.bytes : {};
  // The bytes change hands instead of being copied.
  to.postMessage(reply, buffer instanceof ArrayBuffer ? [buffer] : []);
}

async function answer({ content, face }: RenderJob): Promise<RenderReply> {
  try {
    return { kind: 'done', bytes: await drawCopy(content, face) };
  } catch (error) {
    if (error instanceof CopyTooComplexError) return { kind: 'too-complex', limit: error.limit };
    return { kind: 'failed', error: error instanceof Error ? error : new Error(String(error)) };
  }
}
