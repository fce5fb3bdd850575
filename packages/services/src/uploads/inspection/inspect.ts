import { countDocxPages } from '../../reading/docx.ts';
import { CopyTooComplexError } from '../../rendition/copy-too-complex-error.ts';
import { sharedWindow } from '../../vault/shared-bytes.ts';
import type { ContentRefusal, Finding, InspectionLimits } from './finding.ts';
import { ContentRefused, LARGEST_PDF, LARGEST_TEXT, LARGEST_WHOLE, USUAL_LIMITS } from './finding.ts';
import { inspectApart } from './inspect-apart.ts';
import { HEAD_BYTES, kindByBytes } from './kind-by-bytes.ts';
import { textOf } from './text-of.ts';

/** A file that has arrived, by its plain bytes. */
export interface Inspected {
  readonly fileName: string;
  /** in bytes */
  readonly size: number;
  read(offset: number, length: number): Promise<Buffer>;
}

/**
 * Finds out what a file is, by its bytes and within limits, and whether it is taken.
 *
 * @throws Error where it cannot be read now; that says nothing of the file
 */
export const inspect = async (file: Inspected, limits: InspectionLimits = USUAL_LIMITS): Promise<Finding> => {
  try {
    return await look(file, limits);
  } catch (error) {
    if (error instanceof ContentRefused) return { refusal: error.code };
    throw error;
  }
};

const look = async ({ fileName, size, read }: Inspected, limits: InspectionLimits): Promise<Finding> => {
  if (size === 0) return { refusal: 'CONTENT_EMPTY' };
  const kind = await kindByBytes(await read(0, Math.min(size, HEAD_BYTES)), fileName);
  const whole = (largest: number): Promise<Buffer> => {
    if (size > largest) throw new ContentRefused('CONTENT_TOO_LARGE');
    return read(0, size);
  };
  switch (kind) {
    case 'plain':
    case 'markdown':
      return { kind, pages: null, lines: textOf(await whole(LARGEST_TEXT)).split('\n').length, sizes: null };
    case 'image':
      return inspectApart({ kind, bytes: await whole(LARGEST_WHOLE) }, read, limits);
    case 'docx':
      return withPages(await whole(LARGEST_WHOLE), read, limits);
    case 'pdf':
      if (size > LARGEST_PDF) return { refusal: 'CONTENT_TOO_LARGE' };
      return inspectApart({ kind, window: sharedWindow(size) }, read, limits);
  }
};

/** A DOCX has the pages that it is drawn on here. */
const withPages = async (bytes: Buffer, read: Inspected['read'], limits: InspectionLimits): Promise<Finding> => {
  const finding = await inspectApart({ kind: 'docx', bytes }, read, limits);
  if ('refusal' in finding) return finding;
  try {
    return { ...finding, ...(await countDocxPages(bytes)) };
  } catch (cause) {
    throw new ContentRefused(whyNotSet(cause), { cause });
  }
};

const whyNotSet = (cause: unknown): ContentRefusal => {
  if (!(cause instanceof CopyTooComplexError)) return 'CONTENT_BROKEN';
  return cause.limit === 'time' ? 'CONTENT_TIMED_OUT' : 'CONTENT_BOMB';
};
