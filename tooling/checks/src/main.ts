import { resolve } from 'node:path';
import { boundedStrings } from './bounded-strings.ts';
import { catalog } from './catalog.ts';
import { clientSize } from './client-size.ts';
import { compliance } from './compliance.ts';
import { docCode } from './doc-code.ts';
import { docsRefs } from './docs-refs.ts';
import { documented } from './documented.ts';
import { houseWords } from './house-words.ts';
import { importLaw } from './import-law.ts';
import { procedureShape } from './procedure-shape.ts';
import { ruleIds } from './rule-ids.ts';
import { sqlHome } from './sql-home.ts';
import { strictSource } from './strict-source.ts';
import { formatViolation } from './violation.ts';
import type { Check } from './violation.ts';

const checks: readonly (readonly [name: string, promise: string, check: Check])[] = [
  ['import-law', 'packages import only what stands to their left, without cycles', importLaw],
  ['strict-source', 'no any, no silenced compiler, no skipped tests, a pure core', strictSource],
  ['sql-home', 'only the db package speaks SQL', sqlHome],
  ['procedure-shape', 'every procedure has an input and an output schema', procedureShape],
  ['bounded-strings', 'every string of the contract has an end', boundedStrings],
  ['docs-refs', 'paths, links and scripts in the documents exist', docsRefs],
  ['doc-code', 'TypeScript in the documents compiles', docCode],
  ['documented', 'what the client exports says what it is', documented],
  ['client-size', 'no entry point of the client outgrows its limit', clientSize],
  ['rule-ids', 'every cited rule exists', ruleIds],
  ['compliance', 'every rule that is built is named by a test, and the matrix says so', compliance],
  ['catalog', 'one exact version each, in the catalog', catalog],
  ['house-words', 'no machine paths, no registry hosts', houseWords],
];

/** `main.ts [root]`: checks the repository this file stands in, or another tree. */
function main(argument: string | undefined): number {
  const root = argument === undefined ? resolve(import.meta.dirname, '../../..') : resolve(argument);
  let broken = 0;
  for (const [name, promise, check] of checks) {
    const started = performance.now();
    const violations = check(root);
    broken += violations.length;
    for (const violation of violations) console.log(formatViolation(violation));
    const verdict = violations.length === 0 ? 'ok  ' : 'RED ';
    console.log(
      `${verdict} ${name.padEnd(16)} ${violations.length === 0 ? promise : `${violations.length} to repair`} (${Math.round(performance.now() - started)} ms)`,
    );
  }
  return broken === 0 ? 0 : 1;
}

process.exitCode = main(process.argv[2]);
