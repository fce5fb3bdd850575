import { type CompanyRef, Refusal } from '@miji/contract';
import type { CopyRow } from '@miji/db';
import type { Reason } from '../platform/audit.ts';
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

/** @throws Refusal `UNPRINTABLE_CHARACTER` for a name that the fonts cannot print */
export const refuseUnprintable = (error: unknown): never => {
  if (error instanceof UnprintableCharacterError) throw new Refusal('UNPRINTABLE_CHARACTER', { cause: error });
  throw error;
};

/**
 * Makes sure, before a number is taken for it, that a copy could be printed: a controlled copy with a hole in a name is none.
 *
 * @throws Refusal `UNPRINTABLE_CHARACTER`
 */
export const assertCopyPrintable = async (face: NamedFace): Promise<void> => {
  const fonts = await copyFonts();
  try {
    assertPrintableFace({ ...NUMBERS, ...face }, fonts);
  } catch (error) {
    refuseUnprintable(error);
  }
};

/**
 * Why copies that are there already do not go to somebody of this name; null where they may, or where they are on paper, which nobody
 * draws anew.
 *
 * @see GS-24
 */
export const unprintableFor = async (
  copies: readonly Pick<CopyRow, 'medium' | 'grant_id' | 'mark'>[],
  owner: CompanyRef,
  holderName: string,
): Promise<Reason | null> => {
  const fonts = await copyFonts();
  try {
    for (const { medium, grant_id, mark } of copies)
      if (medium === 'electronic' && grant_id !== null)
        assertPrintableFace({ ...NUMBERS, mark, ownerName: owner.name, holderName, bound: undefined }, fonts);
    return null;
  } catch (error) {
    if (!(error instanceof UnprintableCharacterError)) throw error;
    return { code: 'UNPRINTABLE_CHARACTER', rule: 'copy.original', article: 'GS-24' };
  }
};
