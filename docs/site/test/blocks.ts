import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A block of code of a page: a file where it has a name, otherwise lines for a shell, or what they print. */
export interface CodeBlock {
  readonly language: string;
  readonly name: string | null;
  readonly code: string;
}

const BLOCK = /^```(\w+)(?: \[([^\]]+)\])?\n(.*?)^```$/gms;

/** The blocks of code of a page of the site, in their order. */
export const blocksOf = (page: string): readonly CodeBlock[] =>
  [...readFileSync(join(import.meta.dirname, '..', page), 'utf8').matchAll(BLOCK)].map(
    ([, language = '', name = null, code = '']) => ({ language, name, code }),
  );

/** The same without what is only said to the reader. */
export const withoutRemarks = ({ code }: CodeBlock): string => code.replaceAll(/^\s*\/\/.*\n/gm, '');
