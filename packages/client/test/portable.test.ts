import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const PRINT_MODULES = fileURLToPath(new URL('support/print-modules.ts', import.meta.url));

/** What Node really loads for the client, as it comes over the wire of no test runner. */
const modules = (): readonly string[] => {
  const { stdout, stderr } = spawnSync(process.execPath, ['--conditions=@miji/source', PRINT_MODULES], {
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  return stdout.trim().split('\n');
};

it('the client loads no module of Node, and of Miji nothing but itself, the contract and the law', () => {
  const loaded = modules();
  expect(loaded.filter((url) => url.startsWith('node:'))).toEqual([]);
  const packages = new Set(
    loaded.flatMap((url) => /\/(packages|apps|tooling)\/([^/]+)\/src\//.exec(url)?.slice(1, 3).join('/') ?? []),
  );
  expect([...packages].toSorted()).toEqual(['packages/client', 'packages/contract', 'packages/core']);
  const libraries = new Set(
    loaded.flatMap((url) => /\/node_modules\/((?:@[^/]+\/)?[^/.][^/]*)\/(?!.*\/node_modules\/)/.exec(url)?.[1] ?? []),
  );
  expect([...libraries].toSorted()).toEqual([
    '@trpc/client',
    '@trpc/server',
    'temporal-polyfill',
    'temporal-utils',
    'zod',
  ]);
});
