import type { Span } from '@miji/core';
import type { CopyFace } from './copy-face.ts';
import type { CopyFonts } from './copy-fonts.ts';
import { excerptStrips } from './excerpt-body.ts';
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
  /** the parts that are set; all of it where there are none */
  readonly spans?: readonly Span[] | undefined;
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

/**
 * How many pages a text has, as excerpts name them.
 * @throws CopyTooComplexError when it takes too many
 */
export function countPages(content: CopyContent, fonts: CopyFonts): number {
  return pagesOf(wholeStrips(content, fonts), fonts).length;
}

function opsOnPage({ top, strip }: PlacedStrip): DrawOp[] {
  return strip.ops.map((op) => shiftOp(op, top));
}

function bodyStrips(content: CopyContent, fonts: CopyFonts): Iterable<Strip> {
  const { text, format, spans = [] } = content;
  const strips = (part: string): Iterable<Strip> => wholeStrips({ text: part, format }, fonts);
  if (spans.length === 0) return strips(text);
  return excerptStrips(
    { text, format, spans },
    { frame: FRAME, fonts, strips, pages: () => pagesOf(strips(text), fonts) },
  );
}

const FRAME = { x: PAGE.margin, width: PAGE.bodyWidth } as const;

function wholeStrips(content: CopyContent, fonts: CopyFonts): Iterable<Strip> {
  const text = shortenBlanks(unifyLineEnds(content.text));
  const tokens = content.format === 'markdown' ? markdownTokens(text) : undefined;
  return tokens === undefined
    ? plainBlocks(text, FRAME, fonts)
    : markdownBlocks(tokens, { frame: FRAME, fonts, indent: true });
}

// The pages of an item are counted as in a copy whose header takes one line: whose copy it is must not move them.
const PAGED: CopyFace = {
  kind: 'copy',
  mark: '商密',
  ownerName: '',
  itemNumber: '',
  copyNumber: '001',
  holderName: '',
  grantNumber: '',
  issuedAt: '',
};

function pagesOf(strips: Iterable<Strip>, fonts: CopyFonts): Strip[][] {
  const { bodyTop, bodyBottom } = furnitureOf(PAGED, fonts);
  return paginate(strips, bodyTop, bodyBottom).map((page) => page.map(({ strip }) => strip));
}
