import { describe, expect, it } from 'vitest';
import { CopyTooComplexError } from '../../src/rendition/copy-too-complex-error.ts';
import { inlineSpans } from '../../src/rendition/markdown-inline.ts';
import { markdownTokens } from '../../src/rendition/markdown-tokens.ts';
import { renderCopy } from '../../src/rendition/render-copy.ts';
import { paint } from './raster.ts';
import { face } from './sample-copy.ts';

const LONGEST = 500_000;
const filled = (piece: string): string => piece.repeat(Math.floor(LONGEST / piece.length));
const row = (cell: string, columns: number): string => `|${cell.repeat(columns)}\n`;

/** Texts as long as an item may be, each built to make a reader or a typesetter go over the same ground again and again. */
const HOSTILE = new Map([
  ['blanks', `a${' '.repeat(LONGEST)}b`],
  ['blanks around a line end', `密${' '.repeat(LONGEST / 2)}\n${' '.repeat(LONGEST / 2)}密`],
  ['emphasis never closed', filled('*a ')],
  ['paragraphs full of emphasis never closed', filled(`${'*a '.repeat(200)}\n\n`)],
  ['brackets', filled('[')],
  ['backticks', filled('`')],
  ['growing backticks', Array.from({ length: 990 }, (_, index) => `${'`'.repeat(index + 1)}a`).join('')],
  ['pipes', filled('|')],
  ['short lines', filled('密\n')],
  ['nested quotes', filled('> ')],
  ['nested lists', filled('- - ')],
  ['a rule that is none', `${filled('* ')}x`],
  ['lazy lines of a list', `- a\n${filled('a\n')}`],
  ['lazy lines of quotes', filled('> a\nb\n')],
  ['lists in quotes with lazy lines', filled('> - a\nb\n')],
  ['task lists', filled('- [ ] a\n\n')],
  ['an address of mail', `x ${'a'.repeat(LONGEST)}@`],
  ['an address of the web', `x http://a.b${'?'.repeat(LONGEST)}`],
  ['a wide table', row('a|', 80_000) + row('-|', 80_000) + row('a|', 80_000)],
  ['a wide table of empty rows', row('a|', 700) + row('-|', 700) + filled('|a\n')],
]);

describe('a text built to keep the renderer busy', () => {
  it.each([...HOSTILE.keys()])(
    'is printed within its time or found too long: %s',
    { timeout: 60_000 },
    async (name) => {
      const text = HOSTILE.get(name) ?? '';
      const outcome = await renderCopy({ text, format: 'markdown' }, face).then(
        () => 'printed',
        (error: unknown) => (error instanceof CopyTooComplexError ? error.limit : error),
      );
      expect(['printed', 'pages']).toContain(outcome);
    },
  );

  it('keeps what is printed: blanks become fewer, nothing else is lost', async () => {
    const { pages } = await paint(await renderCopy({ text: `甲${' '.repeat(5_000)}乙`, format: 'markdown' }, face));
    const body = pages.flatMap((page) => page.text.map(({ text }) => text.trim()));
    expect(body).toContain('甲');
    expect(body).toContain('乙');
  });

  it('joins lines of Chinese without a blank and lines of words with one', () => {
    const printed = (text: string): string => {
      const [paragraph] = markdownTokens(text) ?? [];
      if (paragraph?.type !== 'paragraph') throw new Error('not one paragraph');
      return inlineSpans(paragraph.tokens ?? [])
        .map((span) => span.text)
        .join('');
    };
    expect(printed('保密 \n 办法')).toBe('保密办法');
    expect(printed('keep \n it')).toBe('keep it');
    expect(printed('按 ISO\n办法')).toBe('按 ISO 办法');
    expect(printed('见 www.a.example 和 x@a.example')).toBe('见 www.a.example 和 x@a.example');
  });
});
