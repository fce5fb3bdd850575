import { readText, sourceTree } from './tree.ts';

/** A folder with a package.json of its own. */
export type WorkspacePackage = {
  readonly name: string;
  /** Relative to the root, without a slash at the end; empty for the root package. */
  readonly dir: string;
  /** Dependency name → version as written, per section of package.json. */
  readonly sections: ReadonlyMap<string, ReadonlyMap<string, string>>;
};

const dependencySections = ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies'];

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The entries of an object in a JSON document that are strings; none when there is no such object. */
export function stringEntries(document: unknown, key: string): ReadonlyMap<string, string> {
  const object = isRecord(document) ? document[key] : undefined;
  const found = new Map<string, string>();
  for (const [name, value] of Object.entries(isRecord(object) ? object : {})) {
    if (typeof value === 'string') found.set(name, value);
  }
  return found;
}

function readPackage(root: string, file: string): WorkspacePackage {
  const document: unknown = JSON.parse(readText(root, file));
  const name = isRecord(document) ? document['name'] : undefined;
  return {
    name: typeof name === 'string' ? name : file,
    dir: file === 'package.json' ? '' : file.slice(0, -'/package.json'.length),
    sections: new Map(dependencySections.map((section) => [section, stringEntries(document, section)])),
  };
}

/** Every package of the workspace, the deepest folders first, so that the first match owns a file. */
export function readWorkspace(root: string): WorkspacePackage[] {
  return sourceTree(root)
    .filter((file) => file === 'package.json' || file.endsWith('/package.json'))
    .map((file) => readPackage(root, file))
    .toSorted((a, b) => b.dir.length - a.dir.length);
}

/** The package a file (or a path that need not exist) belongs to; the root package when there is no nearer one. */
export function ownerOf(workspace: readonly WorkspacePackage[], path: string): WorkspacePackage | undefined {
  return workspace.find(
    (candidate) => candidate.dir === '' || path === candidate.dir || path.startsWith(`${candidate.dir}/`),
  );
}

/** A test stands in a test folder or carries `.test` in its name. */
export function isTestFile(file: string): boolean {
  return /(^|\/)(test|tests|e2e)\//.test(file) || /\.test(-d)?\.[cm]?tsx?$/.test(file);
}

/** TypeScript that people write: no declaration files of others, no generated output. */
export function isTypeScript(file: string): boolean {
  return /\.[cm]?tsx?$/.test(file) && !/\.d\.[cm]?ts$/.test(file);
}
