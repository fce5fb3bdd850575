import { parseArgs } from 'node:util';
import type { ExportProblem } from '@miji/core';
import { verifyExport } from '@miji/core';
import { nodeVerifier } from './node-verifier.ts';
import { readLines } from './read-lines.ts';

const USAGE =
  'Usage: npm run verify -- FILE [--key KEY_ID …]\n  checks an exported trace; with --key only seals of these keys are trusted';

const SENTENCES: Readonly<Record<ExportProblem, string>> = {
  not_an_export: 'the file is no export of a trace',
  unreadable_line: 'the line is not one that Miji writes',
  unknown_key: 'it is sealed with a key that is not trusted, or not in the file',
  manifest_signature: 'the seal over the whole export does not fit',
  segment_signature: 'the seal of a segment does not fit',
  segment_order: 'a segment is missing, added or out of place',
  segment_root: 'an entry of the segment before was changed, removed or added',
  entry_order: 'an entry is missing, added or out of place',
  entry_changed: 'the entry was changed',
  tail_missing: 'the end was cut off',
};

/** The file and the trusted keys; null where the command is not written as it should be. */
function readCommand(): { readonly file: string; readonly trusted: readonly string[] } | null {
  try {
    const options = { key: { type: 'string', multiple: true }, help: { type: 'boolean' } } as const;
    const { values, positionals } = parseArgs({ allowPositionals: true, options });
    const [file, ...more] = positionals;
    // A second file that nobody looks at would pass for a whole one.
    return file === undefined || more.length > 0 || values.help ? null : { file, trusted: values.key ?? [] };
  } catch {
    return null;
  }
}

const command = readCommand();
if (command === null) {
  console.error(USAGE);
  process.exitCode = 2;
} else {
  process.exitCode = check(command.file, command.trusted);
}

function check(file: string, trusted: readonly string[]): number {
  try {
    const result = verifyExport(readLines(file), nodeVerifier, trusted);
    if (!result.ok) {
      const entry =
        result.entry === null
          ? ''
          : `, entry ${result.entry}${result.eventId === null ? '' : ` (event ${result.eventId})`}`;
      console.error(`BROKEN  line ${result.line}${entry}: ${SENTENCES[result.problem]}`);
      return 1;
    }
    console.log(`WHOLE   ${result.entries} entries in ${result.segments} segments of company ${result.companyId}`);
    console.log(`        covers ${result.from} to ${result.to}, exported ${result.exportedAt}`);
    console.log(`        sealed with ${result.keyIds.join(', ')}`);
    if (trusted.length === 0) {
      console.log(
        '        That these are the right keys only their owner can tell you: compare them, or name them with --key.',
      );
    }
    return 0;
  } catch (error) {
    console.error(`${file} cannot be read: ${error instanceof Error ? error.message : 'unknown reason'}`);
    return 2;
  }
}
