import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { breakLines } from '../../src/rendition/line-breaking.ts';

const FORBIDDEN_FIRST = Array.from('，。、；：！？）》」』】');
const FORBIDDEN_LAST = Array.from('（《「『【');

function cellsOf(text: string) {
  return [...text].map((character) => ({ text: character, width: character.charCodeAt(0) < 0x2000 ? 0.5 : 1 }));
}

function linesOf(text: string, room: number): string[] {
  const characters = [...text];
  return breakLines(cellsOf(text), () => room).map(({ start, end }) => characters.slice(start, end).join(''));
}

const inkOf = (text: string): string => text.replace(/[\p{Zs}]/gu, '');
const widthOf = (text: string): number => cellsOf(text).reduce((sum, cell) => sum + cell.width, 0);

describe('line breaking', () => {
  it('carries the character before a closing mark down with it', () => {
    expect(linesOf('甲乙丙丁，戊己', 4)).toEqual(['甲乙丙', '丁，戊己']);
  });

  it('carries an opening mark down to what it opens', () => {
    expect(linesOf('甲乙丙（丁戊）己', 4)).toEqual(['甲乙丙', '（丁戊）', '己']);
  });

  it('keeps western words whole and lets them go to the next line', () => {
    expect(linesOf('甲乙丙 record 丁', 5)).toEqual(['甲乙丙', 'record 丁']);
  });

  it('does not part a dash or an ellipsis from its other half', () => {
    expect(linesOf('甲乙丙——丁', 4)).toEqual(['甲乙丙', '——丁']);
    expect(linesOf('甲乙丙……丁', 4)).toEqual(['甲乙', '丙……丁']);
  });

  it('does not let a blank smuggle a mark to where it may not stand', () => {
    expect(linesOf('甲乙丙 。丁戊己', 3)).toEqual(['甲乙', '丙 。', '丁戊己']);
    expect(linesOf('甲乙（ 丙丁', 3)).toEqual(['甲乙', '（ 丙', '丁']);
  });

  it('wraps a string that has no place to break', () => {
    expect(linesOf('a'.repeat(25), 5)).toEqual(['a'.repeat(10), 'a'.repeat(10), 'a'.repeat(5)]);
  });

  it('gives the first line its own room', () => {
    const cells = cellsOf('甲乙丙丁戊');
    expect(breakLines(cells, (line) => (line === 0 ? 2 : 3))).toEqual([
      { start: 0, end: 2 },
      { start: 2, end: 5 },
    ]);
  });

  it('never opens a line with a closing mark nor closes one with an opening mark', () => {
    const word = fc.stringMatching(/^[a-z0-9]{1,8}$/u);
    const chinese = fc.string({
      unit: fc.constantFrom(...Array.from('客户信息保密管理办法')),
      minLength: 1,
      maxLength: 12,
    });
    const closing = fc.string({ unit: fc.constantFrom(...FORBIDDEN_FIRST), maxLength: 2 });
    const opening = fc.string({ unit: fc.constantFrom(...FORBIDDEN_LAST), maxLength: 2 });
    const blank = fc.constantFrom('', '', ' ', '　');
    const piece = fc.tuple(opening, blank, fc.oneof(chinese, word), blank, closing).map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), fc.integer({ min: 14, max: 40 }), (pieces, room) => {
        const lines = linesOf(pieces.join(''), room);
        for (const line of lines.slice(1)) expect(FORBIDDEN_FIRST).not.toContain([...line][0]);
        for (const line of lines.slice(0, -1)) expect(FORBIDDEN_LAST).not.toContain([...line].at(-1));
      }),
      { numRuns: 500 },
    );
  });

  it('loses no ink and fills no line beyond its room, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), fc.integer({ min: 1, max: 20 }), (text, room) => {
        const lines = linesOf(text, room);
        expect(inkOf(lines.join(''))).toBe(inkOf(text));
        for (const line of lines) expect(widthOf(line) <= room || [...line].length === 1).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
