import type { CopyFace } from './copy-face.ts';
import type { CopyFonts } from './copy-fonts.ts';
import { UnprintableCharacterError } from './unprintable-character-error.ts';

// The star belongs to the mark of state secrets; a company may not set it (State Secrets Law 2024, art. 22).
const RESERVED = new Set(['★', '☆']);

/** Every kind of line end as a line feed. */
export function unifyLineEnds(text: string): string {
  return text.replace(/\r\n?|[\v\f\u0085\u2028\u2029]/gu, '\n');
}

// More than any line can show, since blanks may hang over its edge.
const LONG_BLANK = /([^\S\n]{200})[^\S\n]+/gu;

/** Shortens blanks that no line could show in full: readers of Markdown walk back and forth over them. */
export function shortenBlanks(text: string): string {
  return text.replace(LONG_BLANK, '$1');
}

/**
 * Body text ready to be set: no control or format characters but the line feed, and every character the fonts lack
 * spelled as its code point, so that nothing disappears unseen.
 */
export function printableBody(text: string, fonts: CopyFonts): string {
  const notation = bracketed(fonts);
  const clean = unifyLineEnds(text)
    .replaceAll('\t', '    ')
    .replace(/(?!\n)[\p{Cc}\p{Cf}]/gu, '');
  let out = '';
  for (const character of clean) {
    const codePoint = character.codePointAt(0) ?? 0;
    if (character === '\n' || fonts.has(codePoint)) out += character;
    else if (/\p{Zs}/u.test(character)) out += ' ';
    else out += notation(codePoint);
  }
  return out;
}

/**
 * Refuses a face that would not appear on paper exactly as it is written.
 * @throws UnprintableCharacterError naming every such character
 */
export function assertPrintableFace(face: CopyFace, fonts: CopyFonts): void {
  assertPrintable(faceValues(face), fonts);
}

/**
 * Refuses words that would not appear on paper exactly as they are written: names and numbers, where a spelled-out code point would be
 * another name.
 * @throws UnprintableCharacterError naming every such character
 */
export function assertPrintable(values: readonly string[], fonts: CopyFonts): void {
  const refused = new Set<string>();
  for (const value of values) {
    for (const character of value) {
      const invisible = /[\p{C}\p{Zl}\p{Zp}]/u.test(character);
      if (invisible || RESERVED.has(character) || !fonts.has(character.codePointAt(0) ?? 0)) refused.add(character);
    }
  }
  if (refused.size > 0) throw new UnprintableCharacterError([...refused]);
}

function faceValues(face: CopyFace): readonly string[] {
  return [
    face.mark,
    face.ownerName,
    face.itemNumber,
    face.copyNumber,
    face.holderName,
    face.grantNumber,
    face.issuedAt,
    ...(face.bound === undefined ? [] : [face.bound]),
    ...(face.earlier ?? []).flatMap(({ mark, until }) => [mark, until]),
  ];
}

function bracketed(fonts: CopyFonts): (codePoint: number) => string {
  const [open, close] = fonts.has(0x27e6) && fonts.has(0x27e7) ? ['⟦', '⟧'] : ['[', ']'];
  return (codePoint) => `${open}U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}${close}`;
}
