import { HAIRLINE, INK, SHADE, SOFT_INK, span } from './body-style.ts';
import type { CopyFonts } from './copy-fonts.ts';
import type { FormPaper, FormRow, FormSection } from './form-paper.ts';
import { PAGE } from './page-geometry.ts';
import { paginate } from './pagination.ts';
import { type DrawOp, type PlacedStrip, type Strip, shiftOp } from './strip.ts';
import { type Setting, type Span, textLines } from './text-lines.ts';

const HEAD = { top: 34, size: 10, lineHeight: 15 } as const;
const FOOT = { size: 8, lineHeight: 13, bottom: 30 } as const;
const TITLE = { size: 20, lineHeight: 34 } as const;
const ISSUER = { size: 12, lineHeight: 20 } as const;
const ROW = { size: 10, lineHeight: 16, pad: 5 } as const;
const LABEL_WIDTH = 108;
const CLEARANCE = 14;
/** Keeps the printer’s name clear of the page number. */
const PAGE_NUMBER_WIDTH = 110;

const LEFT = PAGE.margin;
const RIGHT = PAGE.width - PAGE.margin;
const MIDDLE = LEFT + LABEL_WIDTH;

/**
 * An official form, page by page, in page coordinates: its number and level on every page, then a ruled table of what is asked and what
 * stands there. A long value goes on over the page, and nothing is cut off.
 * @throws CopyTooComplexError when it takes too many pages
 */
export function layOutForm(form: FormPaper, fonts: CopyFonts): DrawOp[][] {
  const head = headStrips(form, fonts);
  const headEnd = HEAD.top + heightOf(head) + 4;
  const foot = footLines(form, fonts);
  const footStart = PAGE.height - FOOT.bottom - heightOf(foot);
  const top = headEnd + CLEARANCE;
  const pages = paginate(bodyStrips(form, fonts), top, footStart - 6 - CLEARANCE);
  const rules = [
    rule([LEFT, headEnd], [RIGHT, headEnd], INK, 1.1),
    rule([LEFT, footStart - 6], [RIGHT, footStart - 6]),
  ];
  return pages.map((body, index) => [
    ...placed(body),
    ...framed(body),
    ...placed(stack(head, HEAD.top)),
    ...placed(stack(foot, footStart)),
    ...placed(stack(pageNumber(form, index + 1, pages.length, fonts), PAGE.height - FOOT.bottom - FOOT.lineHeight)),
    ...rules,
  ]);
}

/** Number at the left, level at the right; below each other where both are not to be had beside each other. */
function headStrips(form: FormPaper, fonts: CopyFonts): Strip[] {
  const number = [...textLines([span(form.number, { colour: SOFT_INK })], setting(HEAD, 'left'), fonts)];
  const level = [...textLines([span(form.level, { weight: 'bold' })], setting(HEAD, 'right'), fonts)];
  const [first, ...more] = number;
  const [mark, ...rest] = level;
  if (first === undefined || mark === undefined || more.length + rest.length > 0) return [...number, ...level];
  return [{ ...first, ops: [...first.ops, ...mark.ops] }];
}

function footLines(form: FormPaper, fonts: CopyFonts): Strip[] {
  const clear = { ...setting(FOOT, 'left'), width: PAGE.bodyWidth - PAGE_NUMBER_WIDTH };
  return [...textLines([span(form.printed, { colour: SOFT_INK })], clear, fonts)];
}

function pageNumber(form: FormPaper, page: number, pages: number, fonts: CopyFonts): Iterable<Strip> {
  const words = form.language === 'en' ? `Page ${page} of ${pages}` : `第 ${page} 页 / 共 ${pages} 页`;
  return textLines([span(words, { colour: SOFT_INK })], setting(FOOT, 'right'), fonts);
}

function* bodyStrips(form: FormPaper, fonts: CopyFonts): Generator<Strip> {
  yield* textLines([span(form.issuer)], setting(ISSUER, 'center'), fonts);
  const title = [...textLines([span(form.title, { weight: 'bold' })], setting(TITLE, 'center'), fonts)];
  yield* title.map((strip) => ({ ...strip, keepWithNext: true }));
  for (const [index, section] of form.sections.entries()) yield* sectionStrips(section, index === 0, fonts);
}

