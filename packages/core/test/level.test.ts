import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareLevels, higherLevel, levelOfRank, levelRank, SECRET_LEVELS } from '../src/index.ts';
import { levels } from './support/arbitraries.ts';

describe('levels (GS-04, CD-04)', () => {
  it('are three: confidential below secret below top secret, stored as 1, 2 and 3', () => {
    expect(SECRET_LEVELS).toEqual(['confidential', 'secret', 'top_secret']);
    expect(SECRET_LEVELS.map(levelRank)).toEqual([1, 2, 3]);
  });

  it('come back from the rank they are stored as', () => {
    fc.assert(
      fc.property(levels, (level) => {
        expect(levelOfRank(levelRank(level))).toBe(level);
      }),
    );
  });

  it('are ordered totally: two levels compare one way or are the same level', () => {
    fc.assert(
      fc.property(levels, levels, (a, b) => {
        expect(compareLevels(a, b) === 0).toBe(a === b);
        expect(Math.sign(compareLevels(a, b)) + Math.sign(compareLevels(b, a))).toBe(0);
      }),
    );
  });

  it('are ordered transitively', () => {
    fc.assert(
      fc.property(levels, levels, levels, (a, b, c) => {
        fc.pre(compareLevels(a, b) <= 0 && compareLevels(b, c) <= 0);
        expect(compareLevels(a, c)).toBeLessThanOrEqual(0);
      }),
    );
  });

  it('combine to the higher one, whichever comes first', () => {
    fc.assert(
      fc.property(levels, levels, (a, b) => {
        const higher = higherLevel(a, b);
        expect([a, b]).toContain(higher);
        expect(levelRank(higher)).toBe(Math.max(levelRank(a), levelRank(b)));
        expect(higherLevel(b, a)).toBe(higher);
      }),
    );
  });
});
