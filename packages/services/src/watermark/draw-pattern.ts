import type { TracePattern } from './pattern-of.ts';

/** Side of a dot in points, and how much of the light it takes: small and mid-grey survives a printer better than large and pale. */
const DOT = 1.3;
const INK = 0.36;

/** An image of a page: four bytes a pixel, row by row. */
export interface PageImage {
  readonly data: Uint8Array | Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
}

const FORMS = new WeakMap<PDFKit.PDFDocument, Map<number, PDFKit.PDFKitReference>>();

/**
 * Draws the pattern over the whole of the current page, before anything else so that it lies behind the text. The tile is written once
 * in a document, some kilobytes; a page only repeats it.
 */
export function drawPatternOnPdf(document: PDFKit.PDFDocument, pattern: TracePattern): void {
  const name = `Trace${pattern.code.toString(36)}`;
  document.page.xobjects[name] = formOf(document, pattern);
  const { width, height } = document.page;
  const lines: string[] = ['q'];
  for (let y = 0; y < height; y += pattern.side) {
    for (let x = 0; x < width; x += pattern.side) lines.push(`q 1 0 0 1 ${x} ${y} cm /${name} Do Q`);
  }
  document.addContent([...lines, 'Q'].join('\n'));
}

function formOf(document: PDFKit.PDFDocument, pattern: TracePattern): PDFKit.PDFKitReference {
  const forms = FORMS.get(document) ?? new Map<number, PDFKit.PDFKitReference>();
  FORMS.set(document, forms);
  const known = forms.get(pattern.code);
  if (known !== undefined) return known;
  const form = document.ref({
    Type: 'XObject',
    Subtype: 'Form',
    BBox: [0, 0, pattern.side, pattern.side],
    Resources: {},
  });
  const squares = pattern.dots.map(({ x, y }) => `${short(x - DOT / 2)} ${short(y - DOT / 2)} ${DOT} ${DOT} re`);
  form.end([`${short(1 - INK)} g`, ...squares, 'f'].join('\n'));
  forms.set(pattern.code, form);
  return form;
}

const short = (value: number): string => String(Math.round(value * 1000) / 1000);

/** Darkens the image of a page, in place, by the pattern, as if it were drawn at this many dots per inch. */
export function drawPatternOnImage({ data, width, height }: PageImage, pattern: TracePattern, dpi: number): void {
  const scale = dpi / 72;
  const side = pattern.side * scale;
  const dot = DOT * scale;
  for (let top = 0; top < height; top += side) {
    for (let left = 0; left < width; left += side) {
      for (const { x, y } of pattern.dots) {
        darken({ data, width, height }, left + x * scale - dot / 2, top + y * scale - dot / 2, dot);
      }
    }
  }
}

/** Darkens a square whose edges may lie within pixels. */
function darken({ data, width, height }: PageImage, left: number, top: number, side: number): void {
  for (let y = Math.max(0, Math.floor(top)); y < Math.min(height, top + side); y++) {
    const rows = Math.min(y + 1, top + side) - Math.max(y, top);
    for (let x = Math.max(0, Math.floor(left)); x < Math.min(width, left + side); x++) {
      const columns = Math.min(x + 1, left + side) - Math.max(x, left);
      const kept = 1 - INK * rows * columns;
      const at = (y * width + x) * 4;
      for (let channel = at; channel < at + 3; channel++) data[channel] = Math.round((data[channel] ?? 0) * kept);
    }
  }
}
