import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);
const programOf = (manifest: string): string => join(dirname(manifest), 'bin/node');

/** The programs of the Node versions that the client promises to run on, by version; the tests themselves run on the newest. */
export const supportedNodes = (): readonly (readonly [version: string, program: string])[] => [
  ['22', programOf(require.resolve('node-22/package.json'))],
  ['24', programOf(require.resolve('node-24/package.json'))],
  [process.versions.node, process.execPath],
];
