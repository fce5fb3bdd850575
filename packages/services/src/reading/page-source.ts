/** Width and height, in points or in pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Pixels as red, green, blue, alpha. */
export interface Pixels extends Size {
  readonly data: Uint8ClampedArray<ArrayBuffer>;
}

/** A document that can be drawn page by page, whatever it was made of. Pages are counted from 0. */
export interface PageSource {
  /** of each page, in points */
  readonly sizes: readonly Size[];
  /** @param scale pixels per point */
  render(page: number, scale: number): Promise<Pixels>;
  /** the words on a page, line by line; none where it is a picture */
  text(page: number): readonly string[];
  close(): void;
}

/** A document that cannot be drawn: it is broken, closed by a password, or larger than anything that is read. */
export class UndrawableError extends Error {
  override readonly name = 'UndrawableError';
}

/** More pages than any document of a register has. */
export const MOST_PAGES = 5_000;
/** 200 inches, in points: no page is larger. */
export const LARGEST_SIDE = 14_400;
/** So many pixels are the most that is ever drawn at once. */
export const MOST_PIXELS = 16_000_000;

/** A scale at which a page stays drawable. */
export const bearable = (size: Size, scale: number): number =>
  Math.min(scale, Math.sqrt(MOST_PIXELS / (size.width * size.height)));
