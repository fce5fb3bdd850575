import type { Setting, Span } from './text-lines.ts';

/** Type sizes and colours of the body, lengths in points. */
export const BODY = { size: 11, lineHeight: 19, paragraphGap: 5, blockGap: 9 } as const;
export const INK = '#111111';
export const SOFT_INK = '#444444';
export const HAIRLINE = '#9a9a9a';
export const SHADE = '#f3f4f6';

/** The column a block is set in. */
export interface Frame {
  readonly x: number;
  readonly width: number;
}

// Deeply nested lists and quotes stop moving right before the column gets too narrow to read.
const NARROWEST = BODY.size * 14;

export function indented(frame: Frame, by: number): Frame {
  const step = frame.width - by < NARROWEST ? 0 : by;
  return { x: frame.x + step, width: frame.width - step };
}

export function span(text: string, look: Partial<Omit<Span, 'text'>> = {}): Span {
  return { text, weight: 'regular', colour: INK, struck: false, ...look };
}

export function bodySetting(frame: Frame, change: Partial<Omit<Setting, 'x' | 'width'>> = {}): Setting {
  return {
    x: frame.x,
    width: frame.width,
    size: BODY.size,
    lineHeight: BODY.lineHeight,
    firstIndent: 0,
    align: 'justify',
    ...change,
  };
}
