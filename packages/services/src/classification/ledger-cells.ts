import type { SecrecyPeriod, SecretLevel } from '@miji/core';
import { LEVEL_NAMES, SECRET_LEVELS, Temporal } from '@miji/core';

/** The text of a cell as it is meant: full-width figures and letters as plain ones, no space around. */
export const cellText = (cell: string | undefined): string => (cell ?? '').normalize('NFKC').trim();

/** `绝密`, `商密·机密`, `top secret`: the level that a cell names; null where it names none. */
export const readLevel = (text: string, names: Readonly<Record<SecretLevel, string>>): SecretLevel | null => {
  const words = text.toLowerCase().replaceAll(/[\s_-]+/gu, '_');
  return (
    SECRET_LEVELS.findLast(
      (level) => words === level || text.includes(names[level]) || text.includes(LEVEL_NAMES[level]),
    ) ?? null
  );
};

const DAY = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?$/u;
const COMPACT_DAY = /^(\d{4})(\d{2})(\d{2})$/u;

/** `2026-11-21`, `2026/11/21`, `2026.11.21`, `2026年11月21日`, `20261121`; null for what is no day. */
export const readDay = (text: string): Temporal.PlainDate | null => {
  const [, year, month, day] = DAY.exec(text) ?? COMPACT_DAY.exec(text) ?? [];
  if (year === undefined || month === undefined || day === undefined) return null;
  try {
    return Temporal.PlainDate.from(
      { year: Number(year), month: Number(month), day: Number(day) },
      { overflow: 'reject' },
    );
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
};

const TERM =
  /^(?:(\d{1,3})\s*(?:年|years?|y))?\s*(?:(\d{1,4})\s*(?:个?月|months?|m))?\s*(?:(\d{1,5})\s*(?:天|日|days?|d))?$/iu;
const FOREVER = new Set(['长期', '永久', 'indefinite', 'permanent']);

/** `10年`, `6个月`, `1年6个月`, `90天`, `至2030-12-31`, `公布前`, `长期`; null for what is no period. */
export const readPeriod = (text: string): SecrecyPeriod | null => {
  if (text === '') return null;
  if (FOREVER.has(text.toLowerCase())) return { kind: 'indefinite' };
  const day = readDay(
    text.replace(/^(?:至|到|until\s)\s*/iu, '').replace(/\s*[止前]$/u, (end) => (end.includes('前') ? end : '')),
  );
  if (day !== null) return { kind: 'until', day };
  const [, years, months, days] = TERM.exec(text) ?? [];
  if (years !== undefined || months !== undefined || days !== undefined) {
    const term = { years: Number(years ?? 0), months: Number(months ?? 0), days: Number(days ?? 0) };
    return { kind: 'term', term: Temporal.Duration.from(term) };
  }
  const [, event] = /^(.{1,40})前$/u.exec(text) ?? [];
  return event === undefined || /\d/u.test(event) ? null : { kind: 'event', event };
};

/** `3`, `3份`; one where nothing is said; null for what is no number of copies. */
export const readCopies = (text: string, most: number): number | null => {
  if (text === '') return 1;
  const [, figure] = /^(\d{1,4})\s*(?:份|copies|copy)?$/iu.exec(text) ?? [];
  if (figure === undefined) return null;
  const copies = Number(figure);
  return copies <= most ? copies : null;
};

/** `张三、财务部；李四`: the names that a cell lists, each once. */
export const readNames = (text: string): readonly string[] => [
  ...new Set(
    text
      .split(/[、，,；;\n]+/u)
      .map((name) => name.trim())
      .filter((name) => name !== ''),
  ),
];
