import { Temporal } from '@miji/core';
import { createCanvas } from '@napi-rs/canvas';
import { afterAll, describe, expect, it } from 'vitest';
import { drawnCopy } from '../../src/copies/copy-pages.ts';
import { openImage } from '../../src/reading/image-source.ts';
import type { MarkedPage } from '../../src/reading/marked-page.ts';
import { UndrawableError } from '../../src/reading/page-source.ts';
import { faceOfReading } from '../../src/reading/reading-face.ts';
import { paperFor } from '../../src/reading/reading-paper.ts';
import type { Shelved } from '../../src/reading/reading-room.ts';
import { readingRoom } from '../../src/reading/shelved-content.ts';
import { type CopyFace, faceOfCopy } from '../../src/rendition/copy-face.ts';
import { copyFonts } from '../../src/rendition/copy-fonts.ts';
import type { PageFace } from '../../src/rendition/page-face.ts';
import { furnitureOf } from '../../src/rendition/page-furniture.ts';
import { barePages, renderCopy } from '../../src/rendition/render-copy.ts';
import { shiftOp, type TextOp } from '../../src/rendition/strip.ts';
import { readPattern } from '../../src/watermark/read-pattern.ts';
import { inkMask, missingCharacters, paint, SCALE } from '../rendition/raster.ts';
import { face as sampleFace, longText } from '../rendition/sample-copy.ts';
import { codeOn, pagesOf, pixelsOf } from '../support/picture.ts';
import { whole } from '../support/printed.ts';
import { plainPdf } from '../support/raw-pdf.ts';

afterAll(() => readingRoom.close());

const TRACE_CODE = 187_649_984_473_770;
const reading = {
  mark: '宏远银行商密·机密·10年',
  ownerName: '宏远银行',
  itemNumber: 'HYYH-2026-000012',
  readerName: '张明远',
  at: Temporal.Instant.from('2026-11-21T10:05:30+08:00'),
  traceCode: TRACE_CODE,
};
const ADDRESS = 'https://miji.hongyuan.example/copies/HYYH-2026-000012-003';
const copy: CopyFace = {
  ...sampleFace,
  kind: 'print',
  mark: '宏远银行商密·秘密·5年',
  earlier: [{ mark: '宏远银行商密·机密·10年', until: '2026-11-21 10:05' }],
  bound: '使用期限至 2026-12-31',
  address: ADDRESS,
};

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
const stretch =
  (pdf: Uint8Array) =>
  async (offset: number, length: number): Promise<Buffer> =>
    Buffer.from(pdf.subarray(offset, offset + length));
const shelvedPdf = (key: string, pdf: Uint8Array, read = stretch(pdf)): Shelved => ({
  key,
  reader: '张明远',
  bring: async () => ({ kind: 'pdf', size: pdf.length, inset: null, lines: null, pieces: once(pdf), read }),
});
const shelvedText = (key: string, text: string): Shelved => ({
  key,
  reader: '张明远',
  bring: async () => {
    const { pdf, inset, lines } = await barePages({ text, format: 'plain' });
    return { kind: 'pdf', size: pdf.length, inset, lines, pieces: once(pdf), read: stretch(pdf) };
  },
});
const drawn = (shelved: Shelved, face: PageFace, dpi: number): Promise<MarkedPage> =>
  readingRoom.draw(shelved, { page: 0, face, fineness: { dpi }, numbered: { page: 1, of: 2 } });

/** Every line of a face as it is planned for a sheet. */
const linesOf = async (face: PageFace, paper: ReturnType<typeof paperFor>): Promise<readonly TextOp[]> => {
  const furniture = furnitureOf(face, await copyFonts(), paper);
  return [...furniture.fixed, ...furniture.pageNumber(1, 2)]
    .flatMap(({ top, strip }) => strip.ops.map((op) => shiftOp(op, top)))
    .filter((op) => op.kind === 'text');
};

const TWO_PAGES = plainPdf(['BOARD MINUTES FIRST PAGE', 'SECOND PAGE']);
const A4 = { width: 595, height: 842 };

