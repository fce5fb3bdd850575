import { HAIRLINE, INK, SOFT_INK, span } from './body-style.ts';
import { copyFonts } from './copy-fonts.ts';
import type { CopyFonts } from './copy-fonts.ts';
import { drawOp } from './draw-page.ts';
import type { CopyLabel, LabelSheet } from './label-sheet.ts';
import { openDocument } from './open-document.ts';
import { PAGE } from './page-geometry.ts';
import { qrModules } from './qr-code.ts';
import type { DrawOp } from './strip.ts';
import { shiftOp } from './strip.ts';
import { textLines } from './text-lines.ts';

/** Sheets of labels as they are sold: three beside each other, eight below each other, without a gap. */
export const LABELS = { columns: 3, rows: 8 } as const;
const WIDTH = PAGE.width / LABELS.columns;
const HEIGHT = PAGE.height / LABELS.rows;
const PAD = 11;
const CODE = { size: 75, border: 3 } as const;
const TEXT = { left: PAD + CODE.size + 5, id: 8, mark: 8.5, place: 7.5 } as const;
/** A place may be long; what hangs over the label’s edge would stand on the next one. */
const PLACE_LINES = 3;

/** Draws labels whose words have been found printable. */
export async function drawLabels({ title, labels, at }: LabelSheet): Promise<Uint8Array> {
  const fonts = await copyFonts();
  const { document, finished } = openDocument({ title, lang: 'zh-CN', created: new Date(at) }, fonts);
  for (const ops of layOutLabels(labels, fonts)) {
    document.addPage();
    for (const op of ops) drawOp(document, op);
  }
  document.end();
  return finished;
}

/** The sheets, in page coordinates. */
export function layOutLabels(labels: readonly CopyLabel[], fonts: CopyFonts): DrawOp[][] {
  const onSheet = LABELS.columns * LABELS.rows;
  const sheets: DrawOp[][] = [];
  for (const [index, label] of labels.entries()) {
    const place = index % onSheet;
    if (place === 0) sheets.push([]);
    const left = (place % LABELS.columns) * WIDTH;
    const top = Math.floor(place / LABELS.columns) * HEIGHT;
    sheets.at(-1)?.push(...labelOps(label, left, top, fonts));
  }
  return sheets;
}

function labelOps({ id, mark, place, address }: CopyLabel, left: number, top: number, fonts: CopyFonts): DrawOp[] {
  const code: DrawOp = {
    kind: 'code',
    x: left + PAD,
    y: top + (HEIGHT - CODE.size) / 2,
    size: CODE.size,
    border: CODE.border,
    modules: qrModules(address),
  };
  const at = { x: left + TEXT.left, width: WIDTH - TEXT.left - PAD, firstIndent: 0, align: 'left' as const };
  const lines = [
    ...textLines([span(id, { weight: 'bold' })], { ...at, size: TEXT.id, lineHeight: 12 }, fonts),
    ...textLines([span(mark, { weight: 'bold', colour: INK })], { ...at, size: TEXT.mark, lineHeight: 13 }, fonts),
    ...[...textLines([span(place, { colour: SOFT_INK })], { ...at, size: TEXT.place, lineHeight: 11 }, fonts)].slice(
      0,
      PLACE_LINES,
    ),
  ];
  const height = lines.reduce((sum, line) => sum + line.height, 0);
  let y = top + Math.max(PAD, (HEIGHT - height) / 2);
  const text: DrawOp[] = [];
  for (const line of lines) {
    text.push(...line.ops.map((op) => shiftOp(op, y)));
    y += line.height;
  }
  return [code, ...text, ...corners(left, top)];
}

/** Short strokes at the corners, for whoever cuts the labels by hand. */
function corners(left: number, top: number): DrawOp[] {
  const stroke = 4;
  const [x, y] = [left + WIDTH, top + HEIGHT];
  const isEdge = (at: number, end: number): boolean => Math.abs(at - end) < 1;
  const across: DrawOp[] = isEdge(y, PAGE.height)
    ? []
    : [{ kind: 'rule', from: [x - stroke, y], to: [x, y], thickness: 0.4, colour: HAIRLINE }];
  const down: DrawOp[] = isEdge(x, PAGE.width)
    ? []
    : [{ kind: 'rule', from: [x, y - stroke], to: [x, y], thickness: 0.4, colour: HAIRLINE }];
  return [...across, ...down];
}
