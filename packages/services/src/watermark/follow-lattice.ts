import type { GreyImage } from './grey-image.ts';
import { fitLattice, type Lattice, placeIn, type Sighting } from './lattice.ts';
import type { LatticeSeed } from './lattice-candidates.ts';

/** Cells of a window in each direction, and samples of a cell. */
export const WINDOW = 4;
const FINE = 6;
/** How far around its seed a lattice is looked for first, and how far it is followed then, in cells, step by step. */
const FOOTHOLD = [8, 12] as const;
const RADII = [18, 27, 40, 60, 90, 140] as const;
/** A window agrees where its dots are off by less than this, in cells; where fewer of them do than this share, there is no lattice. */
const NEAR = 0.16;
const TOO_FEW = 0.4;
/** What a window of pure noise seems to be worth. */
const NOISE = 0.01;

/** How far the lattice of an image is off the one that was assumed, in one window. */
export interface Offset {
  readonly u: number;
  readonly v: number;
  /** in cells */
  readonly across: number;
  readonly down: number;
  /** from 0 to 1 */
  readonly trust: number;
}

const COSINES = Float64Array.from({ length: FINE }, (_, index) => Math.cos((2 * Math.PI * (index + 0.5)) / FINE));
const SINES = Float64Array.from({ length: FINE }, (_, index) => Math.sin((2 * Math.PI * (index + 0.5)) / FINE));

/** A lattice as it was found around its seed, and how well the dots there agree with it. */
export interface Foothold {
  readonly lattice: Lattice;
  readonly agreement: number;
}

/** The lattice around the place where it was seen first; null where there is none. */
export function footholdAt(flat: GreyImage, seed: LatticeSeed): Foothold | null {
  let lattice = shifted(flat, latticeAt(seed));
  let agreement = 0;
  for (const radius of FOOTHOLD) {
    for (let round = 0; round < 2; round++) {
      const offsets = offsetsAmong(phasorsIn(flat, lattice, windowsWithin(flat, lattice, radius).middles));
      const share = agreeing(offsets);
      if (share < TOO_FEW) return null;
      agreement = share * meanTrust(offsets);
      const next = fitLattice(sightings(lattice, offsets), false, 0);
      if (next === null || !isSane(next, lattice, radius)) return null;
      lattice = next;
    }
  }
  return { lattice, agreement };
}

/** The lattice of a whole image, followed outwards from a foothold; null where it is lost. */
export function followLattice(flat: GreyImage, from: Lattice): Lattice | null {
  let lattice = from;
  for (const radius of RADII) {
    let isWhole = true;
    for (let round = 0; round < 2; round++) {
      const windows = windowsWithin(flat, lattice, radius);
      isWhole = windows.isWhole;
      const offsets = offsetsAmong(phasorsIn(flat, lattice, windows.middles));
      const next = fitLattice(sightings(lattice, offsets), true, offsets.length);
      if (next === null || !isSane(next, lattice, radius)) return null;
      lattice = next;
    }
    if (isWhole) break;
  }
  return lattice;
}

/** The offset in every window that lies within the image. */
export function offsetsOf(flat: GreyImage, lattice: Lattice): Offset[] {
  return offsetsAmong(phasorsIn(flat, lattice, windowsWithin(flat, lattice, Math.max(...RADII)).middles));
}

/** The lattice moved to where the dots around its seed are, all of them taken together. */
function shifted(flat: GreyImage, lattice: Lattice): Lattice {
  const near = phasorsIn(flat, lattice, windowsWithin(flat, lattice, FOOTHOLD[0]).middles);
  const [across, down] = nearestOf(near.map((phasor) => [phasor, 1] as const));
  const [c, f] = placeIn(lattice, across, down);
  return { ...lattice, c, f };
}

