import { createCanvas } from '@napi-rs/canvas';
import { deflateRawSync, deflateSync, crc32 } from 'node:zlib';
import PDFDocument from 'pdfkit';

/** A PDF of some pages. */
export const pdf = async (pages: number, options: PDFKit.PDFDocumentOptions = {}): Promise<Buffer> => {
  const document = new PDFDocument({ ...options, autoFirstPage: false });
  const pieces: Buffer[] = [];
  const ended = new Promise<void>((resolve) => {
    document.on('data', (piece: Buffer) => pieces.push(piece)).on('end', () => resolve());
  });
  for (let page = 1; page <= pages; page += 1) document.addPage().text(`page ${page}`);
  document.end();
  await ended;
  return Buffer.concat(pieces);
};

/** A PDF written by hand: objects by number, the first of them its catalogue. */
export const rawPdf = (objects: readonly (string | Buffer)[]): Buffer => {
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n')];
  const offsets: number[] = [];
  let length = parts[0]?.length ?? 0;
  const add = (bytes: Buffer): void => {
    parts.push(bytes);
    length += bytes.length;
  };
  for (const [index, object] of objects.entries()) {
    offsets.push(length);
    add(Buffer.concat([Buffer.from(`${index + 1} 0 obj\n`), Buffer.from(object), Buffer.from('\nendobj\n')]));
  }
  const start = length;
  const entries = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  add(
    Buffer.from(
      `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${entries}trailer\n<</Size ${objects.length + 1}/Root 1 0 R>>\nstartxref\n${start}\n%%EOF\n`,
    ),
  );
  return Buffer.concat(parts);
};

export const stream = (bytes: Buffer, dictionary = ''): Buffer =>
  Buffer.concat([Buffer.from(`<<${dictionary}/Length ${bytes.length}>>\nstream\n`), bytes, Buffer.from('\nendstream')]);

/** A page whose content unfolds, filter upon filter, into far more than it is. */
export const pdfBomb = (): Buffer => {
  const once = deflateSync(Buffer.alloc(80_000_000, '0 0 m '), { level: 9 });
  const twice = deflateSync(once, { level: 9 });
  return rawPdf([
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>',
    stream(twice, '/Filter[/FlateDecode/FlateDecode]'),
  ]);
};

/** One page as often as is wanted. */
export const manyPages = (count: number): Buffer =>
  rawPdf([
    '<</Type/Catalog/Pages 2 0 R>>',
    `<</Type/Pages/Kids[${Array.from({ length: count }, (_, page) => `${page + 3} 0 R`).join(' ')}]/Count ${count}>>`,
    ...Array.from({ length: count }, () => '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>'),
  ]);

interface ZipEntry {
  readonly name: string;
  readonly bytes: Buffer;
  /** what its directory says that it unfolds into; the truth where it is left out */
  readonly said?: number;
  readonly encrypted?: boolean;
}

/** A zip archive, honest or not. */
export const zip = (entries: readonly ZipEntry[]): Buffer => {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, bytes, said = bytes.length, encrypted = false } of entries) {
    const packed = deflateRawSync(bytes, { level: 9 });
    const called = Buffer.from(name);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(encrypted ? 1 : 0, 2);
    fields.writeUInt16LE(8, 4);
    fields.writeUInt32LE(crc32(bytes), 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(said, 18);
    fields.writeUInt16LE(called.length, 22);
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), fields, called, packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\u0001\u0002\u0014\u0000'), fields, tail, called]));
    locals.push(local);
    offset += local.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(listed.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...locals, listed, Buffer.from('PK\u0005\u0006'), end]);
};

const TYPES = `<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`;
const RELATIONS = `<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`;
const documentOf = (text: string, head = ''): string =>
  `<?xml version="1.0" encoding="UTF-8"?>${head}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>${text}</w:t></w:r></w:p></w:body></w:document>`;

/** A DOCX of one paragraph, with further parts where some are given. */
export const docx = (text: string, further: readonly ZipEntry[] = [], head = ''): Buffer =>
  zip([
    { name: '[Content_Types].xml', bytes: Buffer.from(TYPES) },
    { name: '_rels/.rels', bytes: Buffer.from(RELATIONS) },
    { name: 'word/document.xml', bytes: Buffer.from(documentOf(text, head)) },
    ...further,
  ]);

/** A small picture. */
export const png = (): Buffer => createCanvas(40, 30).toBuffer('image/png');
export const jpeg = (): Buffer => createCanvas(40, 30).toBuffer('image/jpeg');
export const webp = (): Buffer => createCanvas(40, 30).toBuffer('image/webp');

/** A picture that says that it is as large as a field. */
export const pngBomb = (): Buffer => {
  const bytes = png();
  bytes.writeUInt32BE(60_000, 16);
  bytes.writeUInt32BE(60_000, 20);
  bytes.writeUInt32BE(crc32(bytes.subarray(12, 29)), 29);
  return bytes;
};

/** What a DOCX under a password is: the older format, with one entry of this name. */
export const sealedDocx = (): Buffer => {
  const bytes = Buffer.alloc(4_096);
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(bytes);
  Buffer.from('EncryptedPackage', 'utf16le').copy(bytes, 1_024);
  return bytes;
};
