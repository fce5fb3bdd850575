import { setImmediate } from 'node:timers/promises';
import { copyFonts } from './copy-fonts.ts';
import { drawOp, isBehind } from './draw-page.ts';
import { type CopyContent, layOutBare } from './layout-copy.ts';
import { openDocument } from './open-document.ts';
import type { PageLines } from './page-lines.ts';
import { PAGE } from './page-geometry.ts';

/** A text as pages without any mark; it never leaves the house like this. */
export interface BarePdf {
  readonly pdf: Uint8Array;
  /** what is free for head and foot on each page, in points */
  readonly inset: { readonly top: number; readonly bottom: number };
  /** of plain text: what stands on each page; null for Markdown */
  readonly lines: readonly PageLines[] | null;
}

/**
 * Draws the pages of a text for being read: head and foot are left free.
 * @throws CopyTooComplexError when it takes too many pages
 */
export async function drawBare(content: CopyContent): Promise<BarePdf> {
  const fonts = await copyFonts();
  const { pages, bodyTop, bodyBottom, lines } = layOutBare(content, fonts);
  const { document, finished } = openDocument({ title: '', lang: 'zh-CN', created: new Date(0) }, fonts);
  for (const ops of pages) {
    document.addPage();
    for (const op of ops) if (isBehind(op)) drawOp(document, op);
    for (const op of ops) if (!isBehind(op)) drawOp(document, op);
    await setImmediate();
  }
  document.end();
  return { pdf: await finished, inset: { top: bodyTop, bottom: PAGE.height - bodyBottom }, lines };
}
