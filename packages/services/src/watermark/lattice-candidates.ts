import { transformOf } from './fast-fourier.ts';
import type { GreyImage } from './grey-image.ts';

/** Side of the blocks whose spectrum is taken, in pixels, and how far the next one is. */
const BLOCK = 256;
const STEP = 128;
/** Periods that are looked for in an image, in pixels: an octave, longer ones are found in a smaller image. */
const SHORTEST = 6.4;
const LONGEST = 13;
const FARTHEST = BLOCK / SHORTEST;
const NEAREST = BLOCK / LONGEST;
/** The diagonals of the lattice are seen as well. */
const REACH = Math.ceil(FARTHEST * Math.SQRT2) + 2;
const SPAN = 2 * REACH + 1;
/** The neighbourhood against which a frequency stands out. */
const AROUND = 8;
const CANDIDATES = 4;
const SEEDS = 12;
/** What noise alone comes to, and what counts at most: lines of writing stand out by far more than any lattice. */
const NOISE = 1.3;
const MOST = 5;

/** A square lattice as it is around one place: two frequencies at right angles, in periods a pixel. */
export interface LatticeSeed {
  readonly x: number;
  readonly y: number;
  readonly across: readonly [number, number];
  readonly down: readonly [number, number];
}

interface Block {
  readonly x: number;
  readonly y: number;
  /** how far each frequency stands out, and the same with the highest of its neighbours */
  readonly height: Float32Array;
  readonly highest: Float32Array;
}

/** Square lattices that may be in an image, the likeliest first, each with the places where it is seen best. */
export function latticeCandidates(flat: GreyImage): LatticeSeed[][] {
  const blocks = blocksOf(flat);
  const scores = new Float32Array(SPAN * SPAN);
  const whole = meanOf(blocks);
  for (let ky = 0; ky <= FARTHEST; ky++) {
    for (let kx = 1; kx <= FARTHEST; kx++) {
      const radius = Math.hypot(kx, ky);
      if (radius < NEAREST || radius > FARTHEST) continue;
      let sum = 0;
      for (const { highest } of blocks) sum += visible(highest, kx, ky) + visible(highest, kx - ky, kx + ky);
      scores[placeOf(kx, ky)] = sum;
    }
  }
  const candidates: LatticeSeed[][] = [];
  for (let count = 0; count < CANDIDATES; count++) {
    const best = scores.indexOf(scores.reduce((high, score) => Math.max(high, score), 0));
    if ((scores[best] ?? 0) <= 0) break;
    const kx = (best % SPAN) - REACH;
    const ky = Math.floor(best / SPAN) - REACH;
    for (const [x, y] of [
      [kx, ky],
      [-ky, kx],
      [ky, -kx],
    ] as const)
      clearAround(scores, x, y);
    const strongest = blocks
      .map((block) => ({ block, strength: straightAndAslant(block, kx, ky) }))
      .toSorted((a, b) => b.strength - a.strength)
      .slice(0, SEEDS);
    // On a flat page all blocks have the same lattice, on a photograph each has its own.
    const common = frequencies(whole, kx, ky);
    candidates.push(
      strongest.map(({ block: { x, y } }) => ({ x, y, ...common })),
      strongest.map(({ block }) => ({
        x: block.x,
        y: block.y,
        ...frequencies(block, kx, ky),
      })),
    );
  }
  return candidates;
}

const placeOf = (kx: number, ky: number): number => (ky + REACH) * SPAN + kx + REACH;

/** A lattice stands out in both directions; lines of writing in one. */
const bothWays = (highest: Float32Array, kx: number, ky: number): number =>
  Math.min(highest[placeOf(kx, ky)] ?? 0, highest[placeOf(-ky, kx)] ?? 0);

/** What lies above the usual height of noise. */
const visible = (highest: Float32Array, kx: number, ky: number): number =>
  Math.max(0, bothWays(highest, kx, ky) - NOISE);

