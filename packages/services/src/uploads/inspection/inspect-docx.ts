import type { Entry, ZipFile } from 'yauzl';
import yauzl from 'yauzl';
import type { Accepted } from './finding.ts';
import { ContentRefused, MOST_ENTRIES } from './finding.ts';

const ENCRYPTED = 0x1;
const MAIN_PART = 'word/document.xml';
const IS_XML = /\.(?:xml|rels)$/i;
/** A document of this format has no types of its own; they only ever unfold into more than they are. */
const OWN_TYPES = /<!(?:DOCTYPE|ENTITY)/i;

/** What a part unfolds into is counted here, so that a false announcement is told apart from a broken one. */
const COUNTED_HERE = { lazyEntries: true, validateEntrySizes: false };

/**
 * Looks at a DOCX: every part of it is unfolded once and counted, whatever its directory says of its size. Nothing of it is run, and
 * nothing that it points to is fetched.
 *
 * @param most how much it may unfold into, in bytes
 * @throws ContentRefused `CONTENT_ENCRYPTED`, `CONTENT_BOMB`, `CONTENT_TYPE_MISMATCH` for another kind of archive, `CONTENT_BROKEN`
 */
export const inspectDocx = async (bytes: Buffer, most: number): Promise<Accepted> => {
  try {
    const names = await unfold(await yauzl.fromBufferPromise(bytes, COUNTED_HERE), most);
    if (!names.has(MAIN_PART) || !names.has('[Content_Types].xml')) throw new ContentRefused('CONTENT_TYPE_MISMATCH');
  } catch (cause) {
    throw cause instanceof ContentRefused ? cause : new ContentRefused('CONTENT_BROKEN', { cause });
  }
  return { kind: 'docx', pages: null, lines: null, sizes: null };
};

const unfold = (zip: ZipFile, most: number): Promise<ReadonlySet<string>> => {
  const names = new Set<string>();
  let unfolded = 0;
  const look = async (entry: Entry): Promise<void> => {
    if ((entry.generalPurposeBitFlag & ENCRYPTED) !== 0) throw new ContentRefused('CONTENT_ENCRYPTED');
    if (entry.uncompressedSize > most) throw new ContentRefused('CONTENT_BOMB');
    names.add(entry.fileName);
    if (entry.fileName.endsWith('/')) return;
    let tail = '';
    for await (const piece of await zip.openReadStreamPromise(entry)) {
      const bytes = Buffer.isBuffer(piece) ? piece : Buffer.from(String(piece));
      unfolded += bytes.length;
      if (unfolded > most) throw new ContentRefused('CONTENT_BOMB');
      if (!IS_XML.test(entry.fileName)) continue;
      const text = tail + bytes.toString('latin1');
      if (OWN_TYPES.test(text)) throw new ContentRefused('CONTENT_BOMB');
      tail = text.slice(-16);
    }
  };
  return new Promise((resolve, reject) => {
    if (zip.entryCount > MOST_ENTRIES) return reject(new ContentRefused('CONTENT_BOMB'));
    zip.on('error', reject);
    zip.on('end', () => resolve(names));
    zip.on('entry', (entry: Entry) => {
      look(entry).then(() => zip.readEntry(), reject);
    });
    zip.readEntry();
  });
};
