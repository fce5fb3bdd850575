import { dirname, join } from 'node:path';
import { createRequire } from 'node:module';
import { createCanvas, GlobalFonts, ImageData, type SKRSContext2D } from '@napi-rs/canvas';
import { INK } from '../rendition/body-style.ts';
import { copyFonts } from '../rendition/copy-fonts.ts';
import { furnitureOf } from '../rendition/page-furniture.ts';
import type { PageFace } from '../rendition/page-face.ts';
import type { Paper } from '../rendition/page-geometry.ts';
import { type CodeOp, type DrawOp, shiftOp } from '../rendition/strip.ts';
import { drawPatternOnImage } from '../watermark/draw-pattern.ts';
import { patternOf } from '../watermark/pattern-of.ts';
import { MOST_PIXELS, type PageSource } from './page-source.ts';
import { type Inset, paperFor, placeOn } from './reading-paper.ts';

const folder = join(dirname(createRequire(import.meta.url).resolve('@embedpdf/fonts-sc')), '..', 'fonts');
GlobalFonts.registerFromPath(join(folder, 'NotoSansHans-Regular.otf'), 'miji-regular');
GlobalFonts.registerFromPath(join(folder, 'NotoSansHans-Bold.otf'), 'miji-bold');

const BEHIND = { size: 11, colour: '#e4e4e8', angle: -32, rowGap: 96 } as const;

const QUALITY = 86;

/** How a page is to be drawn, with whose marks. */
export interface PageWork {
  /** counted from 0 */
  readonly page: number;
  readonly face: PageFace;
  /** of the image: in pixels across, or in dots per inch of its paper */
  readonly fineness: { readonly width: number } | { readonly dpi: number };
  /** as it is numbered on the sheet, counted from 1 */
  readonly numbered: { readonly page: number; readonly of: number };
}

/** A page as it leaves the house: an image with every mark in its pixels. */
export interface MarkedPage {
  /** JPEG */
  readonly image: Uint8Array;
  /** of the sheet, in points */
  readonly width: number;
  readonly height: number;
}

/**
 * Draws a page into the room between its marks, the marks around and over it, and the pattern over all of it.
 * @throws RangeError when the marks leave no room
 * @throws UndrawableError when the page cannot be drawn
 */
export async function drawMarked(source: PageSource, inset: Inset, work: PageWork): Promise<MarkedPage> {
  const size = source.sizes[work.page];
  if (size === undefined) throw new RangeError('there is no such page');
  const fonts = await copyFonts();
  const paper = paperFor(size, inset);
  const furniture = furnitureOf(work.face, fonts, paper);
  const place = placeOn(paper, size, inset, furniture);
  const scale = scaleOf(paper, work.fineness);
  const canvas = createCanvas(Math.round(paper.width * scale), Math.round(paper.height * scale));
  const pen = canvas.getContext('2d');
  pen.fillStyle = '#ffffff';
  pen.fillRect(0, 0, canvas.width, canvas.height);

  const drawn = await source.render(work.page, scale * place.scale);
  const sheet = createCanvas(drawn.width, drawn.height);
  sheet.getContext('2d').putImageData(new ImageData(drawn.data, drawn.width, drawn.height), 0, 0);
  const perPoint = drawn.height / size.height;
  const skipped = Math.round((inset?.top ?? 0) * perPoint);
  const shown = drawn.height - skipped - Math.round((inset?.bottom ?? 0) * perPoint);
  const [left, top] = [Math.round(place.x * scale), Math.round(place.y * scale)];
  pen.drawImage(sheet, 0, skipped, drawn.width, shown, left, top, drawn.width, shown);

  pen.scale(scale, scale);
  drawBehind(pen, paper, work.face.behind);
  const { page, of } = work.numbered;
  const ops = [...furniture.fixed, ...furniture.pageNumber(page, of)].flatMap(({ top: down, strip }) =>
    strip.ops.map((op) => shiftOp(op, down)),
  );
  for (const op of ops) drawOp(pen, op);
  if (work.face.traceCode !== null) {
    const pixels = pen.getImageData(0, 0, canvas.width, canvas.height);
    drawPatternOnImage(pixels, patternOf(work.face.traceCode), 72 * scale);
    pen.putImageData(pixels, 0, 0);
  }
  // The code is read by machines and keeps free of everything.
  pen.resetTransform();
  for (const op of ops) if (op.kind === 'code') drawCode(pen, op, scale);
  // JPEG is written eight times as fast as WebP, and the pattern is made to outlive it.
  return { image: new Uint8Array(canvas.encodeSync('jpeg', QUALITY)), width: paper.width, height: paper.height };
}

function scaleOf(paper: Paper, fineness: PageWork['fineness']): number {
  const scale = 'dpi' in fineness ? fineness.dpi / 72 : fineness.width / paper.width;
  return Math.min(scale, Math.sqrt(MOST_PIXELS / (paper.width * paper.height)));
}

/** Who reads it, in faint slanted lines; they darken what they cross and hide nothing. */
function drawBehind(pen: SKRSContext2D, paper: Paper, phrase: string): void {
  pen.save();
  pen.globalCompositeOperation = 'multiply';
  pen.fillStyle = BEHIND.colour;
  pen.font = `${BEHIND.size}px miji-regular`;
  const step = pen.measureText(phrase).width + BEHIND.size * 5;
  const reach = Math.hypot(paper.width, paper.height) / 2;
  pen.translate(paper.width / 2, paper.height / 2);
  pen.rotate((BEHIND.angle * Math.PI) / 180);
  for (let row = 0, y = -reach; y < reach; row += 1, y += BEHIND.rowGap) {
    // Every other row starts half a phrase later, so that no strip of the page is free of it.
    for (let x = -reach - (row % 2 === 0 ? 0 : step / 2); x < reach; x += step) pen.fillText(phrase, x, y);
  }
  pen.restore();
}

function drawOp(pen: SKRSContext2D, op: DrawOp): void {
  switch (op.kind) {
    case 'fill':
      pen.fillStyle = op.colour;
      pen.fillRect(op.x, op.y, op.width, op.height);
      break;
    case 'rule':
      pen.strokeStyle = op.colour;
      pen.lineWidth = op.thickness;
      pen.beginPath();
      pen.moveTo(...op.from);
      pen.lineTo(...op.to);
      pen.stroke();
      break;
    case 'text':
      pen.fillStyle = op.colour;
      pen.font = `${op.size}px miji-${op.weight}`;
      pen.letterSpacing = `${op.spacing}px`;
      pen.fillText(op.text, op.x, op.baseline);
      break;
    case 'code':
      break;
    case 'picture':
      throw new Error('a face has no pictures');
  }
}

/** Each module takes whole pixels: what is half dark is read wrong. */
function drawCode(pen: SKRSContext2D, { x, y, size, border, modules }: CodeOp, scale: number): void {
  const ground = Math.round(size * scale);
  const module = Math.max(1, Math.floor(((size - border * 2) * scale) / modules.length));
  const edge = Math.floor((ground - module * modules.length) / 2);
  const [left, top] = [Math.round(x * scale), Math.round(y * scale)];
  pen.fillStyle = '#ffffff';
  pen.fillRect(left, top, ground, ground);
  pen.fillStyle = INK;
  for (const [row, cells] of modules.entries()) {
    for (const [column, dark] of cells.entries()) {
      if (dark) pen.fillRect(left + edge + column * module, top + edge + row * module, module, module);
    }
  }
}
