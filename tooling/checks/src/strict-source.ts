import { coreImpurities } from './core-impurities.ts';
import { lineOf, parseFile, visit } from './source-file.ts';
import type { SourceFile } from './source-file.ts';
import { sourceTree } from './tree.ts';
import type { Violation } from './violation.ts';
import { isTestFile, isTypeScript } from './workspace.ts';

type Report = (place: { readonly start: number }, rule: string, message: string) => void;

const runners = new Set(['it', 'test', 'describe', 'suite', 'bench']);
const contexts = new Set(['ctx', 'context', 'task', 't']);
const notRun = new Set(['skip', 'only', 'todo', 'skipIf', 'runIf', 'fixme']);
const commandLine = [/(^|\/)bin\//, /^(examples|bench|tooling)\//, /^apps\/server\/src\/main\.ts$/];
const defaultExports = [
  /(^|\/)[\w.-]+\.config\.[cm]?ts$/,
  /^apps\/console\/src\/routes\//,
  /(^|\/)\.vitepress\/config\.ts$/,
];

function commentRules(source: SourceFile, report: Report): void {
  for (const comment of source.comments) {
    if (/@ts-(ignore|nocheck)\b/.test(comment.value)) {
      report(
        comment,
        'strict-source/ts-ignore',
        'do not silence the compiler; fix the type, or use @ts-expect-error with its reason in a type test',
      );
    }
    const expected = /@ts-expect-error\b[\s:–—-]*(.*)/.exec(comment.value);
    if (expected !== null && !/\p{L}{2}/u.test(expected[1] ?? '')) {
      report(comment, 'strict-source/expect-error', 'say after @ts-expect-error which error is wanted and why');
    }
    if (/\b(TODO|FIXME)\b/.test(comment.value))
      report(comment, 'strict-source/todo', 'do it now, or open an issue; comments hold no promises');
  }
}

function testRules(source: SourceFile, report: Report): void {
  visit(source, {
    MemberExpression(node) {
      if (node.computed || node.property.type !== 'Identifier' || !notRun.has(node.property.name)) return;
      let root = node.object;
      while (root.type === 'MemberExpression' || root.type === 'CallExpression')
        root = root.type === 'CallExpression' ? root.callee : root.object;
      if (
        root.type !== 'Identifier' ||
        !(runners.has(root.name) || (contexts.has(root.name) && node.property.name === 'skip'))
      )
        return;
      report(node, 'strict-source/skipped-test', `.${node.property.name} leaves a test out; run it, or delete it`);
    },
    Identifier(node) {
      if (node.name === 'xit' || node.name === 'xdescribe' || node.name === 'xtest')
        report(node, 'strict-source/skipped-test', `${node.name} leaves a test out; run it, or delete it`);
    },
  });
}

function sourceRules(source: SourceFile, report: Report): void {
  const defaultAllowed = defaultExports.some((pattern) => pattern.test(source.file));
  const printAllowed = commandLine.some((pattern) => pattern.test(source.file));
  const onDefault = (node: { readonly start: number }): void => {
    if (!defaultAllowed)
      report(
        node,
        'strict-source/default-export',
        'export it by name; default exports are for config files and console routes',
      );
  };
  visit(source, {
    TSNonNullExpression(node) {
      report(node, 'strict-source/non-null', 'no `!`: test for undefined and say what happens then');
    },
    ExportDefaultDeclaration: onDefault,
    ExportSpecifier(node) {
      if (node.exported.type === 'Identifier' && node.exported.name === 'default') onDefault(node);
    },
    MemberExpression(node) {
      if (printAllowed || node.object.type !== 'Identifier' || node.object.name !== 'console') return;
      report(
        node,
        'strict-source/console',
        'use the logger; console is for command-line entry points under bin/, examples, bench and tooling',
      );
    },
  });
}

function anyRule(source: SourceFile, report: Report): void {
  visit(source, {
    TSAnyKeyword(node) {
      report(node, 'strict-source/any', 'no `any`: name the type, or take `unknown` and check it');
    },
  });
}

/** What the compiler's strictest settings still let through. */
export function strictSource(root: string): Violation[] {
  return sourceTree(root)
    .filter(isTypeScript)
    .flatMap((file) => {
      const source = parseFile(root, file);
      const found: Violation[] = source.problems.map((problem) => ({
        file,
        line: 1,
        rule: 'strict-source/syntax',
        message: `cannot be parsed: ${problem}`,
      }));
      const report: Report = (place, rule, message) => {
        found.push({ file, line: lineOf(source, place), rule, message });
      };
      commentRules(source, report);
      anyRule(source, report);
      if (isTestFile(file)) testRules(source, report);
      else sourceRules(source, report);
      if (file.startsWith('packages/core/src/')) {
        for (const impurity of coreImpurities(source)) report(impurity, 'strict-source/core-pure', impurity.message);
      }
      return found;
    });
}
