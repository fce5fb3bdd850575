import { describe, expect, test } from 'vitest';
import type { Finding } from '../../src/uploads/inspection/finding.ts';
import { USUAL_LIMITS } from '../../src/uploads/inspection/finding.ts';
import { inspect } from '../../src/uploads/inspection/inspect.ts';
import {
  docx,
  jpeg,
  manyPages,
  pdf,
  pdfBomb,
  png,
  pngBomb,
  rawPdf,
  sealedDocx,
  stream,
  webp,
  zip,
} from './support/files.ts';

/** A tenth of what is usual, so that the bombs can be small too. */
const LIMITS = { ...USUAL_LIMITS, ms: 4_000, pdfBytes: 48 * 1024 * 1024, unfolded: 16 * 1024 * 1024 };

const look = (fileName: string, bytes: Buffer, limits = LIMITS): Promise<Finding> =>
  inspect({ fileName, size: bytes.length, read: async (from, length) => bytes.subarray(from, from + length) }, limits);

describe('what a file is, is told by its bytes', () => {
  test.each([
    ['a PDF', 'a.pdf', () => pdf(3), { kind: 'pdf', pages: 3, lines: null }],
    [
      'a PDF behind what a printer put before it',
      'a.PDF',
      async () => Buffer.concat([Buffer.from('\u001b%-12345X\n'), await pdf(1)]),
      { kind: 'pdf', pages: 1 },
    ],
    ['a DOCX', '报告.docx', () => docx('正文'), { kind: 'docx', pages: 1, lines: null }],
    ['a text', 'a.txt', () => Buffer.from('第一行\r\n第二行\n'), { kind: 'plain', lines: 3, pages: null }],
    ['an older Chinese text', 'a.txt', () => Buffer.from('b5dad2bbd0d00a', 'hex'), { kind: 'plain', lines: 2 }],
    ['Markdown', 'a.md', () => Buffer.from('# 标题\n'), { kind: 'markdown', lines: 2 }],
    ['a PNG', 'a.png', png, { kind: 'image', pages: 1 }],
    ['a JPEG', 'a.jpeg', jpeg, { kind: 'image', pages: 1 }],
    ['a WebP', 'a.webp', webp, { kind: 'image', pages: 1 }],
  ])('%s', async (_, name, make, expected) => {
    expect(await look(name, await make())).toMatchObject(expected);
  });

  test('the pages of a PDF have their sizes, in points', async () => {
    expect(await look('a.pdf', await pdf(2, { size: [300, 500.5] }))).toMatchObject({
      sizes: [
        { width: 300, height: 500.5 },
        { width: 300, height: 500.5 },
      ],
    });
  });
});

describe('a file that lies about what it is, is not taken', () => {
  test.each([
    ['a PDF that is called a text', 'a.txt', () => pdf(1)],
    ['a PDF that is called a picture', 'a.png', () => pdf(1)],
    ['a text that is called a PDF', 'a.pdf', () => Buffer.from('nothing of the kind')],
    [
      'a program that is called a text',
      'a.txt',
      () => Buffer.from('7f454c4602010100000000000000000002003e0001000000', 'hex'),
    ],
    ['a JPEG that is called a PNG', 'a.png', jpeg],
    [
      'a table that is called a DOCX',
      'a.docx',
      () =>
        zip([
          { name: '[Content_Types].xml', bytes: Buffer.from('<x/>') },
          { name: 'xl/workbook.xml', bytes: Buffer.from('<x/>') },
        ]),
    ],
    ['an archive that is called a DOCX', 'a.docx', () => zip([{ name: 'a.exe', bytes: Buffer.from('MZ') }])],
    ['an archive that is called a PDF', 'a.pdf', () => docx('正文')],
  ])('%s', async (_, name, make) => {
    expect(await look(name, await make())).toEqual({ refusal: 'CONTENT_TYPE_MISMATCH' });
  });

  test.each(['a.exe', 'a.html', 'a.svg', 'a', 'a.pdf.js', '.docx.', 'a.constructor'])(
    '%s is of no kind that is taken',
    async (name) => {
      expect(await look(name, Buffer.from('text'))).toEqual({ refusal: 'CONTENT_TYPE_UNKNOWN' });
    },
  );
});