function* sectionStrips({ heading, rows }: FormSection, isFirst: boolean, fonts: CopyFonts): Generator<Strip> {
  const lines = [...textLines([span(heading, { weight: 'bold' })], cell(LEFT, RIGHT), fonts)];
  for (const strip of boxed([lines], [LEFT, RIGHT], [LEFT, RIGHT])) {
    yield { ...strip, gap: isFirst ? 6 : 0, keepWithNext: true };
  }
  for (const row of rows) yield* rowStrips(row, fonts);
}

function rowStrips({ label, value }: FormRow, fonts: CopyFonts): Iterable<Strip> {
  const labelled = [...textLines([span(label, { colour: SOFT_INK })], cell(LEFT, MIDDLE), fonts)];
  const said = [...textLines(spansOf(value), cell(MIDDLE, RIGHT), fonts)];
  return boxed([labelled, said], [LEFT, MIDDLE, RIGHT], [LEFT, MIDDLE]);
}

const spansOf = (value: string): readonly Span[] => [span(value)];

/** Columns side by side, a strip per line, with the lines at their sides and below; part of it shaded. */
function* boxed(
  columns: readonly (readonly Strip[])[],
  edges: readonly number[],
  [from, to]: readonly [number, number],
): Generator<Strip> {
  const lines = Math.max(1, ...columns.map((column) => column.length));
  for (let line = 0; line < lines; line += 1) {
    const isLast = line === lines - 1;
    const above = line === 0 ? ROW.pad : 0;
    const height = ROW.lineHeight + above + (isLast ? ROW.pad : 0);
    const text = columns.flatMap((column) => (column[line]?.ops ?? []).map((op) => shiftOp(op, above)));
    const shade: DrawOp = { kind: 'fill', x: from, y: 0, width: to - from, height, colour: SHADE };
    const sides = edges.map((x) => rule([x, 0], [x, height]));
    const bottom = isLast ? [rule([LEFT, height], [RIGHT, height])] : [];
    yield { height, gap: 0, keepWithNext: false, ops: [shade, ...text, ...sides, ...bottom] };
  }
}

/** The upper and the lower edge of the table on a page, wherever a page cuts it. */
function framed(body: readonly PlacedStrip[]): DrawOp[] {
  const table = body.filter(({ strip }) => strip.ops.some(({ kind }) => kind === 'fill'));
  const [first] = table;
  const last = table.at(-1);
  if (first === undefined || last === undefined) return [];
  const end = last.top + last.strip.height;
  return [rule([LEFT, first.top], [RIGHT, first.top]), rule([LEFT, end], [RIGHT, end])];
}

function cell(from: number, to: number): Setting {
  const { size, lineHeight } = ROW;
  return { x: from + 6, width: to - from - 12, size, lineHeight, firstIndent: 0, align: 'left' };
}

function setting(type: { readonly size: number; readonly lineHeight: number }, align: Setting['align']): Setting {
  const { size, lineHeight } = type;
  return { x: LEFT, width: PAGE.bodyWidth, size, lineHeight, firstIndent: 0, align };
}

function rule(
  from: readonly [number, number],
  to: readonly [number, number],
  colour: string = HAIRLINE,
  thickness = 0.6,
): DrawOp {
  return { kind: 'rule', from, to, thickness, colour };
}

const heightOf = (strips: readonly Strip[]): number => strips.reduce((sum, { height }) => sum + height, 0);

function stack(strips: Iterable<Strip>, top: number): PlacedStrip[] {
  let y = top;
  return Array.from(strips, (strip) => {
    const here = { top: y, strip };
    y += strip.height;
    return here;
  });
}

const placed = (strips: readonly PlacedStrip[]): DrawOp[] =>
  strips.flatMap(({ top, strip }) => strip.ops.map((op) => shiftOp(op, top)));
