import { createCanvas, loadImage } from '@napi-rs/canvas';
import jsQR from 'jsqr';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { Bitmap } from '../rendition/raster.ts';

/** The pixels of an encoded picture. */
export const pixelsOf = async (encoded: Uint8Array): Promise<Bitmap> => {
  const image = await loadImage(encoded);
  const canvas = createCanvas(image.width, image.height);
  const pen = canvas.getContext('2d');
  pen.drawImage(image, 0, 0);
  return pen.getImageData(0, 0, image.width, image.height);
};

/** The pixels of every page of a PDF, drawn by another reader than ours. @param scale pixels per point */
export const pagesOf = async (pdf: Uint8Array, scale = 2): Promise<readonly Bitmap[]> => {
  const document = await getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise;
  const pages: Bitmap[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const viewport = page.getViewport({ scale });
    const canvas = createCanvas(Math.ceil(viewport.width), Math.ceil(viewport.height));
    await page.render({ canvas, viewport }).promise;
    pages.push(canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height));
  }
  await document.loadingTask.destroy();
  return pages;
};

/** What the QR code in the lower right quarter of a page says. */
export const codeOn = ({ data, width, height }: Bitmap): string | undefined => {
  const [left, top] = [Math.floor(width * 0.75), Math.floor(height * 0.8)];
  const [across, down] = [width - left, height - top];
  const corner = new Uint8ClampedArray(across * down * 4);
  for (let row = 0; row < down; row += 1) {
    const from = ((top + row) * width + left) * 4;
    corner.set(data.subarray(from, from + across * 4), row * across * 4);
  }
  return jsQR.default(corner, across, down)?.data;
};
