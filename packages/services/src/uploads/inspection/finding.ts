import type { StoredContentKind, StoredPageSize } from '@miji/db';

/** Why a file is not taken. */
export type ContentRefusal =
  | 'CONTENT_EMPTY'
  | 'CONTENT_TOO_LARGE'
  | 'CONTENT_TYPE_UNKNOWN'
  | 'CONTENT_TYPE_MISMATCH'
  | 'CONTENT_ENCRYPTED'
  | 'CONTENT_BOMB'
  | 'CONTENT_BROKEN'
  | 'CONTENT_TIMED_OUT';

/** What a file has turned out to be. */
export interface Accepted {
  readonly kind: StoredContentKind;
  readonly pages: number | null;
  readonly lines: number | null;
  /** of each page, in points */
  readonly sizes: readonly StoredPageSize[] | null;
}

export type Finding = Accepted | { readonly refusal: ContentRefusal };

/** Ends the look at a file that is not taken. */
export class ContentRefused extends Error {
  override readonly name = 'ContentRefused';
  readonly code: ContentRefusal;

  constructor(code: ContentRefusal, options?: ErrorOptions) {
    super(code, options);
    this.code = code;
  }
}

/** A page with more than these is no document of a register: they are as many as anything here is ready to draw. */
export const MOST_PAGES = 5_000;
/** 200 inches, in points. */
export const LARGEST_SIDE = 14_400;
/** A text is read as one page after another, and searched as a whole. */
export const LARGEST_TEXT = 2_000_000;
/** What has to be opened whole. */
export const LARGEST_WHOLE = 100 * 1024 * 1024;
export const MOST_PIXELS = 50_000_000;

/** What looking at one file may cost. */
export interface InspectionLimits {
  /** how long it may take, in milliseconds, however large it is */
  readonly ms: number;
  /** what the thread may keep of its own, in MB */
  readonly memoryMb: number;
  /** how much the library that reads PDFs may ever hold, in bytes */
  readonly pdfBytes: number;
  /** how much the parts of a DOCX may unfold into, in bytes */
  readonly unfolded: number;
}

export const USUAL_LIMITS: InspectionLimits = {
  ms: 180_000,
  memoryMb: 512,
  pdfBytes: 512 * 1024 * 1024,
  unfolded: 256 * 1024 * 1024,
};

export const MOST_ENTRIES = 5_000;
/** A PDF is addressed by 32 bits, with room to spare. */
export const LARGEST_PDF = 2 ** 31 - 1;
