import { setImmediate } from 'node:timers/promises';
import PDFDocument from 'pdfkit';
import type { CopyFace } from './copy-face.ts';
import { type CopyFonts, copyFonts } from './copy-fonts.ts';
import { drawPage } from './draw-page.ts';
import { issueInstant } from './issue-instant.ts';
import { type CopyContent, layOutCopy } from './layout-copy.ts';
import { PAGE } from './page-geometry.ts';
import { assertPrintableFace } from './printable-text.ts';

export type { CopyContent } from './layout-copy.ts';

/**
 * Sets the text of an item as a controlled copy: A4, the face on every page. Equal input gives equal bytes.
 * Characters of the body that the font lacks are printed as their code point, e.g. [U+20BB7]; Markdown nested too
 * deeply to be read is printed as plain text.
 * @returns the finished PDF
 * @throws UnprintableCharacterError before anything is drawn, when the face cannot be printed as written
 * @throws RangeError when `issuedAt` is not a time, or the face is too long for a page
 * @see GS-24
 */
export async function renderCopy(content: CopyContent, face: CopyFace): Promise<Uint8Array> {
  const fonts = await copyFonts();
  assertPrintableFace(face, fonts);
  const issued = issueInstant(face.issuedAt);
  const pages = layOutCopy(content, face, fonts);

  const { document, finished } = openDocument(face, issued, fonts);
  for (const ops of pages) {
    document.addPage();
    drawPage(document, ops, face);
    // A long document must not keep other requests waiting for its last page.
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
