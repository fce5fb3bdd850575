import type { StoredContentKind } from '@miji/db';
import { fileTypeFromBuffer } from 'file-type';
import { promisedBy } from './file-name.ts';
import { ContentRefused } from './finding.ts';

/** So many bytes are looked at to tell what a file is. */
export const HEAD_BYTES = 8_192;

const ZIPPED = /^application\/(?:zip|vnd\.openxmlformats-officedocument\.|epub\+zip|vnd\.oasis\.)/;
const TEXTUAL = /^(?:text\/|application\/(?:xml|rtf)|image\/svg\+xml)/;
const OLD_OFFICE = 'application/x-cfb';

/**
 * What a file is by its first bytes. Its name does not say what it is; a file that is something else than its name says is not taken.
 *
 * @throws ContentRefused `CONTENT_TYPE_UNKNOWN`, `CONTENT_TYPE_MISMATCH`, `CONTENT_ENCRYPTED`
 */
export const kindByBytes = async (head: Buffer, fileName: string): Promise<StoredContentKind> => {
  const promised = promisedBy(fileName);
  if (promised === undefined) throw new ContentRefused('CONTENT_TYPE_UNKNOWN');
  const found = (await fileTypeFromBuffer(head))?.mime;
  const { kind, mimes } = promised;
  switch (kind) {
    case 'plain':
    case 'markdown':
      if (found === undefined || TEXTUAL.test(found)) return kind;
      break;
    case 'docx':
      if (found !== undefined && ZIPPED.test(found)) return kind;
      // A DOCX under a password is wrapped into the older format; its inside has a name of its own there.
      if (found === OLD_OFFICE && head.includes(Buffer.from('EncryptedPackage', 'utf16le')))
        throw new ContentRefused('CONTENT_ENCRYPTED');
      break;
    case 'pdf':
      // Something may stand before it, as printers put it there.
      if (head.subarray(0, 1_024).includes('%PDF-')) return kind;
      break;
    case 'image':
      if (found !== undefined && mimes.includes(found)) return kind;
      break;
  }
  throw new ContentRefused('CONTENT_TYPE_MISMATCH');
};
