import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readText, sourceTree } from './tree.ts';
import type { Violation } from './violation.ts';

const catalogue = 'docs/rules.json';
/** The matrix that is written out of the sources: article, code, tests. */
export const matrixFile = 'docs/compliance.md';

const code = /^(packages|apps|examples)\/.*\/src\/.*\.tsx?$/;
const tests = /^(packages|apps|examples)\/.*\/test\/.*\.test(-d)?\.ts$/;
const cited = /(?<![\w-])([A-Z]{1,3}\d{0,2})-(\d{2})(?![\d\w])(?:(?:…|\.{2,3}|–)(\d{2})(?!\d))?/g;

/** One rule of the list, with what is said of it there. */
type Article = {
  readonly id: string;
  readonly title: string;
  readonly zh: string;
  /** whether what it asks for is built: then a test has to name it */
  readonly isDone: boolean;
  /** why no test can name it; empty for most */
  readonly untested: string;
};

function textOf(value: unknown, key: string): string {
  const found: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
  return typeof found === 'string' ? found.trim() : '';
}

function articlesOf(root: string): Article[] {
  if (!existsSync(join(root, catalogue))) return [];
  const list: unknown = JSON.parse(readText(root, catalogue));
  return (Array.isArray(list) ? list : []).map((entry) => ({
    id: textOf(entry, 'id'),
    title: textOf(entry, 'title'),
    zh: textOf(entry, 'zh'),
    isDone: textOf(entry, 'status') === 'done',
    untested: textOf(entry, 'untested'),
  }));
}

/** A comment in a test explains; what counts is what the test is called and what it expects. */
const withoutComments = (text: string): string =>
  text.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/(^|\s)\/\/.*$/gm, '$1');

/** The files that cite each rule. */
function citations(root: string, files: readonly string[], read: (text: string) => string): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const file of files) {
    const ids = new Set<string>();
    for (const [, prefix = '', first = '', last = first] of read(readText(root, file)).matchAll(cited)) {
      for (let number = Number(first); number <= Number(last); number += 1) {
        ids.add(`${prefix}-${String(number).padStart(2, '0')}`);
      }
    }
    for (const id of ids) found.set(id, [...(found.get(id) ?? []), file]);
  }
  return found;
}

/** What the sources say about every rule. */
type Evidence = { readonly article: Article; readonly code: readonly string[]; readonly tests: readonly string[] };

function evidenceOf(root: string): Evidence[] {
  const tree = sourceTree(root);
  const inCode = citations(
    root,
    tree.filter((file) => code.test(file)),
    (text) => text,
  );
  const inTests = citations(
    root,
    tree.filter((file) => tests.test(file)),
    withoutComments,
  );
  return articlesOf(root).map((article) => ({
    article,
    code: inCode.get(article.id) ?? [],
    tests: inTests.get(article.id) ?? [],
  }));
}

const links = (files: readonly string[]): string =>
  files.map((file) => `[${file.replace(/^.*\//, '')}](../${file})`).join(' ');
const cell = (text: string): string => text.replaceAll('|', '\\|');

function row({ article, code, tests }: Evidence): string {
  const proof = tests.length === 0 && article.untested !== '' ? `— ${article.untested}` : links(tests);
  return `| ${article.id} | ${cell(article.zh)} | ${cell(article.title)} | ${links(code)} | ${cell(proof)} |`;
}

const HEAD = '| id | 条文大意 | what it says | code | tests |\n|---|---|---|---|---|';

/** The matrix as it has to stand in the documents. */
export function complianceMatrix(root: string): string {
  const all = evidenceOf(root);
  const done = all.filter(({ article }) => article.isDone);
  const begun = all.filter(({ article, code, tests }) => !article.isDone && code.length + tests.length > 0);
  const open = all.filter(({ article, code, tests }) => !article.isDone && code.length + tests.length === 0);
  return [
    '# Rules, code and tests',
    'Written by `npm run compliance` out of [rules.json](rules.json) and of what code and tests cite; `npm test` goes red where it is out of date, and where a rule that is built has no test that names it. The rules are told in our own short words.',
    `Built: ${done.length}. Cited, and not yet claimed: ${begun.length}. Not yet begun: ${open.length}.`,
    '## Built',
    `${HEAD}\n${done.map(row).join('\n')}`,
    '## Cited, and not yet claimed',
    `${HEAD}\n${begun.map(row).join('\n')}`,
    '## Not yet begun',
    open.map(({ article }) => `${article.id} ${article.title}`).join(' · '),
  ]
    .join('\n\n')
    .concat('\n');
}

/** Every rule that is built is named by a test, or says why it cannot be; and the matrix is what the sources say. */
export function compliance(root: string): Violation[] {
  const all = evidenceOf(root);
  const done = all.filter(({ article }) => article.isDone);
  const found = done.flatMap(({ article, tests }): Violation[] => {
    const violation = (rule: string, message: string): Violation[] => [{ file: catalogue, line: 1, rule, message }];
    if (tests.length > 0 && article.untested !== '')
      return violation(
        'compliance/tested',
        `${article.id} is said to be untested, and a test names it; take "untested" out`,
      );
    if (tests.length > 0 || article.untested !== '') return [];
    return violation(
      'compliance/untested',
      `no test names ${article.id} (${article.title}); name it where it is proved`,
    );
  });
  if (done.length === 0) return found;
  const written = existsSync(join(root, matrixFile)) ? readText(root, matrixFile) : '';
  if (written !== complianceMatrix(root))
    found.push({
      file: matrixFile,
      line: 1,
      rule: 'compliance/stale',
      message: 'out of date; npm run compliance writes it',
    });
  return found;
}
