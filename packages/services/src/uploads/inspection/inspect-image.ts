import { loadImage } from '@napi-rs/canvas';
import type { Accepted } from './finding.ts';
import { ContentRefused, MOST_PIXELS } from './finding.ts';
import { imageSize } from './image-size.ts';

/**
 * Looks at an image: how large it is drawn is read from its head before a pixel is unfolded, then all of it is unfolded once.
 *
 * @throws ContentRefused `CONTENT_BOMB`, `CONTENT_BROKEN`
 */
export const inspectImage = async (bytes: Buffer): Promise<Accepted> => {
  const size = imageSize(bytes);
  if (size === null || size.width < 1 || size.height < 1) throw new ContentRefused('CONTENT_BROKEN');
  if (size.width * size.height > MOST_PIXELS) throw new ContentRefused('CONTENT_BOMB');
  try {
    await loadImage(bytes);
  } catch (cause) {
    throw new ContentRefused('CONTENT_BROKEN', { cause });
  }
  return { kind: 'image', pages: 1, lines: null, sizes: null };
};
