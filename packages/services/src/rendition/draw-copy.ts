import { setImmediate } from 'node:timers/promises';
import { patternOf } from '../watermark/pattern-of.ts';
import { type CopyFace, faceOfCopy } from './copy-face.ts';
import { copyFonts } from './copy-fonts.ts';
import { drawPage } from './draw-page.ts';
import { issueInstant } from './issue-instant.ts';
import { type CopyContent, layOutCopy } from './layout-copy.ts';
import { openDocument } from './open-document.ts';

/**
 * Draws a copy whose face has been found printable; blocks its thread while it works.
 * @throws RangeError when the face is too long for a page
 * @throws CopyTooComplexError when it takes too many pages
 */
export async function drawCopy(content: CopyContent, face: CopyFace): Promise<Uint8Array> {
  const fonts = await copyFonts();
  const pages = layOutCopy(content, face, fonts);
  // The title of the item is content and stays out of the metadata.
  const title = `${face.itemNumber} ${face.copyNumber}`;
  const { document, finished } = openDocument({ title, lang: 'zh-CN', created: issueInstant(face.issuedAt) }, fonts);
  const behind = faceOfCopy(face);
  const pattern = behind.traceCode === null ? null : patternOf(behind.traceCode);
  for (const ops of pages) {
    document.addPage();
    drawPage(document, ops, { face: behind, pattern });
    // Lets the page be compressed and handed on before the next one fills the memory.
    await setImmediate();
  }
  document.end();
  return finished;
}
