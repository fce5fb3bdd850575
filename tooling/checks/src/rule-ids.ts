import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { textLines } from './text-lines.ts';
import { readText, sourceTree } from './tree.ts';
import type { Violation } from './violation.ts';

const catalogue = 'docs/rules.json';
const checkedFiles = /\.([cm]?[jt]sx?|md|json|sql|ya?ml|html|txt)$/;
const notChecked = new Set([catalogue, 'pnpm-lock.yaml']);
const longestTitle = 8;

/** A regulation's prefix and number; with `…` and a second number a range, whose last is cited too. */
const cited =
  /(?<![\w-])(GS|CD|AR|CF|AU|PM|CC|B17|B80|RB|CB|BR|AP|EP|IP|SG|SI|CP|CX|K)-(\d{2})(?![\d\w])(?:(?:…|\.{2,3}|–)(\d{2})(?!\d))?/g;

function textOf(value: unknown, key: string): string {
  const found: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
  return typeof found === 'string' ? found.trim() : '';
}

/** Reads the list of rules and says what is wrong with the list itself. */
function readCatalogue(root: string): { readonly ids: ReadonlySet<string>; readonly problems: readonly string[] } {
  if (!existsSync(join(root, catalogue))) return { ids: new Set(), problems: ['the list of rules is missing'] };
  const document: unknown = JSON.parse(readText(root, catalogue));
  if (!Array.isArray(document)) return { ids: new Set(), problems: ['must be an array of { id, title, regime }'] };
  const ids = new Set<string>();
  const problems: string[] = [];
  for (const entry of document) {
    const id = textOf(entry, 'id');
    const title = textOf(entry, 'title');
    if (ids.has(id)) problems.push(`${id} stands here twice`);
    if (!new RegExp(`^${cited.source}$`).test(id)) problems.push(`"${id}" is not the id of a rule`);
    if (textOf(entry, 'regime') === '') problems.push(`${id} names no regime`);
    if (title === '' || title.split(/\s+/).length > longestTitle)
      problems.push(`${id} needs a title of one to ${longestTitle} words`);
    ids.add(id);
  }
  return { ids, problems };
}

/** Every rule that source, tests, documents and fixtures cite is one that exists. */
export function ruleIds(root: string): Violation[] {
  const { ids, problems } = readCatalogue(root);
  const found: Violation[] = problems.map((message) => ({
    file: catalogue,
    line: 1,
    rule: 'rule-ids/catalogue',
    message,
  }));
  for (const file of sourceTree(root)) {
    if (!checkedFiles.test(file) || notChecked.has(file)) continue;
    for (const { line, text } of textLines(root, file)) {
      for (const [, prefix = '', first = '', last] of text.matchAll(cited)) {
        for (const id of [first, ...(last === undefined ? [] : [last])].map((number) => `${prefix}-${number}`)) {
          if (!ids.has(id))
            found.push({
              file,
              line,
              rule: 'rule-ids/unknown',
              message: `${id} is not in ${catalogue}; correct the citation`,
            });
        }
      }
    }
  }
  return found;
}
