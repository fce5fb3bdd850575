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

const plain = new Map<string, PageImage>();
const PAGE_SEED = 20261122;

/**
 * Trial number `seed` of a series: pages and attacks take turns, everything else, also what the pages say, is drawn by chance.
 * @param series another one is another thousand pages that nothing was tuned upon
 */
export async function trialOf(seed: number, hasPattern: boolean, series = 0): Promise<Trial> {
  const chance = chanceOf((seed * 7919 + (hasPattern ? 1 : 2)) ^ Math.imul(series, 0x9e3779b1));
  const attack = ATTACKS[seed % ATTACKS.length] ?? 'jpeg';
  const page = PAGE_KINDS[Math.floor(seed / ATTACKS.length) % PAGE_KINDS.length] ?? 'text';
  const name = `${series} ${page}`;
  const blank = plain.get(name) ?? samplePage(page, PAGE_SEED + series);
  plain.set(name, blank);
  const drawn = { ...blank, data: new Uint8ClampedArray(blank.data) };
  const code = hasPattern ? chance.code() : null;
  if (code !== null) drawPatternOnImage(drawn, patternOf(code), SAMPLE_DPI);
  const image = await attacked(drawn, attack, chance);
  const begun = performance.now();
  const found = readPattern(image);
  const seconds = (performance.now() - begun) / 1000;
  return { seed, attack, page, code, read: found?.code ?? null, certainty: found?.certainty ?? 0, seconds, image };
}
