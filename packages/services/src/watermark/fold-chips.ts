import { type Offset, sampled, WINDOW } from './follow-lattice.ts';
import type { GreyImage } from './grey-image.ts';
import { type Lattice, placeIn } from './lattice.ts';
import { SHIFT, TILE_CELLS } from './tile-layout.ts';

const FINE = 8;
/** Width of a dot as it is looked for, in cells. */
const BREADTH = 0.13;
/** A dot that seems stronger than this times the usual is something else and counts no more than this. */
const LIMIT = 1.6;

const NEAR = profile(SHIFT);
const FAR = profile(-SHIFT);

function profile(shift: number): Float64Array {
  return Float64Array.from({ length: FINE }, (_, index) => {
    const off = (index + 0.5) / FINE - 0.5 - shift;
    return Math.exp(-(off * off) / (2 * BREADTH * BREADTH));
  });
}

/**
 * What the cells of all tiles say together: for each cell of one tile, whose origin and orientation are unknown as yet, how far its dots
 * lie to the side and down.
 */
export function foldChips(flat: GreyImage, lattice: Lattice, offsets: readonly Offset[]): Float32Array {
  const cells: number[] = [];
  const smoothed = smoothOffsets(offsets);
  for (const { u, v, across, down } of smoothed) {
    for (let row = 0; row < WINDOW; row++) {
      for (let column = 0; column < WINDOW; column++) {
        const cellU = u + column - WINDOW / 2;
        const cellV = v + row - WINDOW / 2;
        const [side, low] = chipsIn(flat, lattice, cellU + across, cellV + down);
        cells.push(wrapped(cellU), wrapped(cellV), side, low);
      }
    }
  }
  const usual = usualStrength(cells);
  const folded = new Float32Array(TILE_CELLS * TILE_CELLS * 2);
  for (let index = 0; index < cells.length; index += 4) {
    const chip = 2 * ((cells[index + 1] ?? 0) * TILE_CELLS + (cells[index] ?? 0));
    folded[chip] = (folded[chip] ?? 0) + limited((cells[index + 2] ?? 0) / usual);
    folded[chip + 1] = (folded[chip + 1] ?? 0) + limited((cells[index + 3] ?? 0) / usual);
  }
  return folded;
}

const wrapped = (cell: number): number => ((cell % TILE_CELLS) + TILE_CELLS) % TILE_CELLS;
const limited = (value: number): number => Math.max(-LIMIT, Math.min(LIMIT, value));

/** Each offset as its neighbourhood has it: a single window is led astray by what is written there. */
function smoothOffsets(offsets: readonly Offset[]): Offset[] {
  const keyOf = (u: number, v: number): number => u * 10_000 + v;
  const byPlace = new Map(offsets.map((offset) => [keyOf(offset.u, offset.v), offset]));
  return offsets.map(({ u, v, trust }) => {
    let [across, down, weight] = [0, 0, 0.5];
    for (let y = -1; y <= 1; y++) {
      for (let x = -1; x <= 1; x++) {
        const near = byPlace.get(keyOf(u + x * WINDOW, v + y * WINDOW));
        if (near === undefined || Math.hypot(near.across, near.down) > 0.35) continue;
        const share = near.trust * Math.exp(-(x * x + y * y) / 3);
        across += share * near.across;
        down += share * near.down;
        weight += share;
      }
    }
    return { u, v, trust, across: across / weight, down: down / weight };
  });
}

/** How much nearer to one side, and to the bottom, the dot of a cell is. */
function chipsIn(flat: GreyImage, lattice: Lattice, u: number, v: number): readonly [number, number] {
  let [rightLow, leftLow, rightHigh, leftHigh] = [0, 0, 0, 0];
  for (let row = 0; row < FINE; row++) {
    let [right, left] = [0, 0];
    for (let column = 0; column < FINE; column++) {
      const [x, y] = placeIn(lattice, u + (column + 0.5) / FINE, v + (row + 0.5) / FINE);
      const value = sampled(flat, x, y);
      right += value * (NEAR[column] ?? 0);
      left += value * (FAR[column] ?? 0);
    }
    rightLow += right * (NEAR[row] ?? 0);
    leftLow += left * (NEAR[row] ?? 0);
    rightHigh += right * (FAR[row] ?? 0);
    leftHigh += left * (FAR[row] ?? 0);
  }
  return [rightLow + rightHigh - leftLow - leftHigh, rightLow + leftLow - rightHigh - leftHigh];
}

/** The middle one of the strengths of all cells that say anything. */
function usualStrength(cells: readonly number[]): number {
  const strengths: number[] = [];
  for (let index = 0; index < cells.length; index += 4) {
    const strength = Math.abs(cells[index + 2] ?? 0) + Math.abs(cells[index + 3] ?? 0);
    if (strength > 1e-6) strengths.push(strength / 2);
  }
  return Math.max(1e-6, strengths.toSorted((a, b) => a - b)[strengths.length >> 1] ?? 1);
}
