import { describe, expect, it } from 'vitest';
import { BODY } from '../../src/rendition/body-style.ts';
import { copyFonts } from '../../src/rendition/copy-fonts.ts';
import { type CopyContent, layOutCopy } from '../../src/rendition/layout-copy.ts';
import { PAGE } from '../../src/rendition/page-geometry.ts';
import { renderCopy } from '../../src/rendition/render-copy.ts';
import type { TextOp } from '../../src/rendition/strip.ts';
import { inkMask, missingCharacters, type PaintedPage, paint, SCALE } from './raster.ts';
import { face, longText } from './sample-copy.ts';

interface Copy {
  readonly page: PaintedPage;
  readonly lines: readonly TextOp[];
}

/** A one-page copy, as painted, with the body text planned for it. */
async function onePage(text: string, format: CopyContent['format'] = 'plain'): Promise<Copy> {
  const content = { text, format };
  const planned = layOutCopy(content, face, await copyFonts());
  const { pages } = await paint(await renderCopy(content, face));
  const [page] = pages;
  const [ops] = planned;
  if (page === undefined || ops === undefined || pages.length !== 1) throw new Error(`${pages.length} pages, not one`);
  return { page, lines: ops.filter((op) => op.kind === 'text').filter(isBody) };
}

const isBody = (op: TextOp): boolean => op.baseline > 75 && op.baseline < 780;
const textOf = ({ lines }: Copy): string => lines.map(({ text }) => text).join('');

/** Asserts that a piece of text stands on the page in ink, and returns where. */
function expectInk({ page, lines }: Copy, text: string): TextOp {
  const line = lines.find((candidate) => candidate.text === text);
  if (line === undefined) throw new Error(`${text} is not planned, only ${lines.map((each) => each.text).join(' | ')}`);
  expect(missingCharacters(page, line)).toEqual([]);
  return line;
}

describe('the body of a copy', () => {
  it('spells characters without a glyph as their code point, in ink', async () => {
    const copy = await onePage('住𠮷野😀终');
    expect(expectInk(copy, '住[U+20BB7]野[U+1F600]终').size).toBe(BODY.size);
  });

  it('spells them too when Markdown hides them in a character reference', async () => {
    const copy = await onePage('> 住&#x20BB7;终 &#x202E;&lt;b&gt;', 'markdown');
    expect(expectInk(copy, '住[U+20BB7]终 <b>').size).toBe(BODY.size);
  });

  it('drops control and direction characters and keeps line breaks', async () => {
    const copy = await onePage('甲\u0000乙\u202e丙\u0007\r\n丁\t戊');
    expect(expectInk(copy, '甲乙丙').baseline).toBeLessThan(expectInk(copy, '丁    戊').baseline);
  });

  it('indents a paragraph by two characters and its further lines not at all', async () => {
    const copy = await onePage('保'.repeat(60));
    const [first, second] = copy.lines;
    expect(first?.x).toBeCloseTo(PAGE.margin + BODY.size * 2, 1);
    expect(second?.x).toBeCloseTo(PAGE.margin, 1);
  });

  it('wraps a string without any place to break inside the margins', async () => {
    const copy = await onePage(`甲${'x'.repeat(400)}乙`);
    expect(textOf(copy)).toContain('x'.repeat(30));
    expect(textOf(copy).replace(/[^x]/gu, '')).toHaveLength(400);
    const margin = { x: PAGE.width - PAGE.margin + 1, y: 80, width: 50, height: 600 };
    expect(inkMask(copy.page.bitmap, margin)).not.toContain(true);
  });

  it('runs over as many pages as it needs and loses nothing', { timeout: 60_000 }, async () => {
    const text = longText(12_000);
    const started = performance.now();
    const pdf = await renderCopy({ text, format: 'plain' }, face);
    expect(performance.now() - started).toBeLessThan(8_000);
    expect(pdf.length).toBeLessThan(1_500_000);
    const { pages } = await paint(pdf);
    expect(pages.length).toBeGreaterThan(5);
    const planned = layOutCopy({ text, format: 'plain' }, face, await copyFonts()).map((ops) =>
      ops.filter((op) => op.kind === 'text').filter(isBody),
    );
    const ink = (value: string): string => value.replace(/\s/gu, '');
    expect(
      ink(
        planned
          .flat()
          .map((line) => line.text)
          .join(''),
      ),
    ).toBe(ink(text));
    for (const [index, page] of pages.entries()) {
      const lines = planned[index] ?? [];
      expect(lines.slice(0, 3).flatMap((line) => missingCharacters(page, line))).toEqual([]);
      expect(lines.slice(-3).flatMap((line) => missingCharacters(page, line))).toEqual([]);
    }
  });
});

