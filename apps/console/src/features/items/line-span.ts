/** Some lines, both ends included, counted from 1. */
export interface LineSpan {
  readonly from: number;
  readonly to: number;
}

/** What a click on a line's number makes of what was chosen: one line first, then up to it, then afresh. */
export const extend = (span: LineSpan | null, line: number): LineSpan | null => {
  if (span === null || span.from !== span.to) return { from: line, to: line };
  if (line === span.from) return null;
  return line > span.from ? { from: span.from, to: line } : { from: line, to: span.to };
};

export const isWithin = ({ from, to }: LineSpan, line: number): boolean => line >= from && line <= to;
