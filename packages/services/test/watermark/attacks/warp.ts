import type { PageImage } from '../../../src/watermark/draw-pattern.ts';

/** Where on the page, in its pixels, the middle of each pixel of a picture looks. */
export type View = (x: number, y: number) => readonly [number, number];

/** The three colours of a picture while it is worked on, from 0 to 255, as one grey each: printers and scanners of offices are grey. */
export interface Picture {
  readonly values: Float32Array;
  readonly width: number;
  readonly height: number;
}

export interface Frame {
  readonly width: number;
  readonly height: number;
  readonly view: View;
  /** pixels of the page that a pixel of the picture covers in each direction */
  readonly covers: number;
  /** what is seen beside the page */
  readonly beside: number;
}

/** A page seen through a frame, each pixel the mean of what it covers. */
export function warped(page: PageImage, { width, height, view, covers, beside }: Frame): Picture {
  const values = new Float32Array(width * height);
  const fine = Math.max(1, Math.min(3, Math.ceil(covers)));
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let sum = 0;
      for (let part = 0; part < fine * fine; part++) {
        const [pageX, pageY] = view(x + ((part % fine) + 0.5) / fine, y + (Math.floor(part / fine) + 0.5) / fine);
        sum += lightAt(page, pageX - 0.5, pageY - 0.5, beside);
      }
      values[y * width + x] = sum / (fine * fine);
    }
  }
  return { values, width, height };
}

function lightAt({ data, width, height }: PageImage, x: number, y: number, beside: number): number {
  const left = Math.floor(x);
  const top = Math.floor(y);
  if (left < 0 || top < 0 || left >= width - 1 || top >= height - 1) return beside;
  const right = x - left;
  const down = y - top;
  const at = (top * width + left) * 4 + 1;
  const below = at + width * 4;
  return (
    ((data[at] ?? 0) * (1 - right) + (data[at + 4] ?? 0) * right) * (1 - down) +
    ((data[below] ?? 0) * (1 - right) + (data[below + 4] ?? 0) * right) * down
  );
}

/** Spreads each pixel over its neighbours by a bell curve. */
export function blurred({ values, width, height }: Picture, deviation: number): Picture {
  if (deviation < 0.05) return { values, width, height };
  const reach = Math.ceil(deviation * 3);
  const bell = Float64Array.from({ length: 2 * reach + 1 }, (_, index) =>
    Math.exp(-((index - reach) ** 2) / (2 * deviation ** 2)),
  );
  const total = bell.reduce((sum, share) => sum + share, 0);
  const along = (from: Float32Array, stepX: number, stepY: number): Float32Array => {
    const to = new Float32Array(from.length);
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        let sum = 0;
        for (let off = -reach; off <= reach; off++) {
          const column = Math.max(0, Math.min(width - 1, x + off * stepX));
          const row = Math.max(0, Math.min(height - 1, y + off * stepY));
          sum += (bell[off + reach] ?? 0) * (from[row * width + column] ?? 0);
        }
        to[y * width + x] = sum / total;
      }
    }
    return to;
  };
  return { values: along(along(values, 1, 0), 0, 1), width, height };
}
