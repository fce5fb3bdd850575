import { drawPatternOnImage, type PageImage } from '../../../src/watermark/draw-pattern.ts';
import { patternOf } from '../../../src/watermark/pattern-of.ts';
import { readPattern } from '../../../src/watermark/read-pattern.ts';
import { ATTACKS, type Attack, attacked } from './attacks.ts';
import { chanceOf } from './chance.ts';
import { PAGE_KINDS, type PageKind, SAMPLE_DPI, samplePage } from './sample-page.ts';

/** One page, what happened to it, and what was read. */
export interface Trial {
  readonly seed: number;
  readonly attack: Attack;
  readonly page: PageKind;
  /** null for a page without a pattern */
  readonly code: number | null;
  readonly read: number | null;
  readonly certainty: number;
  readonly seconds: number;
  readonly image: PageImage;
}

const plain = new Map<PageKind, PageImage>();
const PAGE_SEED = 20261122;

/** Trial number `seed`: pages and attacks take turns, everything else is drawn by chance. */
export async function trialOf(seed: number, hasPattern: boolean): Promise<Trial> {
  const chance = chanceOf(seed * 7919 + (hasPattern ? 1 : 2));
  const attack = ATTACKS[seed % ATTACKS.length] ?? 'jpeg';
  const page = PAGE_KINDS[Math.floor(seed / ATTACKS.length) % PAGE_KINDS.length] ?? 'text';
  const blank = plain.get(page) ?? samplePage(page, PAGE_SEED);
  plain.set(page, blank);
  const drawn = { ...blank, data: new Uint8ClampedArray(blank.data) };
  const code = hasPattern ? chance.code() : null;
  if (code !== null) drawPatternOnImage(drawn, patternOf(code), SAMPLE_DPI);
  const image = await attacked(drawn, attack, chance);
  const begun = performance.now();
  const found = readPattern(image);
  const seconds = (performance.now() - begun) / 1000;
  return { seed, attack, page, code, read: found?.code ?? null, certainty: found?.certainty ?? 0, seconds, image };
}
