import type { LineSpan } from '../items/line-span.ts';

/** Pages one by one → as few stretches as hold exactly these: `2, 3, 5` → `2–3`, `5`. */
export const pageSpans = (pages: ReadonlySet<number>): readonly LineSpan[] => {
  const spans: LineSpan[] = [];
  for (const page of [...pages].toSorted((a, b) => a - b)) {
    const last = spans.at(-1);
    if (last?.to === page - 1) spans[spans.length - 1] = { from: last.from, to: page };
    else spans.push({ from: page, to: page });
  }
  return spans;
};

/** Stretches as an address carries them: `2-3.5`. */
export const spansWord = (spans: readonly LineSpan[]): string =>
  spans.map(({ from, to }) => (from === to ? `${from}` : `${from}-${to}`)).join('.');

/** The stretches that an address carries; nothing of one that makes no sense. */
export const spansIn = (word: string): readonly LineSpan[] =>
  word.split('.').flatMap((part) => {
    const [, first = '', last = first] = /^(\d{1,4})(?:-(\d{1,4}))?$/.exec(part) ?? [];
    const [from, to] = [Number(first), Number(last)];
    return first === '' || from < 1 || to < from ? [] : [{ from, to }];
  });
