import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'tsdown';

/** The folder of the package. */
export const PACKAGE = join(import.meta.dirname, '..');

const TSCONFIG = join(PACKAGE, '../tsconfig.published.json');

/** One entry of `exports` in package.json. */
interface Export {
  readonly '@miji/source': string;
  readonly types: string;
  readonly default: string;
}

/** What package.json says, as far as it matters to what is published. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly license?: string;
  readonly engines: Readonly<Record<string, string>>;
  readonly exports: Readonly<Record<string, Export>>;
  readonly peerDependencies: Readonly<Record<string, string>>;
  readonly publishConfig: Readonly<Record<string, unknown>>;
}

export const manifest = (): Manifest => JSON.parse(readFileSync(join(PACKAGE, 'package.json'), 'utf8')) as Manifest;

/** `./dist/node/index.js` → `node/index` */
const nameOf = ({ default: file }: Export): string => file.replace(/^\.\/dist\/|\.js$/g, '');

/** Every entry point by the name of its file: `{ 'node/index': './src/node/index.ts' }`. */
export const entries = (): Record<string, string> =>
  Object.fromEntries(Object.values(manifest().exports).map((entry) => [nameOf(entry), entry['@miji/source']]));

/** What is taken in: our own packages, and the wire of tRPC, which would otherwise ask for a compiler to be installed beside it. */
const isTakenIn = (id: string, importer: string | undefined): boolean =>
  id.startsWith('@miji/') ||
  id.startsWith('@trpc/client') ||
  // Whoever guards his own tRPC procedures throws the errors of his own.
  (id.startsWith('@trpc/server') && !(importer ?? '').includes('adapters/trpc'));

/** Bundles the package into a folder: one file for each entry point, and what they share. */
export const bundle = async (outDir: string, { types, minify }: { types: boolean; minify: boolean }): Promise<void> => {
  const outside = [...Object.keys(manifest().peerDependencies), 'zod', 'temporal-polyfill', 'react'];
  await build({
    config: false,
    cwd: PACKAGE,
    entry: entries(),
    outDir,
    format: 'esm',
    platform: 'neutral',
    target: 'es2023',
    tsconfig: TSCONFIG,
    dts: types ? { generator: 'tsgo', tsconfig: TSCONFIG } : false,
    minify,
    inputOptions: { resolve: { conditionNames: ['@miji/source', 'import', 'default'] } },
    deps: {
      onlyBundle: false,
      alwaysBundle: isTakenIn,
      neverBundle: (id) => id.startsWith('node:') || outside.some((name) => id === name && !isTakenIn(id, undefined)),
    },
    // Schemas that nobody uses are left out: making one does nothing.
    treeshake: { moduleSideEffects: false, manualPureFunctions: ['z'] },
    logLevel: 'error',
  });
};
