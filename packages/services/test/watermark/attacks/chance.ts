import { randomSequence } from '../../../src/watermark/random-sequence.ts';

/** Numbers that are the same on every run for the same seed. */
export interface Chance {
  /** from 0 to, without, 1 */
  readonly next: () => number;
  readonly between: (from: number, to: number) => number;
  readonly oneOf: <T>(choices: readonly [T, ...T[]]) => T;
  /** of mean 0 and deviation 1 */
  readonly bell: () => number;
  /** a trace code */
  readonly code: () => number;
}

export function chanceOf(seed: number): Chance {
  const numbers = randomSequence(seed);
  const next = (): number => numbers() / 2 ** 32;
  return {
    next,
    between: (from, to) => from + (to - from) * next(),
    oneOf: (choices) => choices[Math.floor(next() * choices.length)] ?? choices[0],
    bell: () => (next() + next() + next() + next() - 2) * Math.sqrt(3),
    code: () => (numbers() % 0x10000) * 2 ** 32 + numbers(),
  };
}
