import { existsSync, globSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

// Sources before builds; the rest is what Vitest uses by itself, since naming conditions replaces its list.
const conditions = ['@miji/source', 'node', 'development|production'];
// Vitest resolves test files in the environment ssr, and the global setup in one of its own.
const sourceFirst = { environments: { ssr: { resolve: { conditions } }, __vitest__: { resolve: { conditions } } } };

/** Everything that has a test folder is a project, so that a new package needs no entry here. */
const projects = globSync(['packages/*', 'apps/*', 'tooling/*', 'examples/*', 'bench', 'docs/site'])
  .filter((folder) => existsSync(`${folder}/package.json`) && existsSync(`${folder}/test`))
  .toSorted();

export default defineConfig({
  ...sourceFirst,
  test: {
    globalSetup: ['packages/testing/src/global-setup.ts'],
    pool: 'forks',
    maxWorkers: 2,
    projects: projects.flatMap((root) => [
      project(root, basename(root), {
        include: ['test/**/*.test.ts'],
        exclude: ['test/browser/**'],
        typecheck: typeTests(root),
        // Files of one package share what they import; each founds a house of its own, so they share nothing else.
        isolate: false,
      }),
      ...(existsSync(`${root}/test/browser`)
        ? [
            project(root, `${basename(root)} in the browser`, {
              include: ['test/browser/**/*.test.ts'],
              testTimeout: 120_000,
              hookTimeout: 120_000,
              expect: { poll: { timeout: 20_000 } },
              // After everything else: a browser beside tests that keep a core busy makes people wait.
              sequence: { groupOrder: 1 },
              globalSetup: globSync(`${root}/test/browser/support/prepare.ts`).map((file) => resolve(file)),
            }),
          ]
        : []),
    ]),
  },
});

interface ProjectTests {
  include: string[];
  exclude?: string[];
  typecheck?: ReturnType<typeof typeTests>;
  isolate?: boolean;
  testTimeout?: number;
  hookTimeout?: number;
  expect?: { poll: { timeout: number } };
  sequence?: { groupOrder: number };
  globalSetup?: string[];
}

function project(root: string, name: string, { exclude = [], ...test }: ProjectTests) {
  return {
    root,
    ...sourceFirst,
    test: {
      name,
      environment: 'node' as const,
      exclude: ['**/node_modules/**', ...exclude],
      testTimeout: 15_000,
      hookTimeout: 60_000,
      ...test,
    },
  };
}

/** Type tests count as tests; a package without any is spared the compiler run, `npm test` checks all types anyway. */
function typeTests(root: string) {
  const include = ['test/**/*.test-d.ts'];
  // A package whose sources know no Node has a second configuration for its tests.
  const tsconfig = existsSync(`${root}/test/tsconfig.json`) ? 'test/tsconfig.json' : 'tsconfig.json';
  return { enabled: globSync(include, { cwd: root }).length > 0, checker: 'tsc' as const, tsconfig, include };
}
