import type { Paper } from '../rendition/page-geometry.ts';
import { PAGE } from '../rendition/page-geometry.ts';
import type { Size } from './page-source.ts';

/** What a page leaves free at its top and bottom, in points; null where it may be full to its edges. */
export type Inset = { readonly top: number; readonly bottom: number } | null;

/** The shorter side of a sheet, in points: the words around a page are to be read beside what stands on it. */
const SHORTER = { least: 420, most: 900 } as const;
const TIGHT = { margin: 28, headerTop: 14, footerBottom: 14, clearance: 6 } as const;

/** The sheet on which a page is drawn with its marks: as long for its width as the page is. */
export function paperFor(page: Size, inset: Inset): Paper {
  if (inset !== null) return PAGE;
  const shorter = Math.min(page.width, page.height);
  const factor = shorter < SHORTER.least ? SHORTER.least / shorter : Math.min(1, SHORTER.most / shorter);
  const width = page.width * factor;
  return { ...TIGHT, width, height: page.height * factor, bodyWidth: width - TIGHT.margin * 2 };
}

/** Where on a sheet a page goes: its upper left corner in points, and how many times its own size it has. */
export interface Place {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

/** Fits what stands on a page between head and foot; what leaves its own room free for them is not made smaller. */
export function placeOn(
  paper: Paper,
  page: Size,
  inset: Inset,
  body: { readonly bodyTop: number; readonly bodyBottom: number },
): Place {
  const used = page.height - (inset?.top ?? 0) - (inset?.bottom ?? 0);
  const room = body.bodyBottom - body.bodyTop;
  const side = inset === null ? 8 : 0;
  // A text fits to within the rounding of its own margins.
  const fits = inset !== null && used <= room + 0.01;
  const scale = fits ? 1 : Math.min(room / used, (paper.width - side * 2) / page.width);
  return {
    x: (paper.width - page.width * scale) / 2,
    y: body.bodyTop + (fits ? 0 : (room - used * scale) / 2),
    scale,
  };
}
