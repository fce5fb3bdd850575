import type { CopyFace } from './copy-face.ts';
import type { CopyFonts } from './copy-fonts.ts';
import { markdownBlocks } from './markdown-blocks.ts';
import { markdownTokens } from './markdown-tokens.ts';
import { furnitureOf } from './page-furniture.ts';
import { PAGE } from './page-geometry.ts';
import { paginate } from './pagination.ts';
import { plainBlocks } from './plain-blocks.ts';
import { shortenBlanks, unifyLineEnds } from './printable-text.ts';
import { type DrawOp, type PlacedStrip, type Strip, shiftOp } from './strip.ts';

export interface CopyContent {
  readonly text: string;
  readonly format: 'plain' | 'markdown';
}

/**
 * Everything a copy will show but the watermark, page by page, in page coordinates.
 * @throws RangeError when the face is too long for a page
 * @throws CopyTooComplexError when the text takes too many pages
 */
export function layOutCopy(content: CopyContent, face: CopyFace, fonts: CopyFonts): DrawOp[][] {
  const furniture = furnitureOf(face, fonts);
  const pages = paginate(bodyStrips(content, fonts), furniture.bodyTop, furniture.bodyBottom);
  return pages.map((body, index) =>
    [...body, ...furniture.fixed, ...furniture.pageNumber(index + 1, pages.length)].flatMap(opsOnPage),
  );
}

function opsOnPage({ top, strip }: PlacedStrip): DrawOp[] {
  return strip.ops.map((op) => shiftOp(op, top));
}

function bodyStrips(content: CopyContent, fonts: CopyFonts): Iterable<Strip> {
  const text = shortenBlanks(unifyLineEnds(content.text));
  const frame = { x: PAGE.margin, width: PAGE.bodyWidth };
  const tokens = content.format === 'markdown' ? markdownTokens(text) : undefined;
  return tokens === undefined
    ? plainBlocks(text, frame, fonts)
    : markdownBlocks(tokens, { frame, fonts, indent: true });
}
