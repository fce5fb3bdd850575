import { describe, expect, it } from 'vitest';
import { BODY } from '../../src/rendition/body-style.ts';
import { copyFonts } from '../../src/rendition/copy-fonts.ts';
import { layOutCopy } from '../../src/rendition/layout-copy.ts';
import { PAGE } from '../../src/rendition/page-geometry.ts';
import { renderCopy } from '../../src/rendition/render-copy.ts';
import type { TextOp } from '../../src/rendition/strip.ts';
import type { CopyFace } from '../../src/rendition/copy-face.ts';
import { inkMask, missingCharacters, paint } from './raster.ts';
import { face, longText } from './sample-copy.ts';

const BODY_TEXT = longText(3000);

/** The lines of the face, as they are planned for each page of a copy of `text`. */
async function faceLines(of: CopyFace, text = BODY_TEXT): Promise<TextOp[][]> {
  const fonts = await copyFonts();
  const whole = layOutCopy({ text, format: 'plain' }, of, fonts);
  return whole.map((ops) =>
    ops.filter((op) => op.kind === 'text').filter((op) => op.size !== BODY.size || op.weight === 'bold'),
  );
}

/** What is missing of the face, page by page. */
async function missingOfFace(of: CopyFace, painted: CopyFace = of): Promise<string[][]> {
  const { pages } = await pdfOf(painted);
  const planned = await faceLines(of);
  expect(pages.length).toBe(planned.length);
  return pages.map((page, index) => (planned[index] ?? []).flatMap((line) => missingCharacters(page, line)));
}

async function pdfOf(of: CopyFace, text = BODY_TEXT) {
  return paint(await renderCopy({ text, format: 'plain' }, of));
}

describe('the face of a copy (GS-24)', () => {
  it('plans every particular for every page', async () => {
    const pages = await faceLines(face);
    for (const [index, lines] of pages.entries()) {
      const printed = lines.map((line) => line.text).join('\n');
      for (const value of [
        face.ownerName,
        face.mark,
        face.itemNumber,
        face.holderName,
        face.grantNumber,
        face.issuedAt,
      ]) {
        expect(printed).toContain(value);
      }
      expect(printed).toContain('副本 第 003 号');
      expect(printed).toContain(`第 ${index + 1} 页 / 共 ${pages.length} 页`);
      expect(printed).not.toContain('★');
    }
  });

  it('paints every one of its characters on every page', async () => {
    const missing = await missingOfFace(face);
    expect(missing.length).toBeGreaterThanOrEqual(3);
    expect(missing).toEqual(missing.map(() => []));
  });

  it('would be seen to fail on every page if a glyph of the mark had vanished or been exchanged', async () => {
    for (const mark of ['宏远银行商密·　密·10年', '宏远银行商密·绝密·10年', '宏远银行商密·札密·10年']) {
      const missing = await missingOfFace(face, { ...face, mark });
      expect(missing).toEqual(missing.map(() => ['机', '机']));
    }
  });

  it('differs between two copies where the number stands and nowhere else in the header', async () => {
    const [third, fourth] = await Promise.all([pdfOf(face), pdfOf({ ...face, copyNumber: '004' })]);
    const label = (await faceLines(face))[0]?.find((line) => line.text === '副本 第 003 号');
    const [one, other] = [third.pages[0], fourth.pages[0]];
    if (label === undefined || one === undefined || other === undefined) throw new Error('nothing was painted');
    const number = { x: label.x, y: label.baseline - 12, width: PAGE.width - PAGE.margin - label.x, height: 15 };
    const mark = { x: PAGE.margin, y: number.y - 6, width: label.x - PAGE.margin, height: 24 };
    expect(inkMask(one.bitmap, number)).not.toEqual(inkMask(other.bitmap, number));
    expect(inkMask(one.bitmap, mark)).toEqual(inkMask(other.bitmap, mark));
  });

  it('says 摘抄 on an excerpt', async () => {
    const excerpt: CopyFace = { ...face, kind: 'excerpt' };
    for (const lines of await faceLines(excerpt)) {
      expect(lines.filter((line) => line.text.includes('摘抄 第 003 号'))).toHaveLength(2);
    }
    const missing = await missingOfFace(excerpt);
    expect(missing).toEqual(missing.map(() => []));
  });

  it('wraps long names instead of cutting them', async () => {
    const long: CopyFace = {
      ...face,
      ownerName: '宏远金融控股集团股份有限公司长春市南关区分公司',
      mark: '宏远金融控股集团股份有限公司长春市南关区分公司商密·核心商密·至专门解除之日',
      holderName: '阿不都热合曼·买买提江·艾合买提',
    };
    const fonts = await copyFonts();
    const [lines = []] = await faceLines(long);
    const printed = lines.map((line) => line.text).join('');
    for (const value of [long.ownerName, long.mark, long.holderName]) expect(printed).toContain(value);
    for (const { text, x, size, weight } of lines) {
      const width = [...text].reduce(
        (sum, character) => sum + fonts.advance(character.codePointAt(0) ?? 0, weight) * size,
        0,
      );
      expect(x + width).toBeLessThanOrEqual(PAGE.width - PAGE.margin + 0.01);
    }
    const missing = await missingOfFace(long);
    expect(missing).toEqual(missing.map(() => []));
  });

  it('tells the holder in the faint lines behind the text', async () => {
    const { pages } = await pdfOf(face);
    const behind = pages[0]?.text.filter(({ text }) => text.includes('张明远')) ?? [];
    expect(behind.length).toBeGreaterThan(8);
  });
});

describe('a face that cannot be printed as written', () => {
  const text = { text: '正文', format: 'plain' } as const;

  it.each([
    ['a rare character of a name', { holderName: '𠮷田明' }, ['𠮷']],
    ['several, each once', { holderName: '𠮷𠮷', ownerName: '😀银行' }, ['😀', '𠮷']],
    ['a line break', { holderName: '张\n明远' }, ['\n']],
    ['an invisible character', { copyNumber: '00\u200b3' }, ['\u200b']],
    ['the star of state secrets', { mark: '宏远银行商密·机密★10年' }, ['★']],
  ])('is refused by name: %s', async (_, change, characters) => {
    await expect(renderCopy(text, { ...face, ...change })).rejects.toMatchObject({
      name: 'UnprintableCharacterError',
      code: 'UNPRINTABLE_CHARACTER',
      characters,
    });
  });

  it('is refused when the time of issue is none', async () => {
    await expect(renderCopy(text, { ...face, issuedAt: '2026-13-21 10:05' })).rejects.toThrow(RangeError);
  });

  it('is refused when it leaves no room for the text', async () => {
    await expect(renderCopy(text, { ...face, ownerName: '行'.repeat(3000) })).rejects.toThrow(RangeError);
  });
});
