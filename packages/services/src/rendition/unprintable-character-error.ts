/** The face of a copy holds characters that would not appear on paper, so no copy is made. */
export class UnprintableCharacterError extends Error {
  readonly code = 'UNPRINTABLE_CHARACTER';
  /** each offending character once, in order of first appearance */
  readonly characters: readonly string[];

  constructor(characters: readonly string[]) {
    super(`the face of the copy holds characters that cannot be printed: ${characters.map(describe).join(', ')}`);
    this.name = 'UnprintableCharacterError';
    this.characters = characters;
  }
}

function describe(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return /[\p{C}\p{Z}]/u.test(character) ? `U+${code}` : `${character} (U+${code})`;
}