describe('what is closed, empty or broken is not taken', () => {
  test.each([
    [
      'a PDF under a password',
      'a.pdf',
      () => pdf(1, { userPassword: 'x', pdfVersion: '1.7ext3' }),
      'CONTENT_ENCRYPTED',
    ],
    ['a DOCX under a password', 'a.docx', sealedDocx, 'CONTENT_ENCRYPTED'],
    [
      'an entry under a password',
      'a.docx',
      () => docx('正文', [{ name: 'word/x.xml', bytes: Buffer.from('x'), encrypted: true }]),
      'CONTENT_ENCRYPTED',
    ],
    ['no byte at all', 'a.pdf', () => Buffer.alloc(0), 'CONTENT_EMPTY'],
    ['a text of nothing but space', 'a.txt', () => Buffer.from(' \n\t\n'), 'CONTENT_EMPTY'],
    ['half a PDF', 'a.pdf', async () => (await pdf(3)).subarray(0, 300), 'CONTENT_BROKEN'],
    ['half a DOCX', 'a.docx', () => docx('正文').subarray(0, 400), 'CONTENT_BROKEN'],
    ['half a PNG', 'a.png', () => png().subarray(0, 60), 'CONTENT_BROKEN'],
    ['half a JPEG', 'a.jpg', () => jpeg().subarray(0, 300), 'CONTENT_BROKEN'],
    ['a text with bytes of no letter', 'a.txt', () => Buffer.from('61620063', 'hex'), 'CONTENT_BROKEN'],
    ['a text longer than is ever read', 'a.txt', () => Buffer.alloc(2_000_001, 'a'), 'CONTENT_TOO_LARGE'],
    ['a text with more characters than an item holds', 'a.md', () => Buffer.alloc(500_001, 'a'), 'CONTENT_TOO_LARGE'],
  ])('%s', async (_, name, make, refusal) => {
    expect(await look(name, await make())).toEqual({ refusal });
  });
});

test('what could not be looked at in time is not called an attack', async () => {
  const limits = { ...LIMITS, ms: 1 };
  expect(await look('a.pdf', await pdf(1), limits)).toEqual({ refusal: 'CONTENT_TIMED_OUT' });
  expect(await look('a.png', png(), limits)).toEqual({ refusal: 'CONTENT_TIMED_OUT' });
});

describe('what unfolds into too much is not taken', () => {
  test.each([
    [
      'a DOCX that unfolds into more than is ever unfolded',
      'a.docx',
      () => docx('正文', [{ name: 'word/media/x.bin', bytes: Buffer.alloc(20 * 1024 * 1024) }]),
    ],
    [
      'one whose directory denies it',
      'a.docx',
      () => docx('正文', [{ name: 'word/media/x.bin', bytes: Buffer.alloc(20 * 1024 * 1024), said: 10 }]),
    ],
    [
      'one of too many parts',
      'a.docx',
      () =>
        docx(
          '正文',
          Array.from({ length: 5_000 }, (_, index) => ({ name: `word/${index}.xml`, bytes: Buffer.from('<x/>') })),
        ),
    ],
    ['one with types of its own', 'a.docx', () => docx('&a;', [], '<!DOCTYPE a [<!ENTITY a "aaaa">]>')],
    ['a PDF whose page unfolds twice', 'a.pdf', pdfBomb],
    ['a PDF of more pages than anybody reads', 'a.pdf', () => manyPages(5_001)],
    [
      'a PDF with a page as large as a house',
      'a.pdf',
      () =>
        rawPdf([
          '<</Type/Catalog/Pages 2 0 R>>',
          '<</Type/Pages/Kids[3 0 R]/Count 1>>',
          '<</Type/Page/Parent 2 0 R/MediaBox[0 0 20000 842]>>',
        ]),
    ],
    ['a picture that says that it is as large as a field', 'a.png', pngBomb],
  ])('%s', async (_, name, make) => {
    expect(await look(name, make())).toEqual({ refusal: 'CONTENT_BOMB' });
  });

  test('forms within forms within forms of a PDF end the look, not the house', async () => {
    const nested = Array.from({ length: 12 }, (_, depth) => {
      const draw = Array.from({ length: 10 }, () => '/X Do').join(' ');
      return stream(
        Buffer.from(draw),
        `/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X ${depth + 5} 0 R>>>>`,
      );
    });
    const finding = await look(
      'a.pdf',
      rawPdf([
        '<</Type/Catalog/Pages 2 0 R>>',
        '<</Type/Pages/Kids[3 0 R]/Count 1>>',
        '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</X 4 0 R>>>>>>',
        ...nested,
        stream(Buffer.from('0 0 m')),
      ]),
    );
    expect(finding).toEqual({ refusal: 'CONTENT_BOMB' });
  });
});
