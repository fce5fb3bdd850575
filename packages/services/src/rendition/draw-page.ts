import { drawPatternOnPdf } from '../watermark/draw-pattern.ts';
import type { TracePattern } from '../watermark/pattern-of.ts';
import { INK } from './body-style.ts';
import type { PageFace } from './page-face.ts';
import { PAGE } from './page-geometry.ts';
import type { CodeOp, DrawOp } from './strip.ts';

type Document = PDFKit.PDFDocument;

const WATERMARK = { size: 11, colour: '#e9e9ec', angle: -32, rowGap: 96 } as const;

/** Whether it lies behind pattern and watermark, so that no shading and no picture hides whose page it is. */
export const isBehind = ({ kind }: DrawOp): boolean => kind === 'fill' || kind === 'picture';

/** Draws one page from back to front: shading and pictures, pattern and watermark, then text, rules and the code. */
export function drawPage(
  document: Document,
  ops: readonly DrawOp[],
  { face, pattern }: { readonly face: PageFace; readonly pattern: TracePattern | null },
): void {
  for (const op of ops) if (isBehind(op)) drawOp(document, op);
  if (pattern !== null) drawPatternOnPdf(document, pattern);
  drawWatermark(document, face);
  for (const op of ops) if (!isBehind(op)) drawOp(document, op);
}

/** Draws one shape or line of text. */
export function drawOp(document: Document, op: DrawOp): void {
  switch (op.kind) {
    case 'fill':
      document.rect(op.x, op.y, op.width, op.height).fill(op.colour);
      break;
    case 'rule':
      document
        .moveTo(...op.from)
        .lineTo(...op.to)
        .lineWidth(op.thickness)
        .stroke(op.colour);
      break;
    case 'code':
      drawCode(document, op);
      break;
    case 'picture':
      document.image(Buffer.from(op.jpeg), op.x, op.y, { width: op.width, height: op.height });
      break;
    case 'text':
      document
        .font(op.weight)
        .fontSize(op.size)
        .fillColor(op.colour)
        .text(op.text, op.x, op.baseline, { lineBreak: false, baseline: 'alphabetic', characterSpacing: op.spacing });
  }
}

function drawCode(document: Document, { x, y, size, border, modules }: CodeOp): void {
  document.rect(x, y, size, size).fill('#ffffff');
  const step = (size - border * 2) / modules.length;
  for (const [row, cells] of modules.entries()) {
    for (const [column, dark] of cells.entries()) {
      if (dark) document.rect(x + border + column * step, y + border + row * step, step, step);
    }
  }
  // All of it as one shape, so that no hairline shows between its parts.
  document.fill(INK);
}

/** Who holds this very copy, in faint slanted lines behind the text, so that a photograph of any part tells it. */
function drawWatermark(document: Document, { behind }: PageFace): void {
  document.font('regular').fontSize(WATERMARK.size).fillColor(WATERMARK.colour);
  const step = document.widthOfString(behind) + WATERMARK.size * 5;
  const reach = Math.hypot(PAGE.width, PAGE.height) / 2;
  document.save();
  document.rotate(WATERMARK.angle, { origin: [PAGE.width / 2, PAGE.height / 2] });
  let row = 0;
  for (let y = PAGE.height / 2 - reach; y < PAGE.height / 2 + reach; y += WATERMARK.rowGap) {
    // Every other row starts half a phrase later, so that no strip of the page is free of it.
    const offset = row % 2 === 0 ? 0 : step / 2;
    for (let x = PAGE.width / 2 - reach - offset; x < PAGE.width / 2 + reach; x += step) {
      document.text(behind, x, y, { lineBreak: false, baseline: 'alphabetic' });
    }
    row += 1;
  }
  document.restore();
}
