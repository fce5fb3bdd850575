import { decodeTile, type ReadPattern } from './decode-tile.ts';
import type { PageImage } from './draw-pattern.ts';
import { flattened } from './flattened.ts';
import { foldChips } from './fold-chips.ts';
import { followLattice, footholdAt, offsetsOf } from './follow-lattice.ts';
import { type GreyImage, greyOf, shrunk } from './grey-image.ts';
import { type LatticeSeed, latticeCandidates } from './lattice-candidates.ts';

/** Longer images are made smaller first. */
const LONGEST_SIDE = 2200;
const SMALLEST_SIDE = 100;
/** By how much an image is made smaller to look for the lattice, the usual scan first, and to follow it. */
const LOOKS = [2, 1, 4] as const;
const SIZES = [1, Math.SQRT2, 2, 2 * Math.SQRT2, 4] as const;
/** Pixels from dot to dot at which they are told best. */
const BEST_PERIOD = 14;
/** From how many places a lattice is followed. */
const FOLLOWED = 2;
/** How far the dots agree where there is nothing but noise: from there nothing is followed. */
const FAINT = 0.02;

/**
 * Reads the pattern of a page from a photograph, a scan, a screenshot or a part of one.
 * @returns null where there is none, or too little of it is left
 */
export function readPattern(image: PageImage): ReadPattern | null {
  const whole = greyOf(image);
  const longest = Math.max(whole.width, whole.height);
  const largest = longest > LONGEST_SIDE ? shrunk(whole, longest / LONGEST_SIDE) : whole;
  const sizes = new Map<number, GreyImage>();
  const flatAt = (factor: number): GreyImage => {
    const flat = sizes.get(factor) ?? flattened(factor === 1 ? largest : shrunk(largest, factor));
    sizes.set(factor, flat);
    return flat;
  };
  for (const look of LOOKS) {
    if (Math.min(largest.width, largest.height) / look < SMALLEST_SIDE) continue;
    for (const seeds of latticeCandidates(flatAt(look))) {
      const read = readFrom(seeds, look, flatAt);
      if (read !== null) return read;
    }
  }
  return null;
}

const missing = (period: number, size: number): number => Math.abs(Math.log(period / size / BEST_PERIOD));

const scaled = ({ x, y, across, down }: LatticeSeed, factor: number): LatticeSeed => ({
  x: x * factor,
  y: y * factor,
  across: [across[0] / factor, across[1] / factor],
  down: [down[0] / factor, down[1] / factor],
});

/** Tries one lattice from where it can be seen best. */
function readFrom(
  seeds: readonly LatticeSeed[],
  look: number,
  flatAt: (factor: number) => GreyImage,
): ReadPattern | null {
  const footholds = seeds.flatMap((seed) => {
    const period = look / Math.hypot(...seed.across);
    const factor = SIZES.reduce((best, size) => (missing(period, size) < missing(period, best) ? size : best));
    const flat = flatAt(factor);
    const found = footholdAt(flat, scaled(seed, look / factor));
    return found === null || found.agreement < FAINT ? [] : [{ flat, ...found }];
  });
  for (const { flat, lattice: near } of footholds.toSorted((a, b) => b.agreement - a.agreement).slice(0, FOLLOWED)) {
    const lattice = followLattice(flat, near);
    const read = lattice === null ? null : decodeTile(foldChips(flat, lattice, offsetsOf(flat, lattice)));
    if (read !== null) return read;
  }
  return null;
}
