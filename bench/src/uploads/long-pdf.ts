import { createCipheriv } from 'node:crypto';

const PAGES = 300;
const PIECE = 1_048_576;
/** What the table of its objects and the end take, with room for the comment. */
const END_ROOM = (PAGES * 2 + 2) * 20 + 300;
/** What a page takes beside its noise. */
const STREAM_ROOM = 200;

/**
 * A PDF of 300 pages and just this size, made piece by piece: each page draws nothing, and brings along noise, which no part of the way can
 * press together.
 *
 * @param size in bytes, at least a megabyte
 */
export async function* longPdf(size: number): AsyncGenerator<Uint8Array> {
  const offsets: number[] = [];
  let at = 0;
  const made = (text: string): Uint8Array => {
    const bytes = Buffer.from(text, 'latin1');
    at += bytes.length;
    return bytes;
  };
  const object = (text: string): Uint8Array => {
    offsets.push(at);
    return made(`${offsets.length} 0 obj\n${text}\nendobj\n`);
  };
  yield made('%PDF-1.7\n');
  yield object('<</Type/Catalog/Pages 2 0 R>>');
  const kids = Array.from({ length: PAGES }, (_, page) => `${page * 2 + 3} 0 R`).join(' ');
  yield object(`<</Type/Pages/Kids[${kids}]/Count ${PAGES}>>`);
  const noise = createCipheriv('aes-128-ctr', Buffer.alloc(16), Buffer.alloc(16));
  for (let page = 0; page < PAGES; page += 1) {
    const number = page * 2 + 3;
    yield object(`<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/PieceInfo ${number + 1} 0 R>>`);
    const length = Math.floor((size - at - END_ROOM) / (PAGES - page)) - STREAM_ROOM;
    offsets.push(at);
    yield made(`${number + 1} 0 obj\n<</Length ${String(length).padStart(10, '0')}>>\nstream\n`);
    for (let sent = 0; sent < length; sent += PIECE) {
      const piece = noise.update(Buffer.alloc(Math.min(PIECE, length - sent)));
      at += piece.length;
      yield piece;
    }
    yield made('\nendstream\nendobj\n');
  }
  const start = at;
  const entries = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const count = offsets.length + 1;
  const table = `xref\n0 ${count}\n0000000000 65535 f \n${entries}trailer\n<</Size ${count}/Root 1 0 R>>\n`;
  const tail = `startxref\n${start}\n%%EOF\n`;
  // A comment fills what is left, so that it is as long as was announced.
  const fill = size - at - table.length - tail.length;
  yield made(table);
  yield made(`%${' '.repeat(fill - 2)}\n`);
  yield made(tail);
}
