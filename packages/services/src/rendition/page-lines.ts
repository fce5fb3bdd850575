import type { Frame } from './body-style.ts';
import type { CopyFonts } from './copy-fonts.ts';
import { plainBlocks } from './plain-blocks.ts';
import { shortenBlanks, unifyLineEnds } from './printable-text.ts';
import type { PlacedStrip, Strip } from './strip.ts';

/** What stands on a page, by the lines of the text; a line that goes on over the page is on both with its part. */
export interface PageLines {
  /** of the first line, counted from 1; null where nothing stands on the page */
  readonly fromLine: number | null;
  readonly lines: readonly string[];
}

/** A strip of the body, and the line of the text that it comes from. */
export interface CountedStrip {
  readonly strip: Strip;
  /** counted from 1 */
  readonly line: number;
}

/** The strips of a plain text with the lines that they come from; a line end of whatever kind begins a new line on paper. */
export function countedLines(text: string, frame: Frame, fonts: CopyFonts): CountedStrip[] {
  const strips = [...plainBlocks(shortenBlanks(unifyLineEnds(text)), frame, fonts)];
  // The same blocks line by line tell how many strips each line takes: the gaps between them do not count.
  let next = 0;
  return text.split('\n').flatMap((source, index) => {
    const shown = shortenBlanks(unifyLineEnds(source)).trim();
    const taken = shown === '' ? 0 : [...plainBlocks(shortenBlanks(unifyLineEnds(source)), frame, fonts)].length;
    const own = strips.slice(next, next + taken);
    next += taken;
    return own.map((strip) => ({ strip, line: index + 1 }));
  });
}

/** What stands on each page, in the order of the pages. */
export function linesOfPages(
  counted: readonly CountedStrip[],
  pages: readonly (readonly PlacedStrip[])[],
): PageLines[] {
  let next = 0;
  return pages.map((page) => {
    const here = counted.slice(next, next + page.length);
    next += page.length;
    const first = here[0]?.line;
    const last = here.at(-1)?.line;
    if (first === undefined || last === undefined) return { fromLine: null, lines: [] };
    const lines = Array.from({ length: last - first + 1 }, () => '');
    for (const { strip, line } of here) lines[line - first] += wordsOf(strip);
    return { fromLine: first, lines };
  });
}

const wordsOf = ({ ops }: Strip): string => ops.flatMap((op) => (op.kind === 'text' ? [op.text] : [])).join('');
