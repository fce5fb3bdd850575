import { HAIRLINE, INK, SOFT_INK, span } from './body-style.ts';
import type { CopyFonts } from './copy-fonts.ts';
import type { PageFace } from './page-face.ts';
import type { Paper } from './page-geometry.ts';
import { PAGE } from './page-geometry.ts';
import { qrModules } from './qr-code.ts';
import type { CodeOp, DrawOp, PlacedStrip, Strip } from './strip.ts';
import { naturalWidth, type Setting, textLines } from './text-lines.ts';

const HEADER = { size: 16, lineHeight: 22, labelSize: 11 } as const;
const STAMP = { size: 9, lineHeight: 14, colour: '#b3261e', pad: 4 } as const;
const EARLIER = { size: 9, lineHeight: 14 } as const;
const FOOTER = { size: 8, lineHeight: 13 } as const;
/** `rise`: from the lower edge of the paper to that of the code; `reach`: from the right edges alike. */
const CODE = { size: 56, border: 3, rise: 20, reach: 18 } as const;
const PAGE_NUMBER_WIDTH = 100;
// A face that takes more than this leaves no page to write on.
const LEAST_BODY = 240;

/** What stands on every page around the body, and the room it leaves. */
export interface Furniture {
  readonly fixed: readonly PlacedStrip[];
  readonly bodyTop: number;
  readonly bodyBottom: number;
  /** `page` counts from 1 */
  pageNumber(page: number, pages: number): PlacedStrip[];
}

/**
 * Head and foot of a page. Long names wrap and take room from the body; nothing of the face is ever cut off.
 * @throws RangeError when the face is so long that no room remains
 */
export function furnitureOf(face: PageFace, fonts: CopyFonts, paper: Paper = PAGE): Furniture {
  const header = [...headerStrips(face, fonts, paper), ...earlierStrips(face, fonts, paper)];
  // The code stands in the corner; what is beside it keeps clear of it.
  const footWidth = face.address === null ? paper.bodyWidth : codeLeft(paper) - 8 - paper.margin;
  const footer = footerStrips(face, fonts, { ...paper, bodyWidth: footWidth });
  const headerEnd = paper.headerTop + heightOf(header) + 4;
  const footerStart = paper.height - paper.footerBottom - heightOf(footer);
  const bodyTop = headerEnd + paper.clearance;
  const textTop = footerStart - 6;
  const bodyBottom = Math.min(textTop - paper.clearance, face.address === null ? paper.height : codeTop(paper));
  if (bodyBottom - bodyTop < LEAST_BODY) throw new RangeError('the face of the copy is too long to fit on a page');
  const rules = strip(0, [
    rule(paper.margin, paper.width - paper.margin, headerEnd, 1.1, INK),
    rule(paper.margin, paper.margin + footWidth, textTop, 0.6, HAIRLINE),
    ...(face.address === null ? [] : [codeOp(face.address, paper)]),
  ]);
  return {
    fixed: [{ top: 0, strip: rules }, ...stack(header, paper.headerTop), ...stack(footer, footerStart)],
    bodyTop,
    bodyBottom,
    pageNumber: (page, pages) =>
      stack(
        textLines(
          [span(`第 ${page} 页 / 共 ${pages} 页`, { colour: SOFT_INK })],
          { ...setting(FOOTER, 'right', paper), width: footWidth },
          fonts,
        ),
        paper.height - paper.footerBottom - FOOTER.lineHeight,
      ),
  };
}

const codeLeft = (paper: Paper): number => paper.width - CODE.reach - CODE.size;
const codeTop = (paper: Paper): number => paper.height - CODE.rise - CODE.size;

function codeOp(address: string, paper: Paper): CodeOp {
  const { size, border } = CODE;
  return { kind: 'code', x: codeLeft(paper), y: codeTop(paper), size, border, modules: qrModules(address) };
}

