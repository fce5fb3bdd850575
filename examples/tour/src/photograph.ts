import { createCanvas, loadImage } from '@napi-rs/canvas';
import { PDFiumLibrary } from '@hyzyla/pdfium';

const DOTS_PER_INCH = 150;
const POINTS_PER_INCH = 72;
const ASKEW = (7 * Math.PI) / 180;
const QUALITY = 80;

/** What a telephone would make of the first page: drawn, turned askew, half of it cut off, saved as JPEG. */
export const photograph = async (pdf: Uint8Array): Promise<Uint8Array<ArrayBuffer>> => {
  const library = await PDFiumLibrary.init();
  const document = await library.loadDocument(Buffer.from(pdf));
  try {
    const page = document.getPage(0);
    const { data, width, height } = await page.render({
      scale: DOTS_PER_INCH / POINTS_PER_INCH,
      render: async ({ data: bitmap, width: w, height: h }) => {
        const canvas = createCanvas(w, h);
        const context = canvas.getContext('2d');
        const pixels = context.createImageData(w, h);
        pixels.data.set(bitmap);
        context.putImageData(pixels, 0, 0);
        return canvas.encode('png');
      },
    });
    const sheet = await loadImage(Buffer.from(data));
    const photo = createCanvas(Math.round(width * 0.8), Math.round(height * 0.6));
    const context = photo.getContext('2d');
    context.fillStyle = '#cfc8bd';
    context.fillRect(0, 0, photo.width, photo.height);
    context.translate(photo.width / 2, photo.height / 2);
    context.rotate(ASKEW);
    context.drawImage(sheet, -width / 2, -height / 2);
    return new Uint8Array(await photo.encode('jpeg', QUALITY));
  } finally {
    document.destroy();
    library.destroy();
  }
};
