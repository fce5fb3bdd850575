import { describe, expect, it } from 'vitest';
import { paperOf } from '../../src/register/request-paper.ts';
import { copyFonts } from '../../src/rendition/copy-fonts.ts';
import { layOutForm } from '../../src/rendition/layout-form.ts';
import { PAGE } from '../../src/rendition/page-geometry.ts';
import { renderForm } from '../../src/rendition/render-copy.ts';
import { UnprintableCharacterError } from '../../src/rendition/unprintable-character-error.ts';
import { missingCharacters, paint } from '../rendition/raster.ts';
import { samplePaper, settingOf } from './sample-paper.ts';

/** Readers of a PDF leave out blanks of their own. */
const bare = (text: string): string => text.replaceAll(/\s/gu, '');

const LANGUAGES = ['zh-CN', 'en'] as const;

describe.each(LANGUAGES)('the official form of a request, in %s', (language) => {
  const paper = paperOf(samplePaper(4), settingOf(language));

  it('shows every line of every row, however long the names and however many the rounds', async () => {
    const [painted, pages] = [await paint(await renderForm(paper)), layOutForm(paper, await copyFonts())];
    expect(painted.pages.length).toBe(pages.length);
    expect(pages.length).toBeGreaterThan(2);
    const seen = painted.pages.map(({ text }) => bare(text.map((piece) => piece.text).join('')));
    const lines = pages.map((ops) => ops.flatMap((op) => (op.kind === 'text' ? [bare(op.text)] : [])));
    const absent = lines.flatMap((page, index) => page.filter((line) => seen[index]?.includes(line) !== true));
    expect(absent).toEqual([]);
    const all = seen.join('');
    for (const { heading } of paper.sections) expect(all).toContain(bare(heading));
  }, 60_000);

  it('says its number, its level and which page it is on every page', async () => {
    const { pages } = await paint(await renderForm(paper));
    for (const [index, { text }] of pages.entries()) {
      const words = text.map((piece) => piece.text).join('');
      expect(words).toContain(paper.number);
      expect(words).toContain(paper.level);
      expect(words).toContain(paper.printed);
      expect(words).toContain(
        language === 'en' ? `Page ${index + 1} of ${pages.length}` : `第 ${index + 1} 页 / 共 ${pages.length} 页`,
      );
    }
  }, 60_000);

  it('sets nothing beyond its margins, and no line of the table below another page’s foot', async () => {
    for (const ops of layOutForm(paper, await copyFonts())) {
      for (const op of ops) {
        if (op.kind === 'code' || op.kind === 'picture') throw new Error('a form has neither code nor picture');
        const [x, y] = op.kind === 'text' ? [op.x, op.baseline] : op.kind === 'fill' ? [op.x, op.y + op.height] : op.to;
        expect(x).toBeGreaterThanOrEqual(PAGE.margin - 0.01);
        expect(x).toBeLessThanOrEqual(PAGE.width - PAGE.margin + 0.01);
        expect(y).toBeLessThan(PAGE.height - 20);
      }
    }
  });
});

it('draws every character as the font has it: a long name on paper has no hole', async () => {
  const form = paperOf(samplePaper(1), settingOf('zh-CN'));
  const [{ pages }, [ops = []]] = [await paint(await renderForm(form)), layOutForm(form, await copyFonts())];
  const [page] = pages;
  const named = ops.filter((op) => op.kind === 'text' && /买买提|国家金融|申请审批表|密级/u.test(op.text));
  expect(named.length).toBeGreaterThan(3);
  expect(
    named.flatMap((op) => (page !== undefined && op.kind === 'text' ? missingCharacters(page, op) : ['page'])),
  ).toEqual([]);
}, 60_000);

describe('what stands on the form', () => {
  const words = (changes: Parameters<typeof samplePaper>[1] = {}, rounds = 2): string =>
    JSON.stringify(paperOf(samplePaper(rounds, changes), settingOf('zh-CN')).sections);

  it('names whoever decided, in whose name, under which delegation, as which post, and as the next in line', () => {
    const said = words();
    expect(said).toContain('周文博 代 欧阳修远，委托号 HYYH-WT-2026-000019');
    expect(said).toContain('宏远银行股份有限公司总经理');
    expect(said).toContain('宏远银行股份有限公司分管该项业务的副总经理');
    expect(said).toContain('周文博（作为上级）');
    expect(said).toContain('动态口令');
  });

  it('keeps each round, each answer and what was cut down', () => {
    const { sections } = paperOf(samplePaper(3), settingOf('zh-CN'));
    expect(sections.map(({ heading }) => heading)).toEqual([
      '申请人',
      '申请事项',
      '第 1 轮',
      '第 1 轮　第 1 步　要求补充',
      '第 2 轮',
      '第 2 轮　第 1 步　要求补充',
      '第 3 轮',
      '第 3 轮　第 1 步　同意',
      '第 3 轮　第 2 步　同意',
      '结果',
    ]);
    expect(words()).toContain('买买提吐尔逊·艾尔肯江 1 份；第 2–4 节、第 120 行；最迟使用 2026-12-01 24:00');
  });

  it('has of a visitor’s document only the ends of its number', () => {
    const said = words({
      particulars: {
        operation: 'loan',
        days: 3,
        visitor: {
          name: '钱学',
          organisation: '某律师事务所',
          letter: '介字 18 号',
          document: 'resident_identity_card',
          documentMasked: '110************02X',
        },
      },
    });
    expect(said).toContain('居民身份证 110************02X');
  });

  it('never has the title of the item', () => {
    const { request, ...rest } = samplePaper(1);
    const paper = paperOf({ ...rest, request: { ...request, title: '标题不应印出' } }, settingOf('zh-CN'));
    expect(JSON.stringify(paper)).not.toContain('标题不应印出');
  });
});

describe('characters that the font lacks', () => {
  it('in a name stop the form before anything is drawn', async () => {
    const form = paperOf(samplePaper(1, { printedBy: '赵\u{20BB7}' }), settingOf('zh-CN'));
    await expect(renderForm(form)).rejects.toBeInstanceOf(UnprintableCharacterError);
  });

  it('in a sentence are spelled as their code point', async () => {
    const [round] = samplePaper(1).rounds;
    const rounds = round === undefined ? [] : [{ ...round, purpose: '查阅\u{20BB7}案' }];
    const { pages } = await paint(await renderForm(paperOf(samplePaper(1, { rounds }), settingOf('zh-CN'))));
    expect(pages.flatMap(({ text }) => text.map((piece) => piece.text)).join('')).toContain('U+20BB7');
  }, 30_000);
});
