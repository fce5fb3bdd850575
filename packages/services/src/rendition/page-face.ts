import type { EarlierMark } from './copy-face.ts';

/** What stands on a page around its body and behind it, in words. */
export interface PageFace {
  /** at the top left */
  readonly mark: string;
  /** at the top right */
  readonly label: string;
  /** what stands in the stamp below the label; null where nothing is stamped @see PM-10 */
  readonly stamp: string | null;
  /** crossed out below the mark */
  readonly earlier: readonly EarlierMark[];
  /** the last line of it keeps clear of the page number */
  readonly footer: readonly string[];
  /** in faint slanted lines behind the text */
  readonly behind: string;
  /** as a QR code at the bottom right */
  readonly address: string | null;
  /** what the pattern behind everything says */
  readonly traceCode: number | null;
}