function latticeAt({ x, y, across, down }: LatticeSeed): Lattice {
  const [p, q] = across;
  const [r, s] = down;
  const size = p * s - q * r;
  return {
    a: s / size,
    b: -q / size,
    c: x,
    d: -r / size,
    e: p / size,
    f: y,
    g: 0,
    h: 0,
  };
}

function windowsWithin(flat: GreyImage, lattice: Lattice, radius: number) {
  const middles: (readonly [number, number])[] = [];
  let isWhole = true;
  const reach = Math.ceil(radius / WINDOW) * WINDOW;
  for (let v = -reach; v <= reach; v += WINDOW) {
    for (let u = -reach; u <= reach; u += WINDOW) {
      if (Math.hypot(u, v) > radius + WINDOW / 2) continue;
      if (!isInside(flat, lattice, u, v)) continue;
      middles.push([u, v]);
      if (Math.hypot(u, v) > radius - WINDOW) isWhole = false;
    }
  }
  return { middles, isWhole };
}

function isInside({ width, height }: GreyImage, lattice: Lattice, u: number, v: number): boolean {
  if (lattice.g * u + lattice.h * v < -0.7) return false;
  for (const cornerU of [u - WINDOW / 2, u + WINDOW / 2]) {
    for (const cornerV of [v - WINDOW / 2, v + WINDOW / 2]) {
      const [x, y] = placeIn(lattice, cornerU, cornerV);
      if (x < 1 || y < 1 || x > width - 2 || y > height - 2) return false;
    }
  }
  return true;
}

/** Across and down, each as a vector. */
type Four = readonly [number, number, number, number];

/** The dots of one window: sums of their phases across and down, as vectors, and of the squares of their lengths. */
interface Phasor {
  readonly u: number;
  readonly v: number;
  readonly sums: Four;
  readonly powers: readonly [number, number];
}

function phasorsIn(flat: GreyImage, lattice: Lattice, middles: readonly (readonly [number, number])[]): Phasor[] {
  const cells = middles.map(([u, v]) =>
    Array.from({ length: WINDOW * WINDOW }, (_, index) =>
      phasesOf(flat, lattice, u + (index % WINDOW) - WINDOW / 2, v + Math.floor(index / WINDOW) - WINDOW / 2),
    ),
  );
  const usual = usualLength(cells.flat());
  return middles.map(([u, v], index) => summed(u, v, cells[index] ?? [], usual));
}

/** What is longer than usual is no dot, and counts no more than one. */
function summed(u: number, v: number, cells: readonly Four[], usual: number): Phasor {
  let [a, b, c, d, across, down] = [0, 0, 0, 0, 0, 0];
  for (const dot of cells) {
    const scale = 1 / Math.max(usual, Math.hypot(...dot));
    a += dot[0] * scale;
    b += dot[1] * scale;
    c += dot[2] * scale;
    d += dot[3] * scale;
    across += (dot[0] * dot[0] + dot[1] * dot[1]) * scale * scale;
    down += (dot[2] * dot[2] + dot[3] * dot[3]) * scale * scale;
  }
  return { u, v, sums: [a, b, c, d], powers: [across, down] };
}

function usualLength(cells: readonly Four[]): number {
  const lengths = Float64Array.from(cells, (dot) => Math.hypot(...dot)).toSorted();
  return Math.max(1e-6, lengths[lengths.length >> 1] ?? 0);
}

/** How far the dots of some windows are off together, and how much of their strength agrees on it. */
function nearestOf(near: readonly (readonly [Phasor, number])[]): readonly [number, number, number] {
  let [a, b, c, d, across, down, count] = [0, 0, 0, 0, 1e-12, 1e-12, 0];
  for (const [{ sums, powers }, share] of near) {
    a += share * sums[0];
    b += share * sums[1];
    c += share * sums[2];
    d += share * sums[3];
    across += share * powers[0];
    down += share * powers[1];
    count += share * WINDOW * WINDOW;
  }
  const agreed = Math.min((a * a + b * b) / across, (c * c + d * d) / down) / Math.max(1, count);
  return [Math.atan2(b, a) / (2 * Math.PI), Math.atan2(d, c) / (2 * Math.PI), agreed];
}

