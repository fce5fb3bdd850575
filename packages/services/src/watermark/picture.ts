import { createCanvas, loadImage } from '@napi-rs/canvas';
import { imageSize } from '../uploads/inspection/image-size.ts';
import type { PageImage } from './draw-pattern.ts';

/** More than any camera of a telephone has. */
const MOST_PIXELS = 50_000_000;
/** Larger pictures say no more of the pattern. */
const LONGEST_SIDE = 2600;

/** Why a picture is not looked at. */
export type PictureFault = 'CONTENT_TYPE_UNKNOWN' | 'CONTENT_BOMB' | 'CONTENT_BROKEN' | 'CONTENT_TIMED_OUT';

/** A file that is no picture which can be looked at. */
export class PictureRefused extends Error {
  override readonly name = 'PictureRefused';
  readonly code: PictureFault;

  constructor(code: PictureFault, options?: ErrorOptions) {
    super(code, options);
    this.code = code;
  }
}

/**
 * The pixels of a PNG, JPEG or WebP; its size is looked at before it is unfolded.
 * @throws PictureRefused
 */
export async function pictureOf(bytes: Uint8Array): Promise<PageImage> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const size = imageSize(buffer);
  if (size === null || size.width < 1 || size.height < 1) throw new PictureRefused('CONTENT_TYPE_UNKNOWN');
  if (size.width * size.height > MOST_PIXELS) throw new PictureRefused('CONTENT_BOMB');
  const image = await loadImage(buffer).catch((cause: unknown) => {
    throw new PictureRefused('CONTENT_BROKEN', { cause });
  });
  const scale = Math.min(1, LONGEST_SIDE / Math.max(image.width, image.height));
  const width = Math.max(1, Math.round(image.width * scale));
  const height = Math.max(1, Math.round(image.height * scale));
  const pen = createCanvas(width, height).getContext('2d');
  pen.imageSmoothingQuality = 'high';
  pen.drawImage(image, 0, 0, width, height);
  return { data: pen.getImageData(0, 0, width, height).data, width, height };
}