function headerStrips(face: PageFace, fonts: CopyFonts, paper: Paper): Strip[] {
  const stamped = face.stamp !== null;
  const label = [span(face.label, { weight: 'bold', ...(stamped ? { colour: STAMP.colour } : {}) })];
  const mark = [span(face.mark, { weight: 'bold' })];
  const labelWidth = naturalWidth(label, HEADER.labelSize, fonts);
  const markWidth = naturalWidth(mark, HEADER.size, fonts);
  const inset = stamped ? STAMP.pad : 0;
  const beside = { ...setting({ ...HEADER, size: HEADER.labelSize }, 'right', paper), width: paper.bodyWidth - inset };
  const labels = [...textLines(label, beside, fonts)];
  const marks = [...textLines(mark, setting(HEADER, 'left', paper), fonts)];
  const fits = markWidth + 20 + labelWidth + inset * 2 <= paper.bodyWidth;
  const [first] = labels;
  if (!fits || first === undefined) return [...marks, ...labels, ...stampStrips(face, fonts, paper, null)];
  const line = strip(
    HEADER.lineHeight,
    [...marks, ...labels].flatMap(({ ops }) => ops),
  );
  return [line, ...stampStrips(face, fonts, paper, labelWidth)];
}

/**
 * The use period below the label, and a frame around both.
 * @param labelWidth null where the label does not stand alone in its line
 */
function stampStrips(face: PageFace, fonts: CopyFonts, paper: Paper, labelWidth: number | null): Strip[] {
  if (face.stamp === null) return [];
  const words = [span(face.stamp, { weight: 'bold', colour: STAMP.colour })];
  const right = paper.width - paper.margin;
  const place = { ...setting(STAMP, 'right', paper), width: paper.bodyWidth - STAMP.pad };
  const lines = [...textLines(words, place, fonts)];
  const [first, ...others] = lines;
  if (first === undefined) return [];
  if (labelWidth === null || others.length > 0) return [...lines];
  const left = right - STAMP.pad * 2 - Math.max(labelWidth, naturalWidth(words, STAMP.size, fonts));
  const [top, bottom] = [1 - HEADER.lineHeight, STAMP.lineHeight + 1];
  const frame = [
    rule(left, right, top, 1, STAMP.colour),
    rule(left, right, bottom, 1, STAMP.colour),
    upright(left, top, bottom),
    upright(right, top, bottom),
  ];
  return [strip(STAMP.lineHeight + 3, [...first.ops, ...frame])];
}

/** Each earlier mark, crossed out, with the day until which it counted. @see GS-24 */
function earlierStrips(face: PageFace, fonts: CopyFonts, paper: Paper): Strip[] {
  return face.earlier.flatMap(({ mark, until }) => [
    ...textLines(
      [
        span(mark, { colour: SOFT_INK, struck: true, weight: 'bold' }),
        span(`　原标志，至 ${until} 止`, { colour: SOFT_INK }),
      ],
      setting(EARLIER, 'left', paper),
      fonts,
    ),
  ]);
}

function footerStrips(face: PageFace, fonts: CopyFonts, paper: Paper): Strip[] {
  const look = { colour: SOFT_INK };
  const [last = '', ...before] = face.footer.toReversed();
  // The page number stands at the right end of the last line, so that line keeps clear of it.
  const clear = { ...setting(FOOTER, 'left', paper), width: paper.bodyWidth - PAGE_NUMBER_WIDTH };
  return [
    ...before.toReversed().flatMap((line) => [...textLines([span(line, look)], setting(FOOTER, 'left', paper), fonts)]),
    ...textLines([span(last, look)], clear, fonts),
  ];
}

function setting(
  { size, lineHeight }: { readonly size: number; readonly lineHeight: number },
  align: Setting['align'],
  paper: Paper,
): Setting {
  return { x: paper.margin, width: paper.bodyWidth, size, lineHeight, firstIndent: 0, align };
}

function rule(left: number, right: number, y: number, thickness: number, colour: string): DrawOp {
  return { kind: 'rule', from: [left, y], to: [right, y], thickness, colour };
}

function upright(x: number, top: number, bottom: number): DrawOp {
  return { kind: 'rule', from: [x, top], to: [x, bottom], thickness: 1, colour: STAMP.colour };
}

const strip = (height: number, ops: readonly DrawOp[]): Strip => ({ height, gap: 0, keepWithNext: false, ops });

function heightOf(strips: readonly Strip[]): number {
  return strips.reduce((sum, { height }) => sum + height, 0);
}

function stack(strips: Iterable<Strip>, top: number): PlacedStrip[] {
  let y = top;
  return Array.from(strips, (each) => {
    const placed = { top: y, strip: each };
    y += each.height;
    return placed;
  });
}
