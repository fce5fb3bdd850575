import { globSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { manifest, PACKAGE } from './bundle.ts';

const IMPORT = /^(?:import|export) (?:.*? from )?"([^".][^"]*)";$/gm;

const packageOf = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');

/** The packages that the built files import, from Node none. */
export const importedBy = (folder: string): ReadonlySet<string> =>
  new Set(
    globSync('**/*.{js,d.ts}', { cwd: folder }).flatMap((file) =>
      [...readFileSync(join(folder, file), 'utf8').matchAll(IMPORT)].flatMap(([, specifier = '']) =>
        isBuiltin(specifier) ? [] : [packageOf(specifier)],
      ),
    ),
  );

/** The catalog of the workspace: name → exact version. */
const catalog = (): ReadonlyMap<string, string> => {
  const [, text = ''] = readFileSync(join(PACKAGE, '../../pnpm-workspace.yaml'), 'utf8').split(/^catalog:$/m);
  return new Map(
    [...text.matchAll(/^ {2}"?([^":\s]+)"?: (\S+)$/gm)].map(([, name = '', version = '']) => [name, version]),
  );
};

/** What was tried, and what promises to be compatible with it. */
const compatible = (version: string): string => `^${version}`;

/** A peer is somebody else’s choice: any version of the same generation. */
const sameGeneration = (version: string): string => {
  const [major = '0', minor = '0'] = version.split('.');
  return major === '0' ? `^0.${minor}.0` : `^${major}.0.0`;
};

/**
 * The package.json of what is published. It depends on what the built files really import, and on nothing of the workspace.
 *
 * @throws Error where they import something that has no version in the catalog
 */
export const publishedManifest = (built: string) => {
  const own = manifest();
  const { name, version, description, license, engines, publishConfig } = own;
  const versions = catalog();
  const versionOf = (dependency: string): string => {
    const found = versions.get(dependency);
    if (found === undefined) throw new Error(`${dependency} is imported by what is published, and has no version`);
    return found;
  };
  const peers = Object.keys(own.peerDependencies).toSorted();
  const needed = [...importedBy(built)].filter((dependency) => dependency !== name && !peers.includes(dependency));
  const entry = ([path, { types, default: file }]: readonly [string, { types: string; default: string }]) => [
    path,
    { types: types.replace('./dist/', './'), default: file.replace('./dist/', './') },
  ];
  return {
    name,
    version,
    description,
    ...(license === undefined ? {} : { license }),
    type: 'module',
    sideEffects: false,
    engines,
    exports: { ...Object.fromEntries(Object.entries(own.exports).map(entry)), './package.json': './package.json' },
    files: ['**/*.js', '**/*.d.ts', 'CHANGELOG.md'],
    dependencies: Object.fromEntries(needed.toSorted().map((one) => [one, compatible(versionOf(one))])),
    peerDependencies: Object.fromEntries(peers.map((one) => [one, sameGeneration(versionOf(one))])),
    peerDependenciesMeta: Object.fromEntries(peers.map((one) => [one, { optional: true }])),
    publishConfig: { access: publishConfig['access'] },
  };
};
