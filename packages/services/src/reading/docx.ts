import { PAGE } from '../rendition/page-geometry.ts';
import { docxWords, pageCount } from '../rendition/render-copy.ts';
import type { Size } from './page-source.ts';

/**
 * How many pages a DOCX has as it is set here, and their sizes in points.
 * @throws CopyTooComplexError when it takes more pages, time or memory than a text may
 */
export const countDocxPages = async (
  bytes: Uint8Array,
): Promise<{ readonly pages: number; readonly sizes: readonly Size[] }> => {
  const pages = await pageCount(await docxWords(bytes));
  return { pages, sizes: Array.from({ length: pages }, () => ({ width: PAGE.width, height: PAGE.height })) };
};
