import type { Tokens } from 'marked';
import { BODY, bodySetting, type Frame, HAIRLINE, SHADE, span } from './body-style.ts';
import type { CopyFonts } from './copy-fonts.ts';
import { inlineSpans } from './markdown-inline.ts';
import { type DrawOp, type Strip, shiftOp, withGap } from './strip.ts';
import { largest, naturalWidth, type Span, textLines } from './text-lines.ts';

const SIZE = 10;
const LINE = 16;
const PAD = { x: 6, y: 4 } as const;
const NARROWEST = SIZE * 3 + PAD.x * 2;

interface TableCell {
  readonly spans: readonly Span[];
  readonly align: 'left' | 'center' | 'right';
}

/** A ruled table; one too wide for the page becomes one short list of named values per row. */
export function tableBlock(table: Tokens.Table, frame: Frame, fonts: CopyFonts): Iterable<Strip> {
  const rows = [table.header, ...table.rows].map((row, index) =>
    row.map(
      (cell): TableCell => ({
        spans: inlineSpans(cell.tokens, index === 0 ? { weight: 'bold' } : {}),
        align: cell.align ?? 'left',
      }),
    ),
  );
  const [header = []] = rows;
  if (header.length * NARROWEST > frame.width) return asRecords(header, rows.slice(1), frame, fonts);
  const widths = columnWidths(rows, frame.width, fonts);
  return asRows(rows, widths, frame, fonts);
}

function* asRows(
  rows: readonly (readonly TableCell[])[],
  widths: readonly number[],
  frame: Frame,
  fonts: CopyFonts,
): Generator<Strip> {
  for (const [index, row] of rows.entries()) yield* rowStrips(row, widths, frame.x, index === 0, fonts);
}

function columnWidths(rows: readonly (readonly TableCell[])[], room: number, fonts: CopyFonts): number[] {
  const wanted = (rows[0] ?? []).map((_, column) =>
    Math.max(
      largest(rows.map((row) => naturalWidth(row[column]?.spans ?? [], SIZE, fonts))) + PAD.x * 2 + 1,
      NARROWEST,
    ),
  );
  const total = wanted.reduce((sum, width) => sum + width, 0);
  if (total <= room) return wanted;
  // Columns that fit into an equal share keep their width; the others divide what is left in proportion.
  const share = room / wanted.length;
  const narrow = wanted.filter((width) => width <= share).reduce((sum, width) => sum + width, 0);
  const wide = total - narrow;
  const spare = room - narrow - wanted.filter((width) => width > share).length * NARROWEST;
  return wanted.map((width) => (width <= share ? width : NARROWEST + (spare * width) / wide));
}

function* rowStrips(
  row: readonly TableCell[],
  widths: readonly number[],
  left: number,
  head: boolean,
  fonts: CopyFonts,
): Generator<Strip> {
  const edges = [left];
  let right = left;
  for (const width of widths) {
    right += width;
    edges.push(right);
  }
  const columns = widths.map((width, column) => {
    const cell = row[column] ?? { spans: [], align: 'left' };
    const x = (edges[column] ?? left) + PAD.x;
    const box = bodySetting({ x, width: width - PAD.x * 2 }, { size: SIZE, lineHeight: LINE, align: cell.align });
    return [...textLines(cell.spans, box, fonts)];
  });
  const lines = Math.max(1, ...columns.map((column) => column.length));
  for (let line = 0; line < lines; line += 1) {
    const last = line === lines - 1;
    const above = line === 0 ? PAD.y : 0;
    const height = LINE + above + (last ? PAD.y : 0);
    const text = columns.flatMap((column) => (column[line]?.ops ?? []).map((op) => shiftOp(op, above)));
    const shade: DrawOp[] = head ? [{ kind: 'fill', x: left, y: 0, width: right - left, height, colour: SHADE }] : [];
    const sides = edges.map((x) => hairline([x, 0], [x, height]));
    const top = head && line === 0 ? [hairline([left, 0], [right, 0])] : [];
    const bottom = last ? [hairline([left, height], [right, height])] : [];
    yield { height, gap: 0, keepWithNext: head, ops: [...shade, ...text, ...sides, ...top, ...bottom] };
  }
}

function hairline(from: readonly [number, number], to: readonly [number, number]): DrawOp {
  return { kind: 'rule', from, to, thickness: 0.6, colour: HAIRLINE };
}

function* asRecords(
  header: readonly TableCell[],
  rows: readonly (readonly TableCell[])[],
  frame: Frame,
  fonts: CopyFonts,
): Generator<Strip> {
  const records = rows.length === 0 ? [header.map((): TableCell => ({ spans: [], align: 'left' }))] : rows;
  for (const row of records) {
    const spans = header.flatMap((name, column) => [
      ...name.spans,
      span('：'),
      ...(row[column]?.spans ?? []),
      span(column === header.length - 1 ? '。' : '；'),
    ]);
    yield* withGap(textLines(spans, bodySetting(frame), fonts), BODY.paragraphGap);
  }
}
