import { readText } from './tree.ts';

/** One line of a text file, one-based. */
export type TextLine = { readonly line: number; readonly text: string };

/** The lines of a file. */
export function textLines(root: string, file: string): TextLine[] {
  return readText(root, file)
    .split(/\r?\n/)
    .map((text, index) => ({ line: index + 1, text }));
}

/** A line of Markdown, and whether it stands inside a fenced block; the fences themselves do. */
export type MarkdownLine = TextLine & { readonly fenced: boolean };

/** Enough of Markdown for references: fenced blocks are told apart, everything else stays text. */
export function markdownLines(root: string, file: string): MarkdownLine[] {
  let fence = '';
  return textLines(root, file).map((line) => {
    const mark = /^\s*(`{3,}|~{3,})/.exec(line.text)?.[1] ?? '';
    const closes = fence !== '' && mark.startsWith(fence);
    const fenced = fence !== '' || mark !== '';
    if (closes) fence = '';
    else if (fence === '') fence = mark;
    return { ...line, fenced };
  });
}
