import { decodeWord, WORD_BITS } from './code-word.ts';
import { chipsOf } from './pattern-of.ts';
import { SYNC, TILE_CELLS, WORD } from './tile-layout.ts';

/** How many places and orientations, the likeliest first, are tried. */
const TRIES = 24;

/** A trace code that was read. */
export interface ReadPattern {
  readonly code: number;
  /** from 0 to 1: how much of what was seen agrees with it */
  readonly certainty: number;
}

/** Finds origin and orientation of a folded tile by what every tile has in common, and reads it; null where no check holds. */
export function decodeTile(folded: Float32Array): ReadPattern | null {
  for (const { chips, u, v } of likeliest(folded)) {
    const seen = new Float32Array(WORD_BITS);
    for (const { chip, sign, bit } of WORD) seen[bit] = (seen[bit] ?? 0) + sign * chipAt(chips, chip, u, v);
    const code = decodeWord(seen);
    if (code !== null) return { code, certainty: agreement(chips, code, u, v) };
  }
  return null;
}

interface Stance {
  readonly chips: Float32Array;
  readonly u: number;
  readonly v: number;
  readonly score: number;
}

function likeliest(folded: Float32Array): Stance[] {
  const stances: Stance[] = [];
  let chips = folded;
  for (let turns = 0; turns < 4; turns++) {
    for (let v = 0; v < TILE_CELLS; v++) {
      for (let u = 0; u < TILE_CELLS; u++) {
        let score = 0;
        for (const { chip, sign } of SYNC) score += sign * chipAt(chips, chip, u, v);
        stances.push({ chips, u, v, score });
      }
    }
    chips = turned(chips);
  }
  return stances.toSorted((a, b) => b.score - a.score).slice(0, TRIES);
}

/** A chip of the tile whose upper left cell is at (u, v). */
function chipAt(chips: Float32Array, chip: number, u: number, v: number): number {
  const cell = chip >> 1;
  const column = ((cell % TILE_CELLS) + u) % TILE_CELLS;
  const row = (Math.floor(cell / TILE_CELLS) + v) % TILE_CELLS;
  return chips[2 * (row * TILE_CELLS + column) + (chip & 1)] ?? 0;
}

/** The tile as somebody sees it whose right is where down was. */
function turned(chips: Float32Array): Float32Array {
  const result = new Float32Array(chips.length);
  for (let v = 0; v < TILE_CELLS; v++) {
    for (let u = 0; u < TILE_CELLS; u++) {
      const from = 2 * (v * TILE_CELLS + u);
      const to = 2 * (((TILE_CELLS - u) % TILE_CELLS) * TILE_CELLS + v);
      result[to] = chips[from + 1] ?? 0;
      result[to + 1] = -(chips[from] ?? 0);
    }
  }
  return result;
}

function agreement(chips: Float32Array, code: number, u: number, v: number): number {
  let agreed = 0;
  let all = 0;
  for (const [chip, sign] of chipsOf(code).entries()) {
    const value = chipAt(chips, chip, u, v);
    agreed += sign * value;
    all += Math.abs(value);
  }
  return all === 0 ? 0 : Math.max(0, Math.min(1, agreed / all));
}
