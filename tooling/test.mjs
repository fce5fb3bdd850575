import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBrowser, ensureChineseFont } from './browser.mjs';
import { runNode, runNpx, runSource } from './child.mjs';
import { buildConsole } from './console-build.mjs';
import { packageManager } from './install.mjs';
import { at } from './paths.mjs';
import { Refusal } from './refusal.mjs';

const CHECKS = 'tooling/checks/src/main.ts';

/** Everything that has to hold, cheapest first; ends at the first part that does not. Arguments go to the test runner. */
export async function test(args) {
  let chromium;
  await phase('Browser', async () => {
    chromium = await ensureBrowser();
    await ensureChineseFont();
    console.log(chromium);
  });
  await phase('Types', async () => {
    // turbo calls the package manager by name, and npx puts the pinned one on PATH. The kept results of earlier runs are
    // not used: they do not notice a change in another package's source.
    const turbo = [
      'node',
      'node_modules/turbo/bin/turbo',
      'run',
      'typecheck',
      '--force',
      '--env-mode=loose',
      '--output-logs=errors-only',
    ];
    succeed(
      await runNpx([`--package=${packageManager()}`, '--', ...turbo]),
      'Types do not fit; the places stand above.',
    );
  });
  await phase('Lint', async () => {
    if (existsSync(at(CHECKS)))
      succeed(await runSource(CHECKS, []), 'A rule of the house is broken; the places stand above.');
    succeed(
      await runNode(['node_modules/oxlint/bin/oxlint', '--type-aware', '--deny-warnings']),
      'Lint found something; the places stand above.',
    );
    succeed(
      await runNode(['node_modules/@biomejs/biome/bin/biome', 'format', '.']),
      'Not laid out as agreed: npm run format does it.',
    );
    succeed(
      await runNode(['node_modules/knip/bin/knip.js', '--no-progress', '--treat-config-hints-as-errors']),
      'Something is used by nobody, or used and not declared; see above.',
    );
  });
  await phase('Console', buildConsole);
  let counts;
  await phase('Tests', async () => {
    counts = await runTests(args, chromium);
  });
  console.log(`\n${counts.passed} passed, 0 failed`);
  return 0;
}

const SEQUENCES = 100_000;

const KILLS = 200;

/**
 * What `npm test` tries a little of, at length: the random sequences of an office, and a server that is killed again and again while
 * copies change hands. Arguments go to the test runner.
 */
export async function testDeep(args) {
  const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--project'];
  const sequences = await runNode([...vitest, 'core', 'no-self-approval', ...args], {
    env: { MIJI_RUNS: process.env.MIJI_RUNS ?? String(SEQUENCES) },
  });
  if (sequences !== 0) return sequences;
  return runNode([...vitest, 'server', 'kill-copies', ...args], {
    env: { MIJI_KILLS: process.env.MIJI_KILLS ?? String(KILLS) },
  });
}

async function runTests(args, chromium) {
  const folder = mkdtempSync(join(tmpdir(), 'miji-report-'));
  const file = join(folder, 'report.json');
  try {
    const code = await runNode(
      [
        'node_modules/vitest/vitest.mjs',
        'run',
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${file}`,
        ...args,
      ],
      { env: { MIJI_CHROMIUM: chromium } },
    );
    if (code > 128 || !existsSync(file)) throw new Refusal('The tests did not run to their end.');
    const report = JSON.parse(readFileSync(file, 'utf8'));
    const counts = {
      passed: report.numPassedTests,
      failed: report.numFailedTests,
      skipped: report.numPendingTests + report.numTodoTests,
    };
    if (code !== 0 || counts.failed > 0)
      throw new Refusal(
        `\n${counts.passed} passed, ${counts.failed} failed${counts.failed === 0 ? ' (an error outside the tests stands above)' : ''}`,
      );
    if (counts.skipped > 0)
      throw new Refusal(
        `\n${counts.passed} passed, but ${counts.skipped} skipped: a test is mended or removed, not skipped.`,
      );
    if (counts.passed === 0) throw new Refusal('No test was found.');
    return counts;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function phase(name, work) {
  console.log(`\n— ${name}`);
  const started = Date.now();
  await work();
  console.log(`— ${name}: ${((Date.now() - started) / 1000).toFixed(1)} s`);
}

function succeed(code, message) {
  if (code > 128) throw new Refusal('Interrupted.');
  if (code !== 0) throw new Refusal(message);
}
