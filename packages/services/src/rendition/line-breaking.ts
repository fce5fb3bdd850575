/** One character as the line breaker sees it; width in any unit, the same as the room. */
export interface Cell {
  readonly text: string;
  readonly width: number;
}

/** Cells `start` up to but not including `end` stand on one line; blanks around a break belong to no line. */
export interface LineRange {
  readonly start: number;
  readonly end: number;
}

const NEVER_FIRST = new Set('，。、；：！？）》」』】〉〕〗〙”’…·～％‰℃,.;:!?)]}%');
const NEVER_LAST = new Set('（《「『【〈〔〖〘“‘([{￥¥$€£№');
const UNDIRECTED = new Set('"\'');
const TIGHT_PAIR = new Set('—…─');
const BREAK_AFTER = new Set('-/?&=_#');
// Rounding of summed widths must not push a full line over its edge.
const TOLERANCE = 1e-6;

export const neverFirst = (character: string): boolean => NEVER_FIRST.has(character);
export const neverLast = (character: string): boolean => NEVER_LAST.has(character);

/**
 * Breaks one paragraph into lines after the Chinese rules (避头尾): closing marks never open a line, opening marks never
 * close one, words stay whole. What finds no lawful place within a whole line is cut where it is full.
 * @param roomOf width available on the line with that index
 */
export function breakLines(cells: readonly Cell[], roomOf: (line: number) => number): LineRange[] {
  const lines: LineRange[] = [];
  let start = 0;
  while (start < cells.length) {
    const full = fill(cells, start, roomOf(lines.length));
    const end = full === cells.length ? full : lastBreak(cells, start, full);
    lines.push({ start, end: trimmed(cells, start, end) });
    start = end;
    while (start < cells.length && isBlank(textAt(cells, start))) start += 1;
  }
  return lines;
}

function fill(cells: readonly Cell[], start: number, room: number): number {
  let used = 0;
  let end = start;
  for (; end < cells.length; end += 1) {
    const cell = cells[end];
    if (cell === undefined) break;
    // A blank may hang over the edge: it has no ink.
    if (end > start && !isBlank(cell.text) && used + cell.width > room + TOLERANCE) break;
    used += cell.width;
  }
  return end;
}

function lastBreak(cells: readonly Cell[], start: number, full: number): number {
  for (let at = full; at > start; at -= 1) if (mayBreak(cells, at)) return at;
  for (let at = full; at > start; at -= 1) if (!isForbidden(cells, at)) return at;
  return full;
}

/** Whether a line may end before the cell `at` without a forbidden first or last character. */
function isForbidden(cells: readonly Cell[], at: number): boolean {
  const after = textAt(cells, at);
  return isBlank(after) || neverFirst(after) || neverLast(inkBefore(cells, at)) || /^\p{M}/u.test(after);
}

function mayBreak(cells: readonly Cell[], at: number): boolean {
  if (isForbidden(cells, at)) return false;
  const before = textAt(cells, at - 1);
  const after = textAt(cells, at);
  if (isBlank(before)) return true;
  if (UNDIRECTED.has(before) || UNDIRECTED.has(after)) return false;
  if (before === after && TIGHT_PAIR.has(before)) return false;
  if (isWestern(before) && isWestern(after)) return BREAK_AFTER.has(before) && !BREAK_AFTER.has(after);
  return true;
}

function inkBefore(cells: readonly Cell[], at: number): string {
  let index = at - 1;
  while (index > 0 && isBlank(textAt(cells, index))) index -= 1;
  return textAt(cells, index);
}

function trimmed(cells: readonly Cell[], start: number, end: number): number {
  let last = end;
  while (last > start && isBlank(textAt(cells, last - 1))) last -= 1;
  return last;
}

const textAt = (cells: readonly Cell[], index: number): string => cells[index]?.text ?? '';
const isBlank = (text: string): boolean => text !== '\u00a0' && text !== '\u202f' && /^\p{Zs}$/u.test(text);
// Everything before the CJK blocks is set in words; general punctuation and symbols count as Chinese.
const isWestern = (text: string): boolean => /^[\u0021-\u02af\u0370-\u052f\u1e00-\u1fff]$/u.test(text);
