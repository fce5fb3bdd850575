import { textLines } from './text-lines.ts';

/** One `key: value` of a block in pnpm-workspace.yaml. */
export type YamlEntry = {
  readonly key: string;
  readonly value: string;
  readonly line: number;
  /** The comment behind it, or else directly above it; empty when there is none. */
  readonly comment: string;
};

/**
 * The entries of a top-level block, read line by line: a YAML library would drop the comments, and these are
 * what is asked for. Flat blocks of plain or quoted scalars only, which is all that the file holds.
 */
export function yamlBlock(root: string, file: string, block: string): YamlEntry[] {
  const entries: YamlEntry[] = [];
  let inside = false;
  let above = '';
  for (const { line, text } of textLines(root, file)) {
    if (/^\S/.test(text) && !text.startsWith('#')) inside = text.replace(/\s*(#.*)?$/, '') === `${block}:`;
    else if (inside && text.trim() === '') above = '';
    else if (inside && /^\s+#/.test(text)) above = text.trim().slice(1).trim();
    else if (inside) {
      const match = /^\s+(?:"([^"]+)"|'([^']+)'|([^\s:'"]+)):\s*["']?([^\s"'#]*)["']?\s*(?:#\s*(.*))?$/.exec(text);
      if (match !== null) {
        entries.push({
          key: match[1] ?? match[2] ?? match[3] ?? '',
          value: match[4] ?? '',
          line,
          comment: match[5] ?? above,
        });
      }
      above = '';
    }
  }
  return entries;
}
