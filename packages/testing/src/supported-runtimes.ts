import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);
const beside = (manifest: string, program: string): string => join(dirname(manifest), program);

/** The programs that the client promises to run on, by name; the tests themselves run on the newest Node. Browsers are tried apart. */
export const supportedRuntimes = (): readonly (readonly [name: string, program: string])[] => [
  ['Node 22', beside(require.resolve('node-22/package.json'), 'bin/node')],
  ['Node 24', beside(require.resolve('node-24/package.json'), 'bin/node')],
  [`Node ${process.versions.node}`, process.execPath],
  ['Bun', beside(require.resolve('bun/package.json'), 'bin/bun.exe')],
];
