import type { GreyImage } from './grey-image.ts';

/** Side of the squares in which the lightness of the paper is taken, in pixels. */
const SQUARE = 24;
/** Which share of a square’s pixels is darker than its paper. */
const PAPER = 0.7;
/** What takes more of the paper’s light than this is no dot, nor is what lies right beside it. */
const HEAVY = 0.62;
const GLARE = -0.35;
/** Darkness that counts most; anything darker counts less again, so that writing does not drown the dots. */
const KNEE = 0.22;

/**
 * How much darker than the paper around it each pixel is, with writing pressed down and shadows of a photograph taken out: dots are what
 * is left. What can be no dot is 0.
 */
export function flattened(image: GreyImage): GreyImage {
  const { width, height, values } = image;
  const paper = paperOf(image);
  const dark = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    const row = Math.max(0, Math.min(paper.height - 1.001, (y + 0.5) / SQUARE - 0.5));
    const top = Math.floor(row);
    const down = row - top;
    for (let x = 0; x < width; x++) {
      const column = Math.max(0, Math.min(paper.width - 1.001, (x + 0.5) / SQUARE - 0.5));
      const left = Math.floor(column);
      const right = column - left;
      const at = top * paper.width + left;
      const light =
        ((paper.values[at] ?? 0) * (1 - right) + (paper.values[at + 1] ?? paper.values[at] ?? 0) * right) * (1 - down) +
        ((paper.values[at + paper.width] ?? 0) * (1 - right) + (paper.values[at + paper.width + 1] ?? 0) * right) *
          down;
      dark[y * width + x] = 1 - (values[y * width + x] ?? 0) / Math.max(light, 24);
    }
  }
  return { width, height, values: pressed(dark, width, height) };
}

function pressed(dark: Float32Array, width: number, height: number): Float32Array {
  const flat = new Float32Array(dark.length);
  for (let index = 0; index < dark.length; index++) {
    const value = dark[index] ?? 0;
    flat[index] = value / (1 + (value / KNEE) ** 2);
  }
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const at = y * width + x;
      const value = dark[at] ?? 0;
      if (value < HEAVY && value > GLARE) continue;
      for (let row = at - width; row <= at + width; row += width) {
        flat[row - 1] = 0;
        flat[row] = 0;
        flat[row + 1] = 0;
      }
    }
  }
  return flat;
}

/** The lightness of the paper in every square, itself smoothed over its neighbours. */
function paperOf(image: GreyImage): GreyImage {
  const width = Math.max(2, Math.ceil(image.width / SQUARE));
  const height = Math.max(2, Math.ceil(image.height / SQUARE));
  const raw = new Float32Array(width * height);
  const counts = new Uint32Array(64);
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      raw[row * width + column] = quantile(image, column * SQUARE, row * SQUARE, counts);
    }
  }
  const values = new Float32Array(width * height);
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      let sum = 0;
      let count = 0;
      for (let y = Math.max(0, row - 1); y <= Math.min(height - 1, row + 1); y++) {
        for (let x = Math.max(0, column - 1); x <= Math.min(width - 1, column + 1); x++) {
          sum += raw[y * width + x] ?? 0;
          count += 1;
        }
      }
      values[row * width + column] = sum / count;
    }
  }
  return { values, width, height };
}

function quantile({ values, width, height }: GreyImage, left: number, top: number, counts: Uint32Array): number {
  counts.fill(0);
  let total = 0;
  // The last squares may lie partly or wholly beyond the image.
  const fromX = Math.min(left, Math.max(0, width - SQUARE));
  const fromY = Math.min(top, Math.max(0, height - SQUARE));
  for (let y = fromY; y < Math.min(height, fromY + SQUARE); y++) {
    for (let x = fromX; x < Math.min(width, fromX + SQUARE); x++) {
      const bin = Math.max(0, Math.min(63, (values[y * width + x] ?? 0) >> 2));
      counts[bin] = (counts[bin] ?? 0) + 1;
      total += 1;
    }
  }
  let below = 0;
  for (let bin = 0; bin < 64; bin++) {
    below += counts[bin] ?? 0;
    if (below >= total * PAPER) return bin * 4 + 2;
  }
  return 255;
}