const straightAndAslant = ({ highest }: Block, kx: number, ky: number): number =>
  visible(highest, kx, ky) + visible(highest, kx - ky, kx + ky);

/** Both frequencies of the lattice in a block, from its diagonals where writing covers them. */
function frequencies(
  { height, highest }: Pick<Block, 'height' | 'highest'>,
  kx: number,
  ky: number,
): Pick<LatticeSeed, 'across' | 'down'> {
  if (bothWays(highest, kx, ky) >= bothWays(highest, kx - ky, kx + ky)) {
    return { across: refined(height, kx, ky), down: refined(height, -ky, kx) };
  }
  const [a, b] = refined(height, kx - ky, kx + ky);
  const [c, d] = refined(height, -kx - ky, kx - ky);
  return {
    across: [(a - c) / 2, (b - d) / 2],
    down: [(a + c) / 2, (b + d) / 2],
  };
}

/** What all blocks have in common. */
function meanOf(blocks: readonly Block[]): Pick<Block, 'height' | 'highest'> {
  const height = new Float32Array(SPAN * SPAN);
  for (const block of blocks) {
    for (let at = 0; at < height.length; at++) height[at] = (height[at] ?? 0) + (block.height[at] ?? 0) / blocks.length;
  }
  return { height, highest: highestAround(height) };
}

function clearAround(scores: Float32Array, kx: number, ky: number): void {
  for (let y = Math.max(-REACH, ky - 2); y <= Math.min(REACH, ky + 2); y++) {
    for (let x = Math.max(-REACH, kx - 2); x <= Math.min(REACH, kx + 2); x++) scores[placeOf(x, y)] = 0;
  }
}

/** The frequency at the top of the nearest peak, between the bins, in periods a pixel. */
function refined(height: Float32Array, kx: number, ky: number): readonly [number, number] {
  let best: readonly [number, number] = [kx, ky];
  let most = Number.NEGATIVE_INFINITY;
  for (let y = ky - 1; y <= ky + 1; y++) {
    for (let x = kx - 1; x <= kx + 1; x++) {
      const value = height[placeOf(x, y)] ?? 0;
      if (value > most) [best, most] = [[x, y], value];
    }
  }
  const [x, y] = best;
  const at = placeOf(x, y);
  return [(x + topOf(height, at, 1)) / BLOCK, (y + topOf(height, at, SPAN)) / BLOCK];
}

/** Where the top of a parabola through three neighbours is, off the middle one. */
function topOf(height: Float32Array, at: number, step: number): number {
  const before = height[at - step] ?? 0;
  const middle = height[at] ?? 0;
  const after = height[at + step] ?? 0;
  const bend = before - 2 * middle + after;
  return bend >= 0 ? 0 : Math.max(-0.5, Math.min(0.5, (before - after) / (2 * bend)));
}

function blocksOf(flat: GreyImage): Block[] {
  const transform = transformOf(BLOCK);
  const window = Float32Array.from(
    { length: BLOCK },
    (_, index) => 0.5 - 0.5 * Math.cos((2 * Math.PI * (index + 0.5)) / BLOCK),
  );
  const blocks: Block[] = [];
  for (const top of startsOf(flat.height)) {
    for (const left of startsOf(flat.width)) {
      const real = cutOut(flat, left, top, window);
      if (real === null) continue;
      const imaginary = new Float32Array(real.length);
      for (let row = 0; row < BLOCK; row++) transform.run(real, imaginary, row * BLOCK, 1);
      for (let column = 0; column < BLOCK; column++) transform.run(real, imaginary, column, BLOCK);
      const height = standingOut(real, imaginary);
      blocks.push({
        x: left + BLOCK / 2,
        y: top + BLOCK / 2,
        height,
        highest: highestAround(height),
      });
    }
  }
  return blocks;
}

function startsOf(length: number): number[] {
  const count = Math.max(1, Math.ceil((length - BLOCK) / STEP) + 1);
  if (count === 1) return [Math.floor((length - BLOCK) / 2)];
  return Array.from({ length: count }, (_, index) => Math.round((index * (length - BLOCK)) / (count - 1)));
}

