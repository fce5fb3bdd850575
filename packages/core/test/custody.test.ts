import { expect, test } from 'vitest';
import { SECRET_LEVELS, storeTakes } from '../src/index.ts';

const taken = (separate: boolean, highestLevel: (typeof SECRET_LEVELS)[number]) =>
  SECRET_LEVELS.filter((level) => storeTakes({ separate, highestLevel }, level) === null);

test.each([
  { separate: true, highestLevel: 'confidential', lies: ['confidential'] },
  { separate: true, highestLevel: 'secret', lies: ['confidential', 'secret'] },
  { separate: true, highestLevel: 'top_secret', lies: ['confidential', 'secret', 'top_secret'] },
  { separate: false, highestLevel: 'confidential', lies: ['confidential'] },
  // Whatever such a store was said to take: 机密 and 绝密 lie apart.
  { separate: false, highestLevel: 'secret', lies: ['confidential'] },
  { separate: false, highestLevel: 'top_secret', lies: ['confidential'] },
] as const)('a store up to $highestLevel, apart: $separate, takes $lies and nothing else (CF-29)', (store) => {
  expect(taken(store.separate, store.highestLevel)).toEqual(store.lies);
});