describe('a page that is read on a screen', () => {
  it('has mark, owner, number, reader and minute in its pixels, as the font draws them', async () => {
    const face = { ...(await faceOfReading(reading)), traceCode: null };
    const lines = await linesOf(face, paperFor(A4, null));
    const words = lines.map(({ text }) => text).join('\n');
    for (const part of [
      '宏远银行商密·机密·10年',
      '编号 HYYH-2026-000012',
      '阅读人 张明远',
      '2026-11-21 10:05',
      '第 1 页 / 共 2 页',
    ]) {
      expect(words).toContain(part);
    }
    const { image } = await drawn(shelvedPdf('face', TWO_PAGES), face, 72 * SCALE);
    const page = { bitmap: await pixelsOf(image), text: [] };
    expect(lines.flatMap((line) => missingCharacters(page, line))).toEqual([]);
    // The same check sees another name.
    const other = await linesOf(
      { ...face, footer: face.footer.map((line) => line.replace('张明远', '李明远')) },
      paperFor(A4, null),
    );
    expect(other.flatMap((line) => missingCharacters(page, line))).toEqual(['李']);
  }, 60_000);

  it('spells a character that the font lacks, and keeps nobody from reading by his name', async () => {
    expect((await faceOfReading({ ...reading, readerName: '𠮷田' })).footer.join()).toContain('U+20BB7');
  });

  it('carries the code of the reading in its background', async () => {
    const { image } = await drawn(shelvedPdf('pattern', TWO_PAGES), await faceOfReading(reading), 150);
    expect(readPattern(await pixelsOf(image))?.code).toBe(TRACE_CODE);
  }, 60_000);

  it('shows a text where another reader of PDF draws it', async () => {
    const text = longText(600);
    const { pdf } = await barePages({ text, format: 'plain' });
    const face = { ...(await faceOfReading(reading)), traceCode: null, behind: '' };
    const { image } = await drawn(shelvedText('second opinion', text), face, 72 * SCALE);
    const [theirs] = await pagesOf(pdf, SCALE);
    if (theirs === undefined) throw new Error('nothing was painted');
    const box = { x: 64, y: 80, width: 467, height: 400 };
    const [ours, wanted] = [inkMask(await pixelsOf(image), box), inkMask(theirs, box)];
    const differing = ours.filter((dark, at) => dark !== wanted[at]).length;
    const ink = wanted.filter(Boolean).length;
    expect(ink).toBeGreaterThan(10_000);
    expect(differing / ink).toBeLessThan(0.35);
  }, 60_000);

  it('sets a document that names a Chinese font and does not bring it along', async () => {
    const { rawPdf, stream } = await import('../support/raw-pdf.ts');
    const words = Array.from('机密文件', (character) => character.charCodeAt(0).toString(16).padStart(4, '0')).join('');
    const pdf = rawPdf([
      '<< /Type /Catalog /Pages 2 0 R >>',
      '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
      '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
      stream(`BT /F1 24 Tf 72 400 Td <${words}> Tj ET`),
      '<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [6 0 R] >>',
      '<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /FontDescriptor 7 0 R /DW 1000 >>',
      '<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>',
    ]);
    const shelved = shelvedPdf('font', pdf);
    expect((await readingRoom.words(shelved, 0)).lines).toEqual(['机密文件']);
    const face = { ...(await faceOfReading(reading)), traceCode: null, behind: '' };
    const bitmap = await pixelsOf((await drawn(shelved, face, 72 * SCALE)).image);
    const ink = inkMask(bitmap, { x: 60, y: 380, width: 300, height: 80 }).filter(Boolean).length;
    expect(ink).toBeGreaterThan(3_000);
  }, 60_000);
});

describe('a page that is printed (GS-24, PM-10)', () => {
  it('of a file: has its face in its pixels, the earlier mark crossed out, the stamp, and the way to the copy as a code', async () => {
    const lines = await linesOf(faceOfCopy(copy), paperFor(A4, null));
    const words = lines.map(({ text }) => text).join('\n');
    for (const part of [
      '受控文件 第 003 号',
      '使用期限至 2026-12-31',
      '宏远银行商密·秘密·5年',
      '原标志，至 2026-11-21 10:05 止',
      '持有人 张明远',
    ]) {
      expect(words).toContain(part);
    }
    const pdf = await whole(await drawnCopy(shelvedPdf('copy', TWO_PAGES), [], copy));
    const [first, second] = await pagesOf(pdf, SCALE);
    if (first === undefined || second === undefined) throw new Error('a page is missing');
    expect([codeOn(first), codeOn(second)]).toEqual([ADDRESS, ADDRESS]);
    // What is crossed out has a line through it from end to end; the mark that counts has none.
    const darkest = ({ x, baseline, size }: TextOp): number => {
      const box = { x, y: baseline - size * 0.5, width: size * 9, height: size * 0.3 };
      const mask = inkMask(first, box);
      const across = Math.round(box.width * SCALE);
      return Math.max(
        ...Array.from(
          { length: mask.length / across },
          (_, row) => mask.slice(row * across, (row + 1) * across).filter(Boolean).length / across,
        ),
      );
    };
    const struck = lines.find(({ text }) => text === '宏远银行商密·机密·10年');
    const counting = lines.find(({ text, size }) => text === '宏远银行商密·秘密·5年' && size > 12);
    if (struck === undefined || counting === undefined) throw new Error('a mark is missing');
    expect(darkest(struck)).toBeGreaterThan(0.95);
    expect(darkest(counting)).toBeLessThan(0.8);
  }, 60_000);

  it('of a text: says the same, and every page has the code', async () => {
    const { pages } = await paint(await renderCopy({ text: longText(2_000), format: 'plain' }, copy));
    expect(pages.length).toBeGreaterThan(1);
    for (const { bitmap, text } of pages) {
      expect(codeOn(bitmap)).toBe(ADDRESS);
      const words = text.map((piece) => piece.text).join('');
      for (const part of ['使用期限至', '原标志']) expect(words).toContain(part);
    }
  }, 60_000);

  it('of either: names its copy by the pattern', async () => {
    const coded = { ...copy, traceCode: TRACE_CODE };
    const drawnPdf = await whole(
      await drawnCopy(shelvedPdf('coded', TWO_PAGES), [{ unit: 'pages', from: 2, to: 2 }], coded),
    );
    const set = await renderCopy({ text: longText(300), format: 'plain' }, coded);
    for (const pdf of [drawnPdf, set]) {
      const pages = await pagesOf(pdf);
      expect(pages).toHaveLength(1);
      for (const page of pages) {
        expect(readPattern(page)?.code).toBe(TRACE_CODE);
        expect(codeOn(page)).toBe(ADDRESS);
      }
    }
  }, 90_000);
});

