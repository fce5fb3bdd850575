import { MAX_TEXT } from '@miji/contract';
import { ContentRefused } from './finding.ts';

/** Controls that no text has: all but tabulator, line feed, form feed and carriage return. */
// oxlint-disable-next-line no-control-regex -- they are what is looked for
const CONTROLS = /[\u0000-\u0008\u000b\u000e-\u001f\u007f]/;

const decoded = (bytes: Buffer, encoding: string): string | null => {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
};

/**
 * A text from the bytes of a file: UTF-8, UTF-16 with its mark, or GB18030, in which older Chinese files are written. Its lines end as
 * typed ones do.
 *
 * @throws ContentRefused `CONTENT_BROKEN` where it is none of these, `CONTENT_TOO_LARGE`, `CONTENT_EMPTY`
 */
export const textOf = (bytes: Buffer): string => {
  const marked = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : null;
  const text = marked === null ? (decoded(bytes, 'utf-8') ?? decoded(bytes, 'gb18030')) : decoded(bytes, marked);
  if (text === null || CONTROLS.test(text)) throw new ContentRefused('CONTENT_BROKEN');
  const lines = text.replaceAll(/\r\n?/g, '\n');
  if (lines.trim() === '') throw new ContentRefused('CONTENT_EMPTY');
  if (lines.length > MAX_TEXT) throw new ContentRefused('CONTENT_TOO_LARGE');
  return lines;
};
