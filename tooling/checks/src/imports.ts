import { lineOf, visit } from './source-file.ts';
import type { SourceFile } from './source-file.ts';

/** One place where a file names another module. */
export type ModuleReference = {
  readonly specifier: string;
  readonly line: number;
  /** Nothing of it is left at run time: every specifier is a type. */
  readonly typeOnly: boolean;
  /** `import(…)`: evaluated when reached, not when the module is loaded. */
  readonly dynamic: boolean;
};

/**
 * Every module a file names: imports, re-exports, `import(…)` with a literal, and `import('x').Type`.
 * `import { type A, type B }` counts as type-only; the linter asks to write it as `import type`.
 */
export function moduleReferences(source: SourceFile): ModuleReference[] {
  const found: ModuleReference[] = [];
  const add = (place: { readonly start: number }, specifier: string, typeOnly: boolean, dynamic = false): void => {
    found.push({ specifier, line: lineOf(source, place), typeOnly, dynamic });
  };
  visit(source, {
    ImportDeclaration(node) {
      const allTypes =
        node.specifiers.length > 0 &&
        node.specifiers.every((specifier) => specifier.type === 'ImportSpecifier' && specifier.importKind === 'type');
      add(node, node.source.value, node.importKind === 'type' || allTypes);
    },
    ExportNamedDeclaration(node) {
      if (node.source === null) return;
      const allTypes =
        node.specifiers.length > 0 && node.specifiers.every((specifier) => specifier.exportKind === 'type');
      add(node, node.source.value, node.exportKind === 'type' || allTypes);
    },
    ExportAllDeclaration(node) {
      add(node, node.source.value, node.exportKind === 'type');
    },
    ImportExpression(node) {
      if (node.source.type === 'Literal' && typeof node.source.value === 'string')
        add(node, node.source.value, false, true);
      const [only] = node.source.type === 'TemplateLiteral' ? node.source.quasis : [];
      if (node.source.type === 'TemplateLiteral' && node.source.expressions.length === 0 && only !== undefined) {
        add(node, only.value.cooked ?? only.value.raw, false, true);
      }
    },
    TSImportType(node) {
      add(node, node.source.value, true);
    },
  });
  return found;
}

/** `@miji/core/x` → `@miji/core`, `pg/lib` → `pg`. */
export function packageOf(specifier: string): string {
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
}

/** A relative path, as opposed to the name of a package. */
export function isRelative(specifier: string): boolean {
  return specifier === '.' || specifier === '..' || specifier.startsWith('./') || specifier.startsWith('../');
}
