import { posix } from 'node:path';
import { isRelative } from './imports.ts';
import { lineOf, parseFile } from './source-file.ts';
import type { SourceFile } from './source-file.ts';
import { readText, sourceTree } from './tree.ts';
import type { Violation } from './violation.ts';
import { readWorkspace } from './workspace.ts';

const publishedFrom = 'packages/client/package.json';
/** Of a hundred exports at least so many say what they are. */
const wanted = 0.95;

/** Where something that is exported is declared. */
type Declared = { readonly file: string; readonly line: number; readonly isDocumented: boolean };
type Place = { readonly start: number };

function isDocumented({ comments, text }: SourceFile, { start }: Place): boolean {
  return comments.some(
    ({ type, value, end }) =>
      type === 'Block' && value.startsWith('*') && end <= start && text.slice(end, start).trim() === '',
  );
}

/** The file that `./x.ts` or `@miji/contract` means here. */
function fileOf(root: string, from: string, specifier: string): string | undefined {
  if (isRelative(specifier)) return posix.join(posix.dirname(from), specifier);
  const owner = readWorkspace(root).find(({ name }) => name === specifier);
  return owner === undefined ? undefined : `${owner.dir}/src/index.ts`;
}

function nameOf(node: { readonly type: string; readonly name?: unknown; readonly value?: unknown }): string {
  return String(node.type === 'Literal' ? node.value : node.name);
}

type Statement = SourceFile['program']['body'][number];

/** The names that a statement declares itself. */
function declaredBy(statement: Statement): readonly string[] {
  const node = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
  if (node === null) return [];
  if (node.type === 'VariableDeclaration')
    return node.declarations.flatMap(({ id }) => (id.type === 'Identifier' ? [id.name] : []));
  if ('id' in node && node.id !== null && typeof node.id === 'object' && 'name' in node.id) return [node.id.name];
  return [];
}

/** Where a name is declared that a file exports, wherever it comes from. */
function findDeclared(root: string, file: string, name: string): Declared | undefined {
  const source = parseFile(root, file);
  for (const statement of source.program.body) {
    if (declaredBy(statement).includes(name))
      return { file, line: lineOf(source, statement), isDocumented: isDocumented(source, statement) };
    if (statement.type === 'ExportAllDeclaration') {
      const next = fileOf(root, file, statement.source.value);
      const found = next === undefined ? undefined : findDeclared(root, next, name);
      if (found !== undefined) return found;
    }
    if (statement.type !== 'ExportNamedDeclaration' || statement.source === null) continue;
    const specifier = statement.specifiers.find(({ exported }) => nameOf(exported) === name);
    const next = specifier === undefined ? undefined : fileOf(root, file, statement.source.value);
    if (specifier !== undefined && next !== undefined) return findDeclared(root, next, nameOf(specifier.local));
  }
  return undefined;
}

/** Every name that an entry point exports. */
function exportedBy(root: string, file: string): readonly string[] {
  return parseFile(root, file).program.body.flatMap((statement) =>
    statement.type === 'ExportNamedDeclaration'
      ? [...declaredBy(statement), ...statement.specifiers.map(({ exported }) => nameOf(exported))]
      : [],
  );
}

function entriesOf(root: string): readonly string[] {
  const { exports = {} } = JSON.parse(readText(root, publishedFrom)) as { exports?: Record<string, unknown> };
  return Object.values(exports).flatMap((entry) => {
    const source = typeof entry === 'object' && entry !== null ? Reflect.get(entry, '@miji/source') : undefined;
    return typeof source === 'string' ? [posix.join(posix.dirname(publishedFrom), source)] : [];
  });
}

/** What a subsidiary’s developer finds in his editor says what it is: nearly every export of the client carries a comment. */
export function documented(root: string): Violation[] {
  if (!sourceTree(root).includes(publishedFrom)) return [];
  const found = entriesOf(root).flatMap((entry) =>
    exportedBy(root, entry).map((name) => {
      const declared = findDeclared(root, entry, name) ?? { file: entry, line: 1, isDocumented: false };
      return { name, ...declared };
    }),
  );
  const silent = found.filter(({ isDocumented }) => !isDocumented);
  if (silent.length <= found.length * (1 - wanted)) return [];
  return silent.map(({ name, file, line }) => ({
    file,
    line,
    rule: 'documented/export',
    message: `${name} is exported by the client and says nothing of itself; write what it is above it`,
  }));
}
