import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { measureLaw } from './law/measure-law.ts';
import { measureLocal } from './law/measure-local.ts';
import { measurePages } from './pages/measure-pages.ts';
import { measureReads } from './reads/measure-reads.ts';
import { machineFacts } from './support/machine.ts';
import type { Finding } from './support/report.ts';
import { inMarkdown, replaceSection } from './support/report.ts';
import { measureTrace } from './trace/measure-trace.ts';
import { measureUploads } from './uploads/measure-uploads.ts';
import { measureWire } from './wire/measure-wire.ts';

const RESULTS = new URL('../RESULTS.md', import.meta.url);

const PARTS: Readonly<Record<string, () => Finding | Promise<Finding>>> = {
  law: measureLaw,
  local: measureLocal,
  reads: measureReads,
  wire: measureWire,
  trace: measureTrace,
  uploads: measureUploads,
  pages: measurePages,
};

const USAGE = `Usage: npm run bench [-- PART …]   parts: ${Object.keys(PARTS).join(', ')}; without any all of them. bench/RESULTS.md is written anew, or of it the sections of the parts that ran`;

const head = (machine: string): string =>
  [
    '# Measurements',
    '',
    `${new Date().toISOString().slice(0, 10)}, \`npm run bench\`. ${machine}.`,
    '',
    'Absolute numbers hold for this machine and what else ran on it; trust the ratios, which are taken in turn within one run.',
    '',
    '',
  ].join('\n');

const GAPS = `## Goals that nothing here measures yet

- decide() together with a chained audit record (200,000 a second)
- counting under policies (0.7 of plain), and any of the reads at a million items
- events within the transaction of an act on one busy company (0.7 of plain), and both ways of tracing on a slow disk
- HTTP against the bare tRPC adapter with an empty procedure (3 times)
- start-up: 0.2 s warm, 1.5 s fresh
`;

const { positionals } = parseArgs({ allowPositionals: true });
const parts = positionals.length === 0 ? Object.keys(PARTS) : positionals;
if (parts.some((part) => !(part in PARTS))) {
  console.error(USAGE);
  process.exitCode = 2;
} else {
  const machine = machineFacts();
  console.log(`${machine}\n`);
  const findings: Finding[] = [];
  for (const part of parts) {
    const finding = await PARTS[part]?.();
    if (finding === undefined) continue;
    findings.push(finding);
    console.log(inMarkdown(finding));
  }
  if (positionals.length === 0) {
    writeFileSync(RESULTS, head(machine) + [...findings.map(inMarkdown), GAPS].join('\n'));
  } else {
    const before = existsSync(RESULTS) ? readFileSync(RESULTS, 'utf8') : head(machine) + GAPS;
    const when = `${new Date().toISOString().slice(0, 10)}, this part by itself. ${machine}.`;
    writeFileSync(
      RESULTS,
      findings.reduce(
        (text, finding) => replaceSection(text, { ...finding, setting: `${when}\n\n${finding.setting}` }),
        before,
      ),
    );
  }
}
