// The commands behind `npm start`, `npm test` and `npm run …`. Runs on bare Node 20 with npm and needs no package: it installs them, and then everything runs under the Node that the repository pins.
import { buildConsole } from './console-build.mjs';
import { Refusal } from './refusal.mjs';
import { install } from './install.mjs';
import { runNode, runSource } from './child.mjs';
import { test, testDeep } from './test.mjs';

const PROGRAMS = {
  tour: 'examples/tour/src/main.ts',
  compliance: 'tooling/checks/src/write-compliance.ts',
  verify: 'packages/client/src/bin/verify.ts',
  reconcile: 'apps/server/src/bin/reconcile.ts',
  'rotate-root-key': 'apps/server/src/bin/rotate-root-key.ts',
  'whose-copy': 'apps/server/src/bin/whose-copy.ts',
  'bench:marks': 'packages/services/test/watermark/measure-attacks.ts',
  bench: 'bench/src/main.ts',
  'pack-client': 'packages/client/publish/pack.ts',
  example: 'examples/bank-services/src/main.ts',
  'other-languages': 'examples/bank-services/src/languages/write.ts',
  docs: 'docs/site/build.ts',
};

async function main([command, ...rest]) {
  const args = rest.filter((arg) => arg !== '--');
  switch (command) {
    case 'start':
      await install();
      await buildConsole();
      return runSource('apps/server/src/main.ts', args, { ipc: true });
    case 'test':
      await install();
      return test(args);
    case 'test:deep':
      await install();
      return testDeep(args);
    case 'compliance':
    case 'tour':
    case 'verify':
    case 'reconcile':
    case 'rotate-root-key':
    case 'whose-copy':
    case 'bench':
    case 'bench:marks':
    case 'pack-client':
    case 'example':
    case 'other-languages':
    case 'docs':
      await install();
      return runSource(PROGRAMS[command], args);
    case 'format':
      await install();
      return runNode(['node_modules/@biomejs/biome/bin/biome', 'format', '--write', '.']);
    default:
      throw new Refusal(
        'Usage: node tooling/run.mjs start | test | test:deep | compliance | tour | verify | reconcile | rotate-root-key | whose-copy | bench | bench:marks | pack-client | example | other-languages | docs | format [-- arguments]',
      );
  }
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
