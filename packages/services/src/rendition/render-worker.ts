import { type MessagePort, parentPort } from 'node:worker_threads';
import { CopyTooComplexError } from './copy-too-complex-error.ts';
import { copyFonts } from './copy-fonts.ts';
import { docxMarkdown } from './docx-markdown.ts';
import { drawBare } from './draw-bare.ts';
import { drawCopy } from './draw-copy.ts';
import { drawForm } from './draw-form.ts';
import { drawLabels } from './draw-labels.ts';
import { countPages } from './layout-copy.ts';
import type { RenderJob, RenderReply } from './render-protocol.ts';

const port = parentPort;
if (port === null) throw new Error('the renderer runs in a thread of its own');

port.on('message', (job: RenderJob) => void post(job, port));

async function post(job: RenderJob, to: MessagePort): Promise<void> {
  const reply = await answer(job);
  const { buffer } = drawnIn(reply) ?? {};
  // The bytes change hands instead of being copied.
  to.postMessage(reply, buffer instanceof ArrayBuffer ? [buffer] : []);
}

function drawnIn(reply: RenderReply): Uint8Array | null {
  if (reply.kind === 'done') return reply.bytes;
  return reply.kind === 'bare' ? reply.bare.pdf : null;
}

async function answer(job: RenderJob): Promise<RenderReply> {
  try {
    if ('counted' in job) return { kind: 'counted', pages: countPages(job.counted, await copyFonts(), job.face) };
    if ('bare' in job) return { kind: 'bare', bare: await drawBare(job.bare) };
    if ('docx' in job) return { kind: 'words', words: await docxMarkdown(job.docx) };
    if ('labels' in job) return { kind: 'done', bytes: await drawLabels(job.labels) };
    const bytes = 'form' in job ? await drawForm(job.form) : await drawCopy(job.content, job.face);
    return { kind: 'done', bytes };
  } catch (error) {
    if (error instanceof CopyTooComplexError) return { kind: 'too-complex', limit: error.limit };
    return { kind: 'failed', error: error instanceof Error ? error : new Error(String(error)) };
  }
}
