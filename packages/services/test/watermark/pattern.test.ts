import { describe, expect, it } from 'vitest';
import { CODE_LIMIT, decodeWord, encodeWord } from '../../src/watermark/code-word.ts';
import { patternOf } from '../../src/watermark/pattern-of.ts';
import { ATTACKS } from './attacks/attacks.ts';
import { chanceOf } from './attacks/chance.ts';
import { trialOf } from './attacks/trial.ts';

// As many as CI has time for; `npm run bench:marks` runs a thousand.
const ROUNDS = Number(process.env['MIJI_MARKS'] ?? 1);
/** Quarters of pages take the least time, and are the hardest to read. */
const QUARTERS: ReadonlySet<string> = new Set(['crop', 'combined']);

describe('The pattern in the background of every page', () => {
  it('says any code of 48 bits, and no other one where a third of its chips is turned over', () => {
    const chance = chanceOf(1);
    for (const code of [0, 1, CODE_LIMIT - 1, ...Array.from({ length: 20 }, chance.code)]) {
      const word = encodeWord(code);
      expect(decodeWord(Float32Array.from(word, (bit) => (bit === 1 ? 1 : -1)))).toBe(code);
      const noise = Float32Array.from(word, (bit) => (chance.next() < 0.33 ? -1 : 1) * (bit === 1 ? 1 : -1));
      expect([code, null]).toContain(decodeWord(noise));
    }
    expect(() => patternOf(CODE_LIMIT)).toThrow(RangeError);
    expect(() => patternOf(0.5)).toThrow(RangeError);
  });

  it.each(ATTACKS)('names its copy after: %s', { timeout: 60_000 }, async (attack) => {
    const rounds = QUARTERS.has(attack) ? ROUNDS * 2 : ROUNDS;
    for (let round = 0; round < rounds; round++) {
      // Pages of text, and with a dark picture.
      const seed = ATTACKS.indexOf(attack) + ATTACKS.length * (round * 3 + 48);
      const trial = await trialOf(seed, true);
      expect.soft([trial.attack, trial.page, trial.read]).toEqual([attack, trial.page, trial.code]);
    }
  });

  it('is not seen where there is none', { timeout: 60_000 }, async () => {
    for (let round = 0; round < ROUNDS * 2; round++) {
      const trial = await trialOf(ATTACKS.indexOf('crop') + ATTACKS.length * round, false);
      expect(trial.read).toBeNull();
    }
  });
});
