import { existsSync } from 'node:fs';
import { join, posix } from 'node:path';
import { markdownLines } from './text-lines.ts';
import type { MarkdownLine } from './text-lines.ts';
import { readText, sourceTree } from './tree.ts';
import type { Violation } from './violation.ts';
import { stringEntries } from './workspace.ts';

const repositoryFolder = /^(packages|apps|docs|tooling|fixtures|examples|bench)\//;
const madeAtRunTime = /(^|\/)(\.data|dist|node_modules)(\/|$)/;
const scriptShorthands = new Set(['start', 'test', 'stop', 'restart']);
const readmeCodeBefore = 40;

/** `src/a.ts:12`, `docs/x.md#part` and `packages/core/` mean the path alone. */
function barePath(cited: string): string {
  return cited
    .replace(/#.*$/, '')
    .replace(/:\d+(-\d+)?$/, '')
    .replace(/\/$/, '');
}

/** Whether a code span can only be meant as a path of this repository. */
function looksLikePath(cited: string): boolean {
  if (/[\s*<>{}$|()'"=…]|:\/\/|^[/~@]|^node:/.test(cited) || madeAtRunTime.test(cited)) return false;
  return repositoryFolder.test(cited) || (cited.includes('/') && /\.[a-z][a-z0-9]{0,7}$/.test(barePath(cited)));
}

function exists(root: string, from: string, cited: string): boolean {
  const path = barePath(cited);
  return existsSync(join(root, path)) || existsSync(join(root, posix.dirname(from), path));
}

function citedPaths(line: MarkdownLine): string[] {
  return line.fenced
    ? []
    : [...line.text.matchAll(/`([^`]+)`/g)].map((match) => (match[1] ?? '').trim()).filter(looksLikePath);
}

/** Targets of `[text](target)`, images included, and of `[name]: target`; only those inside the repository. */
function linkTargets(line: MarkdownLine): string[] {
  if (line.fenced) return [];
  const text = line.text.replaceAll(/`[^`]*`/g, '');
  const inline = [...text.matchAll(/\]\(\s*<?([^)\s>]+)/g)].map((match) => match[1] ?? '');
  const named = /^\s*\[[^\]^]+\]:\s*<?([^\s>]+)/.exec(text)?.[1];
  const external = /^([a-z][a-z0-9+.-]*:|#|\/\/)/i;
  return [...inline, ...(named === undefined ? [] : [named])].filter((target) => !external.test(target));
}

function linkResolves(root: string, from: string, target: string): boolean {
  const path = decodeURIComponent(target.replace(/[#?].*$/, ''));
  return existsSync(join(root, path.startsWith('/') ? path : posix.join(posix.dirname(from), path)));
}

/** Scripts a line tells people to run: `npm run x`, and `npm start` and its like inside code. */
function citedScripts(line: MarkdownLine): string[] {
  const code = line.fenced
    ? line.text
    : [...line.text.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? '').join('\n');
  const run = [...code.matchAll(/\bnpm run(?:-script)? ([\w:-]+)/g)].map((match) => match[1] ?? '');
  const short = [...code.matchAll(/\bnpm ([a-z]+)\b/g)]
    .map((match) => match[1] ?? '')
    .filter((name) => scriptShorthands.has(name));
  return [...run, ...short];
}

function checkReadme(root: string): Violation[] {
  const violation = (line: number, message: string): Violation[] => [
    { file: 'README.md', line, rule: 'docs-refs/readme-code', message },
  ];
  if (!existsSync(join(root, 'README.md'))) return violation(1, 'there is no README.md; write one');
  const first = markdownLines(root, 'README.md').find((line) => line.fenced);
  if (first !== undefined && first.line < readmeCodeBefore) return [];
  return violation(
    first?.line ?? 1,
    `the first code block must begin before line ${readmeCodeBefore}: show how it is used before explaining it`,
  );
}

/** What the documents promise is there: paths, links, scripts. */
export function docsRefs(root: string): Violation[] {
  const tree = sourceTree(root);
  const documents = tree.filter((file) => file === 'README.md' || (file.startsWith('docs/') && file.endsWith('.md')));
  const scripts = stringEntries(
    tree.includes('package.json') ? JSON.parse(readText(root, 'package.json')) : {},
    'scripts',
  );
  const found = documents.flatMap((file) =>
    markdownLines(root, file).flatMap((line): Violation[] => {
      const violation = (rule: string, message: string): Violation => ({
        file,
        line: line.line,
        rule: `docs-refs/${rule}`,
        message,
      });
      const paths = citedPaths(line).filter((cited) => !exists(root, file, cited));
      const links = linkTargets(line).filter((target) => !linkResolves(root, file, target));
      const unknown = citedScripts(line).filter((name) => !scripts.has(name));
      return [
        ...paths.map((cited) => violation('path', `\`${cited}\` does not exist; name the file that does`)),
        ...links.map((target) => violation('link', `the link to ${target} leads nowhere; correct it or remove it`)),
        ...unknown.map((name) =>
          violation('script', `package.json has no script "${name}"; add it or correct the text`),
        ),
      ];
    }),
  );
  return [...checkReadme(root), ...found];
}
