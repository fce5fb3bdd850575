import type { Weight } from './copy-fonts.ts';

/** All lengths in points; x from the left edge of the page, y from the top of the strip downwards. */
export type DrawOp = TextOp | FillOp | RuleOp | CodeOp | PictureOp;

export interface TextOp {
  readonly kind: 'text';
  readonly x: number;
  readonly baseline: number;
  readonly text: string;
  readonly size: number;
  readonly weight: Weight;
  readonly colour: string;
  /** added after every character, for lines set flush on both sides */
  readonly spacing: number;
}

export interface FillOp {
  readonly kind: 'fill';
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly colour: string;
}

export interface RuleOp {
  readonly kind: 'rule';
  readonly from: readonly [x: number, y: number];
  readonly to: readonly [x: number, y: number];
  readonly thickness: number;
  readonly colour: string;
}

/** A QR code on white ground. */
export interface CodeOp {
  readonly kind: 'code';
  readonly x: number;
  readonly y: number;
  /** of the white ground */
  readonly size: number;
  /** how much of the ground stays white around the code */
  readonly border: number;
  readonly modules: readonly (readonly boolean[])[];
}

export interface PictureOp {
  readonly kind: 'picture';
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly jpeg: Uint8Array;
}

/** A slice of the body that is never torn between two pages. */
export interface Strip {
  readonly height: number;
  /** space above, dropped at the top of a page */
  readonly gap: number;
  readonly ops: readonly DrawOp[];
  /** a heading goes to the next page with the line that follows it */
  readonly keepWithNext: boolean;
}

export interface PlacedStrip {
  readonly top: number;
  readonly strip: Strip;
}

export function shiftOp(op: DrawOp, dy: number): DrawOp {
  switch (op.kind) {
    case 'text':
      return { ...op, baseline: op.baseline + dy };
    case 'fill':
    case 'code':
    case 'picture':
      return { ...op, y: op.y + dy };
    case 'rule':
      return { ...op, from: [op.from[0], op.from[1] + dy], to: [op.to[0], op.to[1] + dy] };
  }
}

/** Turns the gaps between strips into height, so that a bar or background beside them has no holes. */
export function* solid(strips: Iterable<Strip>): Generator<Strip> {
  let first = true;
  for (const strip of strips) {
    const { gap, height, ops } = strip;
    yield first || gap === 0
      ? strip
      : { ...strip, gap: 0, height: height + gap, ops: ops.map((op) => shiftOp(op, gap)) };
    first = false;
  }
}

export function* withGap(strips: Iterable<Strip>, gap: number): Generator<Strip> {
  let first = true;
  for (const strip of strips) {
    yield first ? { ...strip, gap } : strip;
    first = false;
  }
}
