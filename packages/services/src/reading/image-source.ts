import { createCanvas, loadImage } from '@napi-rs/canvas';
import type { PageSource } from './page-source.ts';
import { bearable, UndrawableError } from './page-source.ts';

/** What a picture measures on paper: the longer side of A4 less its margins. */
const LONGER_SIDE = 780;
const MOST_IMAGE_PIXELS = 50_000_000;

/**
 * A picture as a document of one page. What else its file says, such as where it was taken, stays behind.
 * @throws UndrawableError when it is none
 */
export async function openImage(bytes: Uint8Array): Promise<PageSource> {
  const image = await loadImage(bytes).catch((error: unknown) => {
    throw new UndrawableError('the picture does not open', { cause: error });
  });
  if (image.width < 1 || image.height < 1 || image.width * image.height > MOST_IMAGE_PIXELS) {
    throw new UndrawableError('the picture is too large');
  }
  const points = LONGER_SIDE / Math.max(image.width, image.height);
  const size = { width: image.width * points, height: image.height * points };
  return {
    sizes: [size],
    async render(_page, wanted) {
      const scale = bearable(size, wanted);
      const canvas = createCanvas(
        Math.max(1, Math.round(size.width * scale)),
        Math.max(1, Math.round(size.height * scale)),
      );
      const pen = canvas.getContext('2d');
      pen.fillStyle = '#ffffff';
      pen.fillRect(0, 0, canvas.width, canvas.height);
      pen.drawImage(image, 0, 0, canvas.width, canvas.height);
      const { data } = pen.getImageData(0, 0, canvas.width, canvas.height);
      return { data: new Uint8ClampedArray(data), width: canvas.width, height: canvas.height };
    },
    text: () => [],
    close: () => undefined,
  };
}
