import { setImmediate } from 'node:timers/promises';
import PDFDocument from 'pdfkit';
import type { CopyFace } from './copy-face.ts';
import { type CopyFonts, copyFonts } from './copy-fonts.ts';
import { drawPage } from './draw-page.ts';
import { issueInstant } from './issue-instant.ts';
import { type CopyContent, layOutCopy } from './layout-copy.ts';
import { PAGE } from './page-geometry.ts';

/**
 * Draws a copy whose face has been found printable; blocks its thread while it works.
 * @throws RangeError when the face is too long for a page
 * @throws CopyTooComplexError when it takes too many pages
 */
export async function drawCopy(content: CopyContent, face: CopyFace): Promise<Uint8Array> {
  const fonts = await copyFonts();
  const pages = layOutCopy(content, face, fonts);
  const { document, finished } = openDocument(face, issueInstant(face.issuedAt), fonts);
  for (const ops of pages) {
    document.addPage();
    drawPage(document, ops, face);
    // Lets the page be compressed and handed on before the next one fills the memory.
    await setImmediate();
  }
  document.end();
  return finished;
}

function openDocument(face: CopyFace, issued: Date, fonts: CopyFonts) {
  const document = new PDFDocument({
    size: [PAGE.width, PAGE.height],
    margin: 0,
    autoFirstPage: false,
    // No first font: the default would load a Latin one that is never used.
    font: '',
    lang: 'zh-CN',
    // The title of the item is content and stays out of the metadata.
    info: { Title: `${face.itemNumber} ${face.copyNumber}`, Producer: 'Miji', Creator: 'Miji', CreationDate: issued },
  });
  const chunks: Uint8Array[] = [];
  const finished = new Promise<Uint8Array>((resolve, reject) => {
    document.on('data', (chunk: Uint8Array) => chunks.push(chunk));
    document.once('end', () => resolve(new Uint8Array(Buffer.concat(chunks))));
    document.once('error', reject);
  });
  document.registerFont('regular', fonts.files.regular);
  document.registerFont('bold', fonts.files.bold);
  return { document, finished };
}
