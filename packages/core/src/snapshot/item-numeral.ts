/** A year has at most so many numbers. */
export const NUMBERS_A_YEAR = 1_000_000;

const DIGIT_ZERO = 48;
const DASH = 45;
/** `-2026-000012` */
const TAIL = 12;

/** What stands at some places of a number, as a whole number; -1 where one of them is no digit. */
const digits = (written: string, from: number, count: number): number => {
  let value = 0;
  for (let place = from; place < from + count; place += 1) {
    const digit = written.charCodeAt(place) - DIGIT_ZERO;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
};

/** Whether a number is one of a company's: begins with its code and a dash. */
export const isNumberOf = (code: string, number: string): boolean => {
  for (let place = 0; place < code.length; place += 1) {
    if (number.charCodeAt(place) !== code.charCodeAt(place)) return false;
  }
  return number.charCodeAt(code.length) === DASH;
};

/**
 * The number of a company's item as a whole number: year · 1,000,000 + running number; -1 for what is no number of its.
 *
 * @example
 * ```ts
 * numeralOf('HYYH', 'HYYH-2026-000012'); // 2026000012
 * ```
 */
export const numeralOf = (code: string, number: string): number => {
  const start = code.length;
  if (number.length !== start + TAIL || !isNumberOf(code, number) || number.charCodeAt(start + 5) !== DASH) return -1;
  const year = digits(number, start + 1, 4);
  const running = digits(number, start + 6, 6);
  return year < 0 || running < 0 ? -1 : year * NUMBERS_A_YEAR + running;
};
