import type { Span } from '@miji/core';
import { describe, expect, test } from 'vitest';
import { renderCopy } from '../../src/rendition/render-copy.ts';
import { pdfText } from '../support/pdf-text.ts';
import { face as sampleFace } from './sample-copy.ts';

const LINES = ['甲子', '乙丑', '丙寅', '丁卯', '戊辰', '己巳', '庚午', '辛未'];
const PLAIN = LINES.join('\n');
const MARKED = [
  '序言甲子',
  '',
  '# 第一章乙丑',
  '',
  '丙寅',
  '',
  '## 第一节丁卯',
  '',
  '戊辰',
  '',
  '```',
  '# 己巳不是标题',
  '```',
  '',
  '# 第二章庚午',
  '',
  '辛未',
].join('\n');

const lines = (from: number, to: number): Span => ({ unit: 'lines', from, to });
const sections = (from: number, to: number): Span => ({ unit: 'sections', from, to });
const pages = (from: number, to: number): Span => ({ unit: 'pages', from, to });
const printed = async (
  text: string,
  format: 'plain' | 'markdown',
  spans: readonly Span[],
  change: Partial<typeof sampleFace> = {},
): Promise<string> => pdfText(await renderCopy({ text, format, spans }, { ...sampleFace, kind: 'excerpt', ...change }));
const wordsIn = (text: string, words: readonly string[] = LINES): readonly string[] =>
  words.filter((word) => text.includes(word));

describe('an excerpt prints exactly the parts that were granted', () => {
  test('lines, in the order of the text, each once, what lies between left out', async () => {
    const text = await printed(PLAIN, 'plain', [lines(7, 7), lines(2, 3), lines(3, 4)]);
    expect(wordsIn(text)).toEqual(['乙丑', '丙寅', '丁卯', '庚午']);
    expect(text.split('丙寅')).toHaveLength(2);
    expect(text.indexOf('丁卯')).toBeLessThan(text.indexOf('……'));
    expect(text.indexOf('……')).toBeLessThan(text.indexOf('庚午'));
  });

  test('a section from its heading to the next one, of whatever rank; what looks like one in code is none', async () => {
    expect(wordsIn(await printed(MARKED, 'markdown', [sections(1, 1)]))).toEqual(['乙丑', '丙寅']);
    expect(wordsIn(await printed(MARKED, 'markdown', [sections(2, 2)]))).toEqual(['丁卯', '戊辰', '己巳']);
    expect(wordsIn(await printed(MARKED, 'markdown', [sections(2, 3)]))).toEqual([
      '丁卯',
      '戊辰',
      '己巳',
      '庚午',
      '辛未',
    ]);
    expect(wordsIn(await printed(MARKED, 'markdown', [sections(1, 1), sections(3, 3)]))).toEqual([
      '乙丑',
      '丙寅',
      '庚午',
      '辛未',
    ]);
  });

  test('what stands before the first heading belongs to no section', async () => {
    expect(wordsIn(await printed(MARKED, 'markdown', [sections(1, 3)]))).not.toContain('甲子');
  });

  test('what the text does not have is not made up: it says so', async () => {
    for (const spans of [[lines(9, 12)], [sections(1, 2)], [pages(2, 3)]]) {
      const text = await printed(PLAIN, 'plain', spans);
      expect(wordsIn(text)).toEqual([]);
      expect(text).toContain('不在正文之内');
    }
    expect(wordsIn(await printed(MARKED, 'markdown', [sections(3, 9)]))).toEqual(['庚午', '辛未']);
    expect(wordsIn(await printed(PLAIN, 'plain', [lines(8, 900)]))).toEqual(['辛未']);
  });
});

describe('pages', () => {
  /** So many numbered paragraphs that they fill several pages. */
  const numbers = Array.from({ length: 120 }, (_, index) => `段${String(index + 1).padStart(3, '0')}`);
  const long = numbers.join('\n');
  const on = async (spans: readonly Span[], change: Partial<typeof sampleFace> = {}) =>
    wordsIn(await printed(long, 'plain', spans, change), numbers);

  test('all of them together are the whole, and none stands on two', async () => {
    const each = [await on([pages(1, 1)]), await on([pages(2, 2)]), await on([pages(3, 3)]), await on([pages(4, 9)])];
    expect(each.flat()).toEqual(numbers);
    for (const page of each.slice(0, 3)) expect(page.length).toBeGreaterThan(20);
    expect(await on([pages(2, 3)])).toEqual([...(each[1] ?? []), ...(each[2] ?? [])]);
    expect(await on([pages(1, 1), pages(3, 3)])).toEqual([...(each[0] ?? []), ...(each[2] ?? [])]);
  });

  test('they do not move with whose copy it is: a long name gives nobody a line more', async () => {
    const wordy = {
      ownerName: '宏远集团商业银行股份有限公司'.repeat(12),
      mark: `${'宏远集团商密'.repeat(8)}·机密·10年`,
    };
    expect(await on([pages(2, 2)], wordy)).toEqual(await on([pages(2, 2)]));
  });
});
