import { parseSync, Visitor } from 'oxc-parser';
import type { Comment, Program, VisitorObject } from 'oxc-parser';
import { lineAt, readText } from './tree.ts';

/** A parsed TypeScript file. Offsets of nodes count UTF-16 units, as JavaScript strings do. */
export type SourceFile = {
  readonly file: string;
  readonly text: string;
  readonly program: Program;
  readonly comments: readonly Comment[];
  /** What the parser could not read; the checks see nothing in such a file, so it must be reported. */
  readonly problems: readonly string[];
};

const parsed = new Map<string, SourceFile>();

/** Parses once per content: several checks look at the same file. */
export function parseFile(root: string, file: string): SourceFile {
  const text = readText(root, file);
  const key = `${root}\0${file}`;
  const known = parsed.get(key);
  if (known !== undefined && known.text === text) return known;
  const result = parseSync(file, text, { preserveParens: false });
  const source: SourceFile = {
    file,
    text,
    program: result.program,
    comments: result.comments,
    problems: result.errors.map((problem) => problem.message),
  };
  parsed.set(key, source);
  return source;
}

/** Calls the visitor's functions for every node of the file. */
export function visit(source: SourceFile, visitor: VisitorObject): void {
  new Visitor(visitor).visit(source.program);
}

/** One-based line of a node or comment. */
export function lineOf(source: SourceFile, place: { readonly start: number }): number {
  return lineAt(source.text, place.start);
}
