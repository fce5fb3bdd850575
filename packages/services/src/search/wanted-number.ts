/** `HYYH-2026-12`, `2026-000012`, or the beginning of one. */
const NUMBER = /^(?:([a-z][a-z\d]*)-)?(\d{4})-(\d{1,6})$/iu;
/** Fewer digits than these are a number without its leading zeros, and no beginning of many. */
const BEGINNING = 3;
const DIGITS = 6;

/** Numbers of a company from one to another, both included. */
export interface Numbers {
  readonly from: string;
  readonly to: string;
}

/**
 * The numbers of a company that somebody may mean by what he types; none where it is no number, or another company's. A beginning
 * of three digits or more means every number that begins so, at most a thousand.
 */
export const wantedNumbers = (words: string, company: string): readonly Numbers[] => {
  const [, code, year = '', digits = ''] = NUMBER.exec(words.normalize('NFKC').trim()) ?? [];
  if (digits === '' || (code !== undefined && code.toUpperCase() !== company)) return [];
  const numbered = (six: string): string => `${company}-${year}-${six}`;
  const exact = numbered(digits.padStart(DIGITS, '0'));
  if (digits.length < BEGINNING || digits.length === DIGITS) return [{ from: exact, to: exact }];
  return [
    { from: exact, to: exact },
    { from: numbered(digits.padEnd(DIGITS, '0')), to: numbered(digits.padEnd(DIGITS, '9')) },
  ];
};
