import { createCanvas, loadImage } from '@napi-rs/canvas';
import { MOST_PIXELS } from '../uploads/inspection/finding.ts';
import { imageSize } from '../uploads/inspection/image-size.ts';
import { PAGE } from './page-geometry.ts';
import type { Picture } from './picture-block.ts';

const MOST_PICTURES = 100;
/** With the longest face there is room for this much on a page, in points. */
const TALLEST = 480;
/** Pixels of a picture for each of its own points, where it is not shrunk; and those that are drawn. */
const OWN = 96 / 72;
const DRAWN = 150 / 72;

/**
 * The pictures of a document, drawn anew one after the other: a JPEG of our own making each, and nothing else of what their files said.
 * All of them together have no more pixels than one that is sent by itself. Null where one is neither PNG nor JPEG, broken, or too much.
 *
 * @param read brings the bytes of each; what cannot be had is none
 */
export async function picturesOf(read: readonly (() => Promise<Buffer>)[]): Promise<readonly (Picture | null)[]> {
  const pictures: (Picture | null)[] = [];
  let left = MOST_PIXELS;
  for (const [at, bring] of read.entries()) {
    const bytes = at < MOST_PICTURES ? await bring().catch(() => null) : null;
    const pixels = bytes === null ? null : pixelsOf(bytes);
    if (bytes === null || pixels === null || pixels > left) {
      pictures.push(null);
      continue;
    }
    left -= pixels;
    pictures.push(await drawnAnew(bytes).catch(() => null));
  }
  return pictures;
}

/** How many pixels it unfolds into, by its head; null where it is no PNG or JPEG of any size. */
function pixelsOf(bytes: Buffer): number | null {
  const isKnown = bytes.length > 8 && (bytes.readUInt32BE(0) === 0x89504e47 || bytes.readUInt16BE(0) === 0xffd8);
  const size = isKnown ? imageSize(bytes) : null;
  return size === null || size.width < 1 || size.height < 1 ? null : size.width * size.height;
}

/** As large as it is on a screen, and no wider than the text nor taller than a page. */
async function drawnAnew(bytes: Buffer): Promise<Picture> {
  const image = await loadImage(bytes);
  const own = { width: image.width / OWN, height: image.height / OWN };
  const shrunk = Math.min(1, PAGE.bodyWidth / own.width, TALLEST / own.height);
  const [width, height] = [own.width * shrunk, own.height * shrunk];
  const canvas = createCanvas(Math.max(1, Math.round(width * DRAWN)), Math.max(1, Math.round(height * DRAWN)));
  const pen = canvas.getContext('2d');
  pen.fillStyle = '#ffffff';
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(image, 0, 0, canvas.width, canvas.height);
  return { jpeg: new Uint8Array(await canvas.encode('jpeg', 85)), width, height };
}
