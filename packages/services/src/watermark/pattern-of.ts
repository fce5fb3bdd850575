import { CODE_LIMIT, encodeWord } from './code-word.ts';
import { PITCH, SHIFT, SYNC, TILE_CELLS, WORD } from './tile-layout.ts';

/** The tile that is repeated over a page: where its dots are. */
export interface TracePattern {
  readonly code: number;
  /** length of a side of the tile, in points */
  readonly side: number;
  /** middles of the dots, in points from the upper left corner of the tile */
  readonly dots: readonly { readonly x: number; readonly y: number }[];
}

/**
 * The background pattern that says a trace code.
 * @throws RangeError when it is no whole number from 0 to 2 ** 48 - 1
 */
export function patternOf(code: number): TracePattern {
  if (!Number.isInteger(code) || code < 0 || code >= CODE_LIMIT) throw new RangeError(`not a trace code: ${code}`);
  const chips = chipsOf(code);
  const dots = Array.from({ length: TILE_CELLS * TILE_CELLS }, (_, cell) => ({
    x: PITCH * ((cell % TILE_CELLS) + 0.5 + SHIFT * (chips[cell * 2] ?? 0)),
    y: PITCH * (Math.floor(cell / TILE_CELLS) + 0.5 + SHIFT * (chips[cell * 2 + 1] ?? 0)),
  }));
  return { code, side: PITCH * TILE_CELLS, dots };
}

/** Every chip of the tile as +1 or −1. */
export function chipsOf(code: number): Int8Array {
  const chips = new Int8Array(TILE_CELLS * TILE_CELLS * 2);
  const word = encodeWord(code);
  for (const { chip, sign } of SYNC) chips[chip] = sign;
  for (const { chip, sign, bit } of WORD) chips[chip] = word[bit] === 1 ? sign : -sign;
  return chips;
}
