import { moduleReferences, packageOf } from './imports.ts';
import { lineOf, parseFile, visit } from './source-file.ts';
import { sourceTree } from './tree.ts';
import type { Violation } from './violation.ts';
import { isTestFile, isTypeScript } from './workspace.ts';

const drivers = new Set(['kysely', 'pg', 'pg-pool', 'pg-cursor', 'pg-native']);

/** SQL lives here; tests and measurements may look at the database from outside. */
const homes = [/^packages\/db\//, /^packages\/testing\//, /^bench\//];
/**
 * Sign-in keeps its own schema, and somebody has to open the pools: connections, but no SQL. And a condition over the developer’s own table
 * is made with his Kysely, of which its types alone are needed.
 */
const driverOnly = [
  /^packages\/client\/src\/records\/condition\.ts$/,
  /^apps\/server\/src\/auth\//,
  /^apps\/server\/src\/pools\.ts$/,
];

function isSqlTag(tag: { readonly type: string; readonly name?: unknown; readonly object?: unknown }): boolean {
  if (tag.type === 'Identifier') return tag.name === 'sql';
  const object = tag.type === 'MemberExpression' ? tag.object : undefined;
  return typeof object === 'object' && object !== null && 'name' in object && object.name === 'sql';
}

/** Only the db package speaks SQL. */
export function sqlHome(root: string): Violation[] {
  const outside = sourceTree(root).filter(
    (file) => isTypeScript(file) && !isTestFile(file) && !homes.some((home) => home.test(file)),
  );
  return outside.flatMap((file) => {
    const source = parseFile(root, file);
    const found: Violation[] = [];
    if (!driverOnly.some((place) => place.test(file))) {
      for (const { specifier, line } of moduleReferences(source)) {
        if (!drivers.has(packageOf(specifier))) continue;
        found.push({
          file,
          line,
          rule: 'sql-home/driver',
          message: `${specifier} belongs to packages/db; call a repository, or write one there`,
        });
      }
    }
    visit(source, {
      TaggedTemplateExpression(node) {
        if (isSqlTag(node.tag))
          found.push({
            file,
            line: lineOf(source, node),
            rule: 'sql-home/template',
            message: 'SQL belongs to packages/db; move the query into a repository there',
          });
      },
    });
    return found;
  });
}
