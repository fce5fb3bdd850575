import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lineAt, sourceTree } from './tree.ts';
import type { Violation } from './violation.ts';

const notChecked = new Set(['pnpm-lock.yaml']);

/** Written as patterns that do not match themselves. */
const words = [
  {
    pattern: /(?<![\w.~}@-])\/(?:(?:work|root|home)\/|tmp\/probe)/g,
    rule: 'house-words/machine-path',
    message: 'is a path of one machine; take it from a setting, or make it relative to the repository',
  },
  {
    pattern: /registry\.npm[\w.]*|deb\.debian[\w.]*/g,
    rule: 'house-words/registry-host',
    message: 'names a registry; leave the choice to the configuration of the machine',
  },
];

function isBinary(bytes: Buffer): boolean {
  return bytes.subarray(0, 8000).includes(0);
}

/** Nothing in the repository depends on, or tells of, the machine it was written on. */
export function houseWords(root: string): Violation[] {
  return sourceTree(root).flatMap((file) => {
    if (notChecked.has(file)) return [];
    const bytes = readFileSync(join(root, file));
    if (isBinary(bytes)) return [];
    const text = bytes.toString('utf8');
    return words.flatMap(({ pattern, rule, message }) =>
      [...text.matchAll(pattern)].map((match) => ({
        file,
        line: lineAt(text, match.index),
        rule,
        message: `${match[0]} ${message}`,
      })),
    );
  });
}
