import type { PageImage } from './draw-pattern.ts';

/** One number a pixel, row by row. */
export interface GreyImage {
  readonly values: Float32Array;
  readonly width: number;
  readonly height: number;
}

/** How light each pixel is, from 0 to 255; what can be seen through is on white. */
export function greyOf({ data, width, height }: PageImage): GreyImage {
  const values = new Float32Array(width * height);
  for (let index = 0; index < values.length; index++) {
    const at = index * 4;
    const light = 0.299 * (data[at] ?? 0) + 0.587 * (data[at + 1] ?? 0) + 0.114 * (data[at + 2] ?? 0);
    const cover = (data[at + 3] ?? 255) / 255;
    values[index] = light * cover + 255 * (1 - cover);
  }
  return { values, width, height };
}

/** A smaller image by a factor above 1; each pixel is the mean of those it covers. */
export function shrunk(image: GreyImage, factor: number): GreyImage {
  const width = Math.floor(image.width / factor);
  const height = Math.floor(image.height / factor);
  const narrow = new Float32Array(width * image.height);
  for (let x = 0; x < width; x++) {
    for (const [column, weight] of sharesOf(x, factor)) {
      for (let y = 0; y < image.height; y++) {
        const at = y * width + x;
        narrow[at] = (narrow[at] ?? 0) + weight * (image.values[y * image.width + column] ?? 0);
      }
    }
  }
  const values = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    for (const [row, weight] of sharesOf(y, factor)) {
      for (let x = 0; x < width; x++) {
        const at = y * width + x;
        values[at] = (values[at] ?? 0) + weight * (narrow[row * width + x] ?? 0);
      }
    }
  }
  return { values, width, height };
}

/** The pixels that a larger one covers, and which share of it each is. */
function sharesOf(place: number, factor: number): (readonly [number, number])[] {
  const from = place * factor;
  const to = from + factor;
  const shares: (readonly [number, number])[] = [];
  for (let pixel = Math.floor(from); pixel < to - 1e-9; pixel++) {
    shares.push([pixel, (Math.min(pixel + 1, to) - Math.max(pixel, from)) / factor]);
  }
  return shares;
}