/** The offset of every window, its neighbours helping: writing leaves few dots of a single one. */
function offsetsAmong(phasors: readonly Phasor[]): Offset[] {
  const byPlace = new Map(phasors.map((phasor) => [keyOf(phasor.u, phasor.v), phasor]));
  return phasors.map(({ u, v }) => {
    const near: (readonly [Phasor, number])[] = [];
    for (let y = -1; y <= 1; y++) {
      for (let x = -1; x <= 1; x++) {
        const phasor = byPlace.get(keyOf(u + x * WINDOW, v + y * WINDOW));
        if (phasor !== undefined) near.push([phasor, x === 0 && y === 0 ? 1 : 0.6]);
      }
    }
    const [across, down, agreed] = nearestOf(near);
    return {
      u,
      v,
      across,
      down,
      trust: Math.max(0, Math.min(1, (agreed - NOISE) / 0.4)),
    };
  });
}

const keyOf = (u: number, v: number): number => u * 10_000 + v;

/** The phase of the dot in the cell from (u, v) on, across and down, each as a vector. The lattice’s whole numbers are corners here. */
function phasesOf(flat: GreyImage, lattice: Lattice, u: number, v: number): Four {
  let [a, b, c, d] = [0, 0, 0, 0];
  for (let row = 0; row < FINE; row++) {
    const at = v + (row + 0.5) / FINE;
    for (let column = 0; column < FINE; column++) {
      const [x, y] = placeIn(lattice, u + (column + 0.5) / FINE, at);
      const value = sampled(flat, x, y);
      // The middle of a cell is half a period from its corner.
      a -= value * (COSINES[column] ?? 0);
      b -= value * (SINES[column] ?? 0);
      c -= value * (COSINES[row] ?? 0);
      d -= value * (SINES[row] ?? 0);
    }
  }
  return [a, b, c, d];
}

/** The value between the middles of four pixels. */
export function sampled({ values, width, height }: GreyImage, x: number, y: number): number {
  const column = x - 0.5;
  const row = y - 0.5;
  const left = Math.floor(column);
  const top = Math.floor(row);
  if (left < 0 || top < 0 || left >= width - 1 || top >= height - 1) return 0;
  const right = column - left;
  const down = row - top;
  const at = top * width + left;
  return (
    ((values[at] ?? 0) * (1 - right) + (values[at + 1] ?? 0) * right) * (1 - down) +
    ((values[at + width] ?? 0) * (1 - right) + (values[at + width + 1] ?? 0) * right) * down
  );
}

const meanTrust = (offsets: readonly Offset[]): number =>
  offsets.reduce((sum, { trust }) => sum + trust, 0) / Math.max(1, offsets.length);

const agreeing = (offsets: readonly Offset[]): number =>
  offsets.filter(({ across, down }) => Math.abs(across) < NEAR && Math.abs(down) < NEAR).length /
  Math.max(1, offsets.length);

function sightings(lattice: Lattice, offsets: readonly Offset[]): Sighting[] {
  return offsets.map(({ u, v, across, down, trust }) => {
    const [x, y] = placeIn(lattice, u + across, v + down);
    // A window that disagrees a lot sees something else.
    const weight = trust / (1 + (Math.hypot(across, down) / 0.2) ** 2) + 1e-6;
    return { u, v, x, y, weight };
  });
}

/** A step that turns the sheet over or blows it up follows noise. */
function isSane(next: Lattice, before: Lattice, radius: number): boolean {
  const size = next.a * next.e - next.b * next.d;
  const old = before.a * before.e - before.b * before.d;
  return size > old * 0.5 && size < old * 2 && (Math.abs(next.g) + Math.abs(next.h)) * radius < 0.8;
}
