import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { create } from 'fontkit';

export type Weight = 'regular' | 'bold';

/** The two faces a copy is set in, read once per process. Widths are in em. */
export interface CopyFonts {
  readonly files: Readonly<Record<Weight, Buffer>>;
  /** whether both weights have a glyph for the code point */
  has(codePoint: number): boolean;
  /** advance of one code point as a fraction of the type size */
  advance(codePoint: number, weight: Weight): number;
}

let loaded: Promise<CopyFonts> | undefined;

/** Fonts of the process; the first caller pays for reading them. */
export function copyFonts(): Promise<CopyFonts> {
  loaded ??= load();
  return loaded;
}

async function load(): Promise<CopyFonts> {
  const folder = join(dirname(createRequire(import.meta.url).resolve('@embedpdf/fonts-sc')), '..', 'fonts');
  const [regular, bold] = await Promise.all([
    readFile(join(folder, 'NotoSansHans-Regular.otf')),
    readFile(join(folder, 'NotoSansHans-Bold.otf')),
  ]);
  const metrics = { regular: metricsOf(regular), bold: metricsOf(bold) };
  return {
    files: { regular, bold },
    has: (codePoint) => metrics.regular.has(codePoint) && metrics.bold.has(codePoint),
    advance: (codePoint, weight) => metrics[weight].advance(codePoint),
  };
}

interface Metrics {
  has(codePoint: number): boolean;
  advance(codePoint: number): number;
}

function metricsOf(file: Buffer): Metrics {
  const font = create(file);
  if ('fonts' in font) throw new Error('expected a single font, found a collection');
  const known = new Map<number, number>();
  return {
    has: (codePoint) => font.hasGlyphForCodePoint(codePoint),
    advance(codePoint) {
      const seen = known.get(codePoint);
      if (seen !== undefined) return seen;
      const width = font.glyphForCodePoint(codePoint).advanceWidth / font.unitsPerEm;
      known.set(codePoint, width);
      return width;
    },
  };
}
