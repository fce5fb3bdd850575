import type { Span } from '@miji/core';
import { type CopyFace, faceOfCopy } from './copy-face.ts';
import type { CopyFonts } from './copy-fonts.ts';
import { excerptStrips } from './excerpt-body.ts';
import { markdownBlocks } from './markdown-blocks.ts';
import { markdownTokens } from './markdown-tokens.ts';
import { furnitureOf } from './page-furniture.ts';
import type { PageFace } from './page-face.ts';
import { PAGE } from './page-geometry.ts';
import { paginate } from './pagination.ts';
import { type Picture, withoutPictures } from './picture-block.ts';
import { plainBlocks } from './plain-blocks.ts';
import { countedLines, linesOfPages, type PageLines } from './page-lines.ts';
import { shortenBlanks, unifyLineEnds } from './printable-text.ts';
import { type DrawOp, type PlacedStrip, type Strip, shiftOp } from './strip.ts';

export interface CopyContent {
  readonly text: string;
  readonly format: 'plain' | 'markdown';
  /** those that the text has places for; of a DOCX alone */
  readonly pictures?: readonly (Picture | null)[] | undefined;
  /** the parts that are set; all of it where there are none */
  readonly spans?: readonly Span[] | undefined;
}

/**
 * Everything a copy will show but the watermark, page by page, in page coordinates.
 * @throws RangeError when the face is too long for a page
 * @throws CopyTooComplexError when the text takes too many pages
 */
export function layOutCopy(content: CopyContent, face: CopyFace, fonts: CopyFonts): DrawOp[][] {
  const furniture = furnitureOf(faceOfCopy(face), fonts);
  const pages = paginate(bodyStrips(content, fonts), furniture.bodyTop, furniture.bodyBottom);
  return pages.map((body, index) =>
    [...body, ...furniture.fixed, ...furniture.pageNumber(index + 1, pages.length)].flatMap(opsOnPage),
  );
}

/** A text without any mark, page by page: what is drawn into the room between head and foot when it is read. */
export interface BarePages {
  readonly pages: readonly (readonly DrawOp[])[];
  /** the room that is left free for head and foot, in points */
  readonly bodyTop: number;
  readonly bodyBottom: number;
  /** of plain text: what stands on each page, by the lines of the text; null for Markdown */
  readonly lines: readonly PageLines[] | null;
}

/**
 * The pages of a text as excerpts name them, without whatever stands around them.
 * @throws CopyTooComplexError when it takes too many
 */
export function layOutBare(content: CopyContent, fonts: CopyFonts): BarePages {
  const { bodyTop, bodyBottom } = furnitureOf(PAGED, fonts);
  const counted = content.format === 'plain' ? countedLines(content.text, FRAME, fonts) : null;
  const strips = counted === null ? wholeStrips(content, fonts) : counted.map(({ strip }) => strip);
  const pages = paginate(strips, bodyTop, bodyBottom);
  const lines = counted === null ? null : linesOfPages(counted, pages);
  return { pages: pages.map((page) => page.flatMap(opsOnPage)), bodyTop, bodyBottom, lines };
}

/**
 * How many pages a text has, as excerpts name them; with a face, how many a copy of it takes.
 * @throws RangeError when the face is too long for a page
 * @throws CopyTooComplexError when it takes too many
 */
export function countPages(content: CopyContent, fonts: CopyFonts, face?: CopyFace): number {
  return (face === undefined ? pagesOf(wholeStrips(content, fonts), fonts) : layOutCopy(content, face, fonts)).length;
}

function opsOnPage({ top, strip }: PlacedStrip): DrawOp[] {
  return strip.ops.map((op) => shiftOp(op, top));
}

function bodyStrips(content: CopyContent, fonts: CopyFonts): Iterable<Strip> {
  const { text, format, pictures, spans = [] } = content;
  const strips = (part: string): Iterable<Strip> => wholeStrips({ text: part, format, pictures }, fonts);
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
    ? plainBlocks(content.pictures === undefined ? text : withoutPictures(text), FRAME, fonts)
    : markdownBlocks(tokens, { frame: FRAME, fonts, indent: true, pictures: content.pictures });
}

// The pages of an item are counted as in a copy whose header takes one line: whose copy it is must not move them.
const PAGED: PageFace = {
  mark: '商密',
  label: '',
  stamp: null,
  earlier: [],
  footer: ['', ''],
  behind: '',
  address: null,
  traceCode: null,
};

function pagesOf(strips: Iterable<Strip>, fonts: CopyFonts): Strip[][] {
  const { bodyTop, bodyBottom } = furnitureOf(PAGED, fonts);
  return paginate(strips, bodyTop, bodyBottom).map((page) => page.map(({ strip }) => strip));
}