describe('a photograph', () => {
  /** Says in its head, as a telephone writes it, that its left side is up. */
  const TURNED = Buffer.from('ffe1002345786966000049492a000800000001001201030001000000060000000000000000', 'hex');

  it('stands upright, as whoever took it held the camera', async () => {
    const canvas = createCanvas(400, 200);
    const pen = canvas.getContext('2d');
    pen.fillStyle = '#fff';
    pen.fillRect(0, 0, 400, 200);
    pen.fillStyle = '#f00';
    pen.fillRect(0, 0, 100, 100);
    const jpeg = await canvas.encode('jpeg', 90);
    const source = await openImage(Buffer.concat([jpeg.subarray(0, 2), TURNED, jpeg.subarray(2)]));
    const [size] = source.sizes;
    expect(size?.height).toBeGreaterThan(size?.width ?? 0);
    const { data, width } = await source.render(0, 0.5);
    const corner = (x: number) =>
      Array.from(data.subarray((20 * width + x) * 4, (20 * width + x) * 4 + 2), (value) => value > 128);
    expect(corner(width - 20)).toEqual([true, false]);
    expect(corner(20)).toEqual([true, true]);
  });
});

describe('what cannot be drawn', () => {
  it('is refused, and the next page is drawn as ever', async () => {
    const broken = shelvedPdf('broken', Buffer.from('%PDF-1.7\nnothing of the kind'));
    await expect(readingRoom.papers(broken)).rejects.toBeInstanceOf(UndrawableError);
    expect(await readingRoom.papers(shelvedPdf('whole', TWO_PAGES))).toHaveLength(2);
  }, 60_000);

  /** A document of two pages and much that neither of them needs. */
  const large = () => plainPdf(['FIRST', 'SECOND'], 35 * 1024 * 1024);

  it('does not mean what is large: of that only the stretches are read that a page needs', async () => {
    const pdf = large();
    let asked = 0;
    const read = async (offset: number, length: number): Promise<Buffer> => {
      asked += length;
      return stretch(pdf)(offset, length);
    };
    const shelved = shelvedPdf('large', pdf, read);
    expect(await readingRoom.words(shelved, 1)).toMatchObject({ lines: ['SECOND'] });
    expect(asked).toBeLessThan(20 * 1024 * 1024);
    // Another of its kind lies open beside it, and nothing is read twice.
    expect(await readingRoom.words(shelvedPdf('larger', pdf), 0)).toMatchObject({ lines: ['FIRST'] });
    const before = asked;
    expect(await readingRoom.words(shelved, 1)).toMatchObject({ lines: ['SECOND'] });
    expect(asked).toBe(before);
  }, 60_000);

  it('means a page of which a stretch cannot be read: it is no page with a hole', async () => {
    const pdf = large();
    let isGone = false;
    const read = async (offset: number, length: number): Promise<Buffer> => {
      if (isGone) throw new Error('the store is gone');
      return stretch(pdf)(offset, length);
    };
    const shelved = shelvedPdf('gone', pdf, read);
    expect(await readingRoom.papers(shelved)).toHaveLength(2);
    isGone = true;
    const outcome = readingRoom.words(shelved, 1);
    await expect(outcome).rejects.toBeInstanceOf(UndrawableError);
  }, 60_000);
});
