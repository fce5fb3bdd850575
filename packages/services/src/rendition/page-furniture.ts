import { HAIRLINE, INK, SOFT_INK, span } from './body-style.ts';
import { type CopyFace, kindWord } from './copy-face.ts';
import type { CopyFonts } from './copy-fonts.ts';
import { PAGE } from './page-geometry.ts';
import type { DrawOp, PlacedStrip, Strip } from './strip.ts';
import { naturalWidth, type Setting, textLines } from './text-lines.ts';

const HEADER = { top: 34, size: 16, lineHeight: 22, numberSize: 11 } as const;
const FOOTER = { size: 8, lineHeight: 13, bottom: 30 } as const;
const CLEARANCE = 14;
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
 * Header and footer of a copy. Long names wrap and take room from the body; nothing of the face is ever cut off.
 * @throws RangeError when the face is so long that no room remains
 */
export function furnitureOf(face: CopyFace, fonts: CopyFonts): Furniture {
  const header = headerStrips(face, fonts);
  const footer = footerStrips(face, fonts);
  const headerEnd = HEADER.top + heightOf(header) + 4;
  const footerStart = PAGE.height - FOOTER.bottom - heightOf(footer);
  const bodyTop = headerEnd + CLEARANCE;
  const bodyBottom = footerStart - 6 - CLEARANCE;
  if (bodyBottom - bodyTop < LEAST_BODY) throw new RangeError('the face of the copy is too long to fit on a page');
  const rules: Strip = strip(0, [rule(headerEnd, 1.1, INK), rule(footerStart - 6, 0.6, HAIRLINE)]);
  return {
    fixed: [{ top: 0, strip: rules }, ...stack(header, HEADER.top), ...stack(footer, footerStart)],
    bodyTop,
    bodyBottom,
    pageNumber: (page, pages) =>
      stack(
        textLines([span(`第 ${page} 页 / 共 ${pages} 页`, { colour: SOFT_INK })], setting(FOOTER, 'right'), fonts),
        PAGE.height - FOOTER.bottom - FOOTER.lineHeight,
      ),
  };
}

/** The words that name the copy itself, as in 副本 第 003 号. */
export function copyLabel(face: CopyFace): string {
  return `${kindWord(face.kind)} 第 ${face.copyNumber} 号`;
}

function headerStrips(face: CopyFace, fonts: CopyFonts): Strip[] {
  const label = [span(copyLabel(face), { weight: 'bold' })];
  const mark = [span(face.mark, { weight: 'bold' })];
  const labelWidth = naturalWidth(label, HEADER.numberSize, fonts);
  const markWidth = naturalWidth(mark, HEADER.size, fonts);
  const beside = setting({ ...HEADER, size: HEADER.numberSize }, 'right');
  const number = [...textLines(label, beside, fonts)];
  const marks = [...textLines(mark, setting(HEADER, 'left'), fonts)];
  const fits = markWidth + 20 + labelWidth <= PAGE.bodyWidth;
  return fits
    ? [
        strip(
          HEADER.lineHeight,
          [...marks, ...number].flatMap(({ ops }) => ops),
        ),
      ]
    : [...marks, ...number];
}

function footerStrips(face: CopyFace, fonts: CopyFonts): Strip[] {
  const look = { colour: SOFT_INK };
  const whose = `${face.ownerName}　${face.mark}　编号 ${face.itemNumber}　${copyLabel(face)}`;
  const given = `持有人 ${face.holderName}　制发时间 ${face.issuedAt}　授权编号 ${face.grantNumber}`;
  // The page number stands at the right end of the last line, so that line keeps clear of it.
  const clear = { ...setting(FOOTER, 'left'), width: PAGE.bodyWidth - 100 };
  return [
    ...textLines([span(whose, look)], setting(FOOTER, 'left'), fonts),
    ...(face.bound === undefined ? [] : textLines([span(face.bound, look)], setting(FOOTER, 'left'), fonts)),
    ...textLines([span(given, look)], clear, fonts),
  ];
}

function setting(type: { readonly size: number; readonly lineHeight: number }, align: Setting['align']): Setting {
  const { size, lineHeight } = type;
  return { x: PAGE.margin, width: PAGE.bodyWidth, size, lineHeight, firstIndent: 0, align };
}

function rule(y: number, thickness: number, colour: string): DrawOp {
  return { kind: 'rule', from: [PAGE.margin, y], to: [PAGE.width - PAGE.margin, y], thickness, colour };
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
