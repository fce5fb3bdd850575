import { CopyTooComplexError } from './copy-too-complex-error.ts';
import type { PlacedStrip, Strip } from './strip.ts';

/** No item of a register fills more; setting such a text to its end would only keep others waiting. */
export const MOST_PAGES = 2000;

/**
 * Stacks strips into pages; always at least one page.
 * @param top first usable y of a page, in points
 * @param bottom y below which nothing may stand
 * @throws CopyTooComplexError after MOST_PAGES; the strips behind them are not asked for
 */
export function paginate(strips: Iterable<Strip>, top: number, bottom: number): PlacedStrip[][] {
  let page: PlacedStrip[] = [];
  const pages = [page];
  let y = top;
  for (const { strip, carried } of withCarried(strips)) {
    const gap = page.length === 0 ? 0 : strip.gap;
    if (page.length > 0 && y + gap + strip.height + carried > bottom) {
      if (pages.length === MOST_PAGES) throw new CopyTooComplexError('pages');
      page = [];
      pages.push(page);
      y = top;
    } else {
      y += gap;
    }
    page.push({ top: y, strip });
    y += strip.height;
  }
  return pages;
}

// Some headings in a row are carried together, but a document of nothing but headings still flows.
const CARRIED_AT_MOST = 4;

/** Each strip with the height that must follow it on the same page. */
function* withCarried(strips: Iterable<Strip>): Generator<{ readonly strip: Strip; readonly carried: number }> {
  const ahead: Strip[] = [];
  for (const strip of strips) {
    ahead.push(strip);
    if (ahead.length > CARRIED_AT_MOST) yield* firstOf(ahead);
  }
  while (ahead.length > 0) yield* firstOf(ahead);
}

function* firstOf(ahead: Strip[]): Generator<{ readonly strip: Strip; readonly carried: number }> {
  const carried = heightCarried(ahead);
  const strip = ahead.shift();
  if (strip !== undefined) yield { strip, carried };
}

function heightCarried(strips: readonly Strip[]): number {
  let height = 0;
  for (const [index, strip] of strips.entries()) {
    const next = strips[index + 1];
    if (!strip.keepWithNext || next === undefined) break;
    height += next.gap + next.height;
  }
  return height;
}
