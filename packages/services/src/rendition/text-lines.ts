import type { CopyFonts, Weight } from './copy-fonts.ts';
import { breakLines, type Cell, type LineRange } from './line-breaking.ts';
import { printableBody } from './printable-text.ts';
import type { DrawOp, Strip } from './strip.ts';

/** A stretch of text in one look; a line feed inside forces a new line. */
export interface Span {
  readonly text: string;
  readonly weight: Weight;
  readonly colour: string;
  readonly struck: boolean;
}

/** Where and how a paragraph is set, in points. */
export interface Setting {
  readonly x: number;
  readonly width: number;
  readonly size: number;
  readonly lineHeight: number;
  readonly firstIndent: number;
  readonly align: 'justify' | 'left' | 'center' | 'right';
}

interface StyledCell extends Cell {
  readonly span: Span;
}

/** One strip per line of the paragraph, set when it is asked for. */
export function* textLines(spans: readonly Span[], setting: Setting, fonts: CopyFonts): Generator<Strip> {
  let opening = true;
  for (const cells of forcedLines(spans, setting.size, fonts)) {
    const indentOf = (line: number): number => (line === 0 && opening ? setting.firstIndent : 0);
    const ranges = breakLines(cells, (line) => setting.width - indentOf(line));
    const lines = ranges.length === 0 ? [{ start: 0, end: 0 }] : ranges;
    for (const [index, range] of lines.entries()) {
      yield lineStrip(cells, range, setting, indentOf(index), index === lines.length - 1);
    }
    opening = false;
  }
}

/** Width of the widest forced line if nothing had to be broken. */
export function naturalWidth(spans: readonly Span[], size: number, fonts: CopyFonts): number {
  return largest(Array.from(forcedLines(spans, size, fonts), widthOf));
}

/** Greatest of some lengths, 0 for none; lists may be longer than an argument list. */
export function largest(lengths: Iterable<number>): number {
  let most = 0;
  for (const length of lengths) most = Math.max(most, length);
  return most;
}

function* forcedLines(spans: readonly Span[], size: number, fonts: CopyFonts): Generator<StyledCell[]> {
  let line: StyledCell[] = [];
  for (const span of spans) {
    for (const text of printableBody(span.text, fonts)) {
      if (text === '\n') {
        yield line;
        line = [];
      } else {
        line.push({ text, span, width: fonts.advance(text.codePointAt(0) ?? 0, span.weight) * size });
      }
    }
  }
  yield line;
}

function lineStrip(all: readonly StyledCell[], range: LineRange, at: Setting, indent: number, last: boolean): Strip {
  const cells = all.slice(range.start, range.end);
  const spare = at.width - indent - widthOf(cells);
  // A line that is far from full, such as one before a long unbreakable word, looks better ragged than stretched.
  const stretched = at.align === 'justify' && !last && spare > 0 && spare < at.size * 3 && cells.length > 1;
  const spacing = stretched ? spare / (cells.length - 1) : 0;
  const offset = at.align === 'right' ? spare : at.align === 'center' ? spare / 2 : 0;
  return {
    height: at.lineHeight,
    gap: 0,
    keepWithNext: false,
    ops: runOps(cells, at.x + indent + Math.max(0, offset), at, spacing),
  };
}

function runOps(cells: readonly StyledCell[], left: number, at: Setting, spacing: number): DrawOp[] {
  const ops: DrawOp[] = [];
  // The ink of a Chinese character is centred about 0.38 em above the baseline.
  const baseline = at.lineHeight / 2 + at.size * 0.38;
  let x = left;
  for (let from = 0; from < cells.length; ) {
    const span = cells[from]?.span;
    if (span === undefined) break;
    let to = from;
    while (cells[to]?.span === span) to += 1;
    const run = cells.slice(from, to);
    const width = widthOf(run) + spacing * run.length;
    const text = run.map((cell) => cell.text).join('');
    ops.push({ kind: 'text', x, baseline, text, size: at.size, weight: span.weight, colour: span.colour, spacing });
    if (span.struck) {
      const y = baseline - at.size * 0.36;
      ops.push({ kind: 'rule', from: [x, y], to: [x + width, y], thickness: at.size / 16, colour: span.colour });
    }
    x += width;
    from = to;
  }
  return ops;
}

function widthOf(cells: readonly Cell[]): number {
  return cells.reduce((sum, cell) => sum + cell.width, 0);
}
