import type { PlacedStrip, Strip } from './strip.ts';

/**
 * Stacks strips into pages; always at least one page.
 * @param top first usable y of a page, in points
 * @param bottom y below which nothing may stand
 */
export function paginate(strips: readonly Strip[], top: number, bottom: number): PlacedStrip[][] {
  let page: PlacedStrip[] = [];
  const pages = [page];
  let y = top;
  strips.forEach((strip, index) => {
    const gap = page.length === 0 ? 0 : strip.gap;
    if (page.length > 0 && y + gap + strip.height + followers(strips, index) > bottom) {
      page = [];
      pages.push(page);
      y = top;
    } else {
      y += gap;
    }
    page.push({ top: y, strip });
    y += strip.height;
  });
  return pages;
}

// Some headings in a row are carried together, but a document of nothing but headings still flows.
const CARRIED_AT_MOST = 4;

function followers(strips: readonly Strip[], index: number): number {
  let height = 0;
  for (let at = index; at < index + CARRIED_AT_MOST && strips[at]?.keepWithNext === true; at += 1) {
    const next = strips[at + 1];
    if (next !== undefined) height += next.gap + next.height;
  }
  return height;
}
