import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createCanvas, GlobalFonts } from '@napi-rs/canvas';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { TextOp } from '../../src/rendition/strip.ts';

/** Pixels per point. */
export const SCALE = 4;

const folder = join(dirname(createRequire(import.meta.url).resolve('@embedpdf/fonts-sc')), '..', 'fonts');
GlobalFonts.registerFromPath(join(folder, 'NotoSansHans-Regular.otf'), 'copy-regular');
GlobalFonts.registerFromPath(join(folder, 'NotoSansHans-Bold.otf'), 'copy-bold');

/** A box in points, measured from the top left corner of the page. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Pixels as red, green, blue, alpha; lengths in pixels. */
export interface Bitmap {
  readonly data: Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
}

export interface PaintedPage {
  readonly bitmap: Bitmap;
  /** pieces of text as a reader would extract them; y is the baseline from the top, in points */
  readonly text: readonly { readonly text: string; readonly x: number; readonly y: number; readonly size: number }[];
}

export interface PaintedDocument {
  readonly pages: readonly PaintedPage[];
  readonly info: Readonly<Record<string, unknown>>;
}

/** Paints every page of a PDF with an independent reader. */
export async function paint(pdf: Uint8Array): Promise<PaintedDocument> {
  const document = await getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise;
  const pages: PaintedPage[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const viewport = page.getViewport({ scale: SCALE });
    const canvas = createCanvas(Math.ceil(viewport.width), Math.ceil(viewport.height));
    await page.render({ canvas, viewport }).promise;
    const height = viewport.height / SCALE;
    const content = await page.getTextContent();
    const text = content.items.flatMap((item) =>
      'str' in item && item.str.trim() !== ''
        ? [{ text: item.str, x: Number(item.transform[4]), y: height - Number(item.transform[5]), size: item.height }]
        : [],
    );
    pages.push({ bitmap: canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height), text });
  }
  const { info } = await document.getMetadata();
  await document.loadingTask.destroy();
  return { pages, info: { ...info } };
}

/** Dark pixels of a box as a bit per pixel; the watermark is far too light to count. */
export function inkMask(bitmap: Bitmap, box: Box): boolean[] {
  const left = Math.round(box.x * SCALE);
  const top = Math.round(box.y * SCALE);
  const width = Math.round(box.width * SCALE);
  return Array.from({ length: width * Math.round(box.height * SCALE) }, (_, at) => {
    const pixel = (top + Math.floor(at / width)) * bitmap.width + left + (at % width);
    return (bitmap.data[pixel * 4] ?? 255) < 150;
  });
}

/**
 * Characters of a line of text that are not on the page as the font draws them. Each one is drawn by another engine
 * straight from the font file, at the place where it belongs, and compared pixel by pixel.
 */
export function missingCharacters(page: PaintedPage, line: TextOp): string[] {
  const missing: string[] = [];
  // The sheet is a slip of the page that begins on a whole point, so that the edges of strokes fall alike.
  const top = Math.floor(line.baseline - line.size);
  const height = Math.ceil(line.size * 1.5);
  const sheet = createCanvas(page.bitmap.width, height * SCALE);
  const pen = sheet.getContext('2d');
  pen.scale(SCALE, SCALE);
  pen.fillStyle = '#ffffff';
  pen.fillRect(0, 0, sheet.width, sheet.height);
  pen.fillStyle = line.colour;
  pen.font = `${line.size}px copy-${line.weight}`;
  const cells: { readonly character: string; readonly x: number; readonly width: number }[] = [];
  let x = line.x;
  for (const character of line.text) {
    const { width } = pen.measureText(character);
    pen.fillText(character, x, line.baseline - top);
    if (character.trim() !== '') cells.push({ character, x, width });
    x += width + line.spacing;
  }
  const expected = pen.getImageData(0, 0, sheet.width, sheet.height);
  for (const { character, x, width } of cells) {
    const wanted = inkMask(expected, { x, y: 0, width, height });
    const found = inkMask(page.bitmap, { x, y: top, width, height });
    if (likeness(wanted, found, Math.round(width * SCALE)) < 0.9) missing.push(character);
  }
  return missing;
}

/**
 * How far two masks of equal size show the same ink, 0 to 1. A pixel counts as met when the other mask has ink there or
 * right beside it, since two engines round the edges of a stroke differently.
 */
function likeness(expected: readonly boolean[], found: readonly boolean[], width: number): number {
  const covered = met(expected, found, width);
  const justified = met(found, expected, width);
  return Math.min(covered, justified);
}

function met(ink: readonly boolean[], other: readonly boolean[], width: number): number {
  const offsets = [-1, 0, 1].flatMap((row) => [-1, 0, 1].map((column) => row * width + column));
  const inked = ink.flatMap((dark, pixel) => (dark ? [pixel] : []));
  const hits = inked.filter((pixel) => offsets.some((offset) => other[pixel + offset] === true));
  return inked.length === 0 ? 0 : hits.length / inked.length;
}
