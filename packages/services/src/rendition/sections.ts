import { unifyLineEnds } from './printable-text.ts';
import { markdownTokens } from './markdown-tokens.ts';

/** A part of a Markdown text from one heading to the next, by its lines; both included, counted from 1. */
export interface Section {
  readonly fromLine: number;
  readonly toLine: number;
}

/**
 * The sections of a Markdown text, in their order: each begins with a heading of whatever rank and reaches to the next one. What
 * stands before the first heading belongs to none; a text that is too intricate to be read as Markdown has none.
 */
export const sectionsOf = (text: string): readonly Section[] => {
  const unified = unifyLineEnds(text);
  const starts: number[] = [];
  let line = 1;
  for (const token of markdownTokens(unified) ?? []) {
    if (token.type === 'heading') starts.push(line);
    line += token.raw.split('\n').length - 1;
  }
  const last = unified.split('\n').length;
  return starts.map((fromLine, index) => ({ fromLine, toLine: (starts[index + 1] ?? last + 1) - 1 }));
};
