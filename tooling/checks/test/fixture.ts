import { join } from 'node:path';
import type { Check } from '../src/violation.ts';

/** What a check finds in a fixture tree, as sorted `file:line rule`. */
export function findings(check: Check, tree: string): string[] {
  return check(join(import.meta.dirname, 'fixtures', tree))
    .map(({ file, line, rule }) => `${file}:${line} ${rule}`)
    .toSorted();
}