describe('Markdown in a copy', () => {
  it('sets headings larger and bold', async () => {
    const copy = await onePage('# 总则\n\n正文在此。\n\n## 范围\n', 'markdown');
    const title = expectInk(copy, '总则');
    const section = expectInk(copy, '范围');
    const body = expectInk(copy, '正文在此。');
    expect(title.size).toBeGreaterThan(section.size);
    expect(section.size).toBeGreaterThan(body.size);
    expect([title.weight, section.weight, body.weight]).toEqual(['bold', 'bold', 'regular']);
  });

  it('sets bold words in the bold face and emphasised ones in the plain face', async () => {
    const copy = await onePage('甲**乙丙**丁*戊*', 'markdown');
    expect(expectInk(copy, '乙丙').weight).toBe('bold');
    expect(expectInk(copy, '戊').weight).toBe('regular');
  });

  it('numbers and nests lists', async () => {
    const copy = await onePage('3. 丙项\n4. 丁项\n   - 子项\n- [x] 已办\n', 'markdown');
    const number = expectInk(copy, '3.');
    const item = expectInk(copy, '丙项');
    expect(number.baseline).toBeCloseTo(item.baseline, 1);
    expect(number.x).toBeLessThan(item.x);
    expect(expectInk(copy, '子项').x).toBeGreaterThan(item.x);
    expect(expectInk(copy, '[x]').baseline).toBeCloseTo(expectInk(copy, '已办').baseline, 1);
  });

  it('rules tables and keeps their cells in columns', async () => {
    const copy = await onePage('|字段|级别|\n|-|-|\n|身份证号|乙等|\n|密码|甲等|\n', 'markdown');
    const [head, level] = [expectInk(copy, '字段'), expectInk(copy, '级别')];
    const [cell, value] = [expectInk(copy, '身份证号'), expectInk(copy, '乙等')];
    expect(cell.x).toBeCloseTo(head.x, 1);
    expect(value.x).toBeCloseTo(level.x, 1);
    expect(value.baseline).toBeGreaterThan(level.baseline);
    // A horizontal walk through the row of cells meets the three vertical rules.
    const { data, width } = copy.page.bitmap;
    const row = Math.round((cell.baseline + 3.5) * SCALE) * width;
    const dark = Array.from({ length: width }, (_, x) => (data[(row + x) * 4] ?? 255) <= 0xc4);
    expect(dark.filter((ink, x) => ink && dark[x - 1] !== true)).toHaveLength(3);
  });

  it('turns a table too wide for the page into named values', async () => {
    const names = Array.from({ length: 20 }, (_, index) => `列${index}`);
    const row = (cells: readonly string[]): string => `|${cells.join('|')}|\n`;
    const copy = await onePage(
      row(names) + row(names.map(() => '-')) + row(names.map((_, index) => `值${index}`)),
      'markdown',
    );
    for (let index = 0; index < 20; index += 1) expect(textOf(copy)).toContain(`列${index}：值${index}`);
  });

  it('hides nothing: addresses, titles, raw HTML, comments and unused definitions are printed', async () => {
    const source =
      '[规程](https://a.example/x "题") ![图](d.png) <b>粗</b>\n\n<!-- 暗语 -->\n\n[用]: http://u.example\n';
    const text = textOf(await onePage(source, 'markdown'));
    for (const part of [
      '规程',
      '（https://a.example/x，题）',
      '图片：图',
      '（d.png）',
      '<b>粗</b>',
      '<!-- 暗语 -->',
      'http://u.example',
    ]) {
      expect(text).toContain(part);
    }
  });

  it('prints code and quotes line by line', async () => {
    const copy = await onePage('> 引文\n\n```json\n{\n  "级": 1\n}\n```\n', 'markdown');
    expectInk(copy, '引文');
    expectInk(copy, '{');
    expectInk(copy, '  "级": 1');
    expect(textOf(copy)).toContain('json');
  });

  it('prints text built to choke a Markdown reader, and soon', { timeout: 60_000 }, async () => {
    for (const text of ['*甲 '.repeat(20_000), `${'>'.repeat(5000)}甲`]) {
      const started = performance.now();
      const pdf = await renderCopy({ text, format: 'markdown' }, face);
      expect(performance.now() - started).toBeLessThan(8_000);
      expect(pdf.length).toBeGreaterThan(10_000);
    }
  });
});

describe('the file of a copy', () => {
  it('is the same for the same input and differs for another copy', async () => {
    const content = { text: '正文', format: 'plain' } as const;
    const [one, again, other] = await Promise.all([
      renderCopy(content, face),
      renderCopy(content, face),
      renderCopy(content, { ...face, copyNumber: '004' }),
    ]);
    expect(Buffer.from(one).equals(again)).toBe(true);
    expect(Buffer.from(one).equals(other)).toBe(false);
  });

  it('names the copy and the time of issue in its metadata, and nothing of content or machine', async () => {
    const { info } = await paint(await renderCopy({ text: '# 并购计划', format: 'markdown' }, face));
    expect(info).toMatchObject({
      Title: 'HYYH-2026-000012 003',
      Producer: 'Miji',
      Creator: 'Miji',
      CreationDate: 'D:20261121020500Z',
    });
    expect(JSON.stringify(info)).not.toContain('并购');
  });

  it('exists for an empty text too', async () => {
    expect((await paint(await renderCopy({ text: '', format: 'plain' }, face))).pages).toHaveLength(1);
  });
});
