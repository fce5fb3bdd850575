import { Refusal } from '@miji/contract';
import { UnprintableCharacterError } from '../rendition/unprintable-character-error.ts';
import { copyFonts } from '../rendition/copy-fonts.ts';
import { assertPrintableFace } from '../rendition/printable-text.ts';
import type { CopyFace } from '../rendition/copy-face.ts';

/** The parts of a copy's face that people have named; the rest is numbers. */
export type NamedFace = Pick<CopyFace, 'mark' | 'ownerName' | 'holderName' | 'bound'>;

const NUMBERS = {
  kind: 'copy',
  itemNumber: 'HYYH-2026-000001',
  copyNumber: '001',
  grantNumber: 'HYYH-SQ-2026-000001-G',
  issuedAt: '2026-01-01 00:00',
} as const;

/**
 * Makes sure, before a number is taken for it, that a copy could be printed: a controlled copy with a hole in a name is none.
 *
 * @throws Refusal `UNPRINTABLE_CHARACTER`
 */
export const assertCopyPrintable = async (face: NamedFace): Promise<void> => {
  try {
    assertPrintableFace({ ...NUMBERS, ...face }, await copyFonts());
  } catch (error) {
    if (error instanceof UnprintableCharacterError) throw new Refusal('UNPRINTABLE_CHARACTER', { cause: error });
    throw error;
  }
};
