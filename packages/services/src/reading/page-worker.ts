import { type MessagePort, parentPort } from 'node:worker_threads';
import { windowReader } from '../vault/shared-bytes.ts';
import { openImage } from './image-source.ts';
import { drawMarked } from './marked-page.ts';
import { heldOf, OpenDocuments } from './open-documents.ts';
import { openLargePdf, PdfBytes } from './pdf-source.ts';
import { loadPdfium, type Pdfium } from './pdfium-module.ts';
import type { Arriving, PageJob, PageReply, StretchAsked } from './page-protocol.ts';
import { UndrawableError } from './page-source.ts';
import { paperFor } from './reading-paper.ts';

/** As much as the largest document takes with room to draw it. */
const MEMORY = 1_536 * 1024 * 1024;

const port = parentPort;
if (port === null) throw new Error('pages are drawn in a thread of their own');

let loaded: Promise<Pdfium> | undefined;
const pdfium = (): Promise<Pdfium> => (loaded ??= loadPdfium(MEMORY));
const documents = new OpenDocuments();
const arriving = new Map<string, { readonly document: Arriving; readonly bytes: PdfBytes | Uint8Array[] }>();

port.on('message', (job: PageJob) => void post(job, port));

async function post(job: PageJob, to: MessagePort): Promise<void> {
  const reply = await answer(job);
  const { buffer } = reply.kind === 'drawn' ? reply.marked.image : {};
  // The bytes change hands instead of being copied.
  to.postMessage(reply, buffer instanceof ArrayBuffer ? [buffer] : []);
}

async function answer(job: PageJob): Promise<PageReply> {
  try {
    return await carryOut(job);
  } catch (error) {
    if (error instanceof UndrawableError) return { kind: 'undrawable', why: error.message };
    return { kind: 'failed', error: error instanceof Error ? error : new Error(String(error)) };
  }
}

async function carryOut(job: PageJob): Promise<PageReply> {
  switch (job.do) {
    case 'begin': {
      const { document } = job;
      documents.makeRoom(heldOf(document));
      if (document.window !== null) {
        const ask = (asked: number): void => port?.postMessage({ asked, key: document.key } satisfies StretchAsked);
        const source = openLargePdf(await pdfium(), document.size, windowReader(document.window, ask));
        documents.add({ ...document, source });
        return { kind: 'ready' };
      }
      const bytes = document.kind === 'pdf' ? new PdfBytes(await pdfium(), document.size) : [];
      arriving.set(document.key, { document, bytes });
      return { kind: 'ready' };
    }
    case 'add': {
      const { bytes } = expected(job.key);
      if (bytes instanceof PdfBytes) bytes.add(job.piece);
      else bytes.push(job.piece);
      return { kind: 'ready' };
    }
    case 'open': {
      const { document, bytes } = expected(job.key);
      arriving.delete(job.key);
      const source = bytes instanceof PdfBytes ? bytes.open() : await openImage(Buffer.concat(bytes));
      documents.add({ ...document, source });
      return { kind: 'ready' };
    }
    case 'give up': {
      const bytes = arriving.get(job.key)?.bytes;
      if (bytes instanceof PdfBytes) bytes.drop();
      arriving.delete(job.key);
      return { kind: 'ready' };
    }
    case 'papers':
    case 'draw':
    case 'words':
      return ofDocument(job);
  }
}

function expected(key: string) {
  const found = arriving.get(key);
  if (found === undefined) throw new Error('a piece of a document that was not announced');
  return found;
}

async function ofDocument(job: Extract<PageJob, { do: 'papers' | 'draw' | 'words' }>): Promise<PageReply> {
  const document = documents.find(job.key);
  if (document === undefined) return { kind: 'absent' };
  const { source, inset, lines } = document;
  switch (job.do) {
    case 'papers': {
      const papers = source.sizes.map((size) => paperFor(size, inset));
      return { kind: 'papers', papers: papers.map(({ width, height }) => ({ width, height })) };
    }
    case 'draw':
      return { kind: 'drawn', marked: await drawMarked(source, inset, job.work) };
    case 'words':
      return { kind: 'words', words: lines?.[job.page] ?? { fromLine: null, lines: source.text(job.page) } };
  }
}