/** A block faded out at its edges; null where there is nothing in it. Beyond the image it is empty. */
function cutOut(flat: GreyImage, left: number, top: number, window: Float32Array): Float32Array | null {
  const real = new Float32Array(BLOCK * BLOCK);
  let sum = 0;
  let squares = 0;
  let count = 0;
  for (let y = Math.max(0, -top); y < Math.min(BLOCK, flat.height - top); y++) {
    for (let x = Math.max(0, -left); x < Math.min(BLOCK, flat.width - left); x++) {
      const value = flat.values[(top + y) * flat.width + left + x] ?? 0;
      real[y * BLOCK + x] = value;
      sum += value;
      squares += value * value;
      count += 1;
    }
  }
  const mean = sum / Math.max(1, count);
  if (squares / Math.max(1, count) - mean * mean < 1e-7) return null;
  for (let y = Math.max(0, -top); y < Math.min(BLOCK, flat.height - top); y++) {
    for (let x = Math.max(0, -left); x < Math.min(BLOCK, flat.width - left); x++) {
      const at = y * BLOCK + x;
      real[at] = ((real[at] ?? 0) - mean) * (window[y] ?? 0) * (window[x] ?? 0);
    }
  }
  return real;
}

/** The logarithm of the power of each frequency in reach, less its mean around. */
function standingOut(real: Float32Array, imaginary: Float32Array): Float32Array {
  const wide = REACH + AROUND;
  const side = 2 * wide + 1;
  const logs = new Float32Array(side * side);
  for (let ky = -wide; ky <= wide; ky++) {
    for (let kx = -wide; kx <= wide; kx++) {
      const at = ((ky + BLOCK) % BLOCK) * BLOCK + ((kx + BLOCK) % BLOCK);
      const re = real[at] ?? 0;
      const im = imaginary[at] ?? 0;
      logs[(ky + wide) * side + kx + wide] = Math.log(re * re + im * im + 1e-9);
    }
  }
  const sums = sumsOf(logs, side);
  const height = new Float32Array(SPAN * SPAN);
  const area = (2 * AROUND + 1) ** 2;
  for (let row = 0; row < SPAN; row++) {
    for (let column = 0; column < SPAN; column++) {
      const bottom = row + 2 * AROUND + 1;
      const right = column + 2 * AROUND + 1;
      const sum =
        (sums[bottom * (side + 1) + right] ?? 0) -
        (sums[row * (side + 1) + right] ?? 0) -
        (sums[bottom * (side + 1) + column] ?? 0) +
        (sums[row * (side + 1) + column] ?? 0);
      const value = (logs[(row + AROUND) * side + column + AROUND] ?? 0) - sum / area;
      height[row * SPAN + column] = value;
    }
  }
  return height;
}

/** Sums over every rectangle that begins at the upper left corner. */
function sumsOf(values: Float32Array, side: number): Float64Array {
  const sums = new Float64Array((side + 1) * (side + 1));
  for (let y = 0; y < side; y++) {
    let row = 0;
    for (let x = 0; x < side; x++) {
      row += values[y * side + x] ?? 0;
      sums[(y + 1) * (side + 1) + x + 1] = (sums[y * (side + 1) + x + 1] ?? 0) + row;
    }
  }
  return sums;
}

function highestAround(height: Float32Array): Float32Array {
  const highest = new Float32Array(height.length);
  for (let y = 1; y < SPAN - 1; y++) {
    for (let x = 1; x < SPAN - 1; x++) {
      let most = 0;
      for (let row = y - 1; row <= y + 1; row++) {
        for (let column = x - 1; column <= x + 1; column++) most = Math.max(most, height[row * SPAN + column] ?? 0);
      }
      highest[y * SPAN + x] = Math.min(MOST, most);
    }
  }
  return highest;
}
