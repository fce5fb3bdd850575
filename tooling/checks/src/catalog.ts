import { textLines } from './text-lines.ts';
import { sourceTree } from './tree.ts';
import type { Violation } from './violation.ts';
import { yamlBlock } from './workspace-yaml.ts';
import type { YamlEntry } from './workspace-yaml.ts';
import { readWorkspace } from './workspace.ts';
import type { WorkspacePackage } from './workspace.ts';

const workspaceFile = 'pnpm-workspace.yaml';
/** A version; of another package, where one is needed in several versions: `npm:node@22.1.0`. */
const exactVersion = /^(npm:(@[\w.-]+\/)?[\w.-]+@)?\d+\.\d+\.\d+(-[\w.-]+)?(\+[\w.-]+)?$/;

function lineOfKey(root: string, file: string, key: string): number {
  return textLines(root, file).find(({ text }) => text.includes(`"${key}":`))?.line ?? 1;
}

function checkPackage(root: string, of: WorkspacePackage, catalogued: ReadonlySet<string>): Violation[] {
  const file = of.dir === '' ? 'package.json' : `${of.dir}/package.json`;
  return [...of.sections.values()].flatMap((section) =>
    [...section].flatMap(([name, version]): Violation[] => {
      const at = { file, line: lineOfKey(root, file, name) };
      if (version === 'workspace:*') return [];
      if (version !== 'catalog:')
        return [
          {
            ...at,
            rule: 'catalog/pinned',
            message: `"${name}": "${version}" — put the version in the catalog of ${workspaceFile} and write "catalog:"`,
          },
        ];
      return catalogued.has(name)
        ? []
        : [
            {
              ...at,
              rule: 'catalog/missing',
              message: `${name} is not in the catalog of ${workspaceFile}; add it with an exact version`,
            },
          ];
    }),
  );
}

/** The scope of a package name, or the name itself: `@a/x` and `@a/y` are published together. */
function family(entry: YamlEntry): string {
  return entry.key.startsWith('@') ? (entry.key.split('/')[0] ?? entry.key) : entry.key;
}

/** One comment is enough for neighbouring lines of the same scope. */
function unexplained(allowed: readonly YamlEntry[]): YamlEntry[] {
  let explained: YamlEntry | undefined;
  return allowed.filter((entry) => {
    const covered = explained !== undefined && family(explained) === family(entry) && entry.line - explained.line === 1;
    if (entry.comment === '' && !covered) return true;
    explained = entry;
    return false;
  });
}

/** The folders that the workspace names as not its own: what stands there has no catalog, and installs what was packed. */
function outsiders(root: string): readonly string[] {
  return textLines(root, workspaceFile).flatMap(({ text }) => /^\s+-\s*["']?!([^"'\s]+)/.exec(text)?.[1] ?? []);
}

/** Every version stands once, exact, in the catalog; every package that may run code while it is installed says why. */
export function catalog(root: string): Violation[] {
  if (!sourceTree(root).includes(workspaceFile))
    return [
      { file: workspaceFile, line: 1, rule: 'catalog/missing', message: 'the file is missing; it holds the catalog' },
    ];
  const entries = yamlBlock(root, workspaceFile, 'catalog');
  const catalogued = new Set(entries.map((entry) => entry.key));
  const outside = outsiders(root);
  return [
    ...readWorkspace(root)
      .filter(({ dir }) => !outside.includes(dir))
      .flatMap((of) => checkPackage(root, of, catalogued)),
    ...entries
      .filter((entry) => !exactVersion.test(entry.value))
      .map(({ key, value, line }) => ({
        file: workspaceFile,
        line,
        rule: 'catalog/exact',
        message: `${key}: ${value} — write one exact version, without a range`,
      })),
    ...unexplained(yamlBlock(root, workspaceFile, 'allowBuilds')).map(({ key, line }) => ({
      file: workspaceFile,
      line,
      rule: 'catalog/allow-builds',
      message: `say in a comment above why ${key} may run code while it is installed`,
    })),
  ];
}
