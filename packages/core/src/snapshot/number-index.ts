import { NUMBERS_A_YEAR } from './item-numeral.ts';

const NO_YEAR = new Int32Array(0);
const YEARS = 10_000;
const FIRST_LENGTH = 64;

/** For each number of an item a whole number from 0 on: for each year a list that is asked by the running number itself. */
export class NumberIndex {
  /** one more than the value, so that 0 is none */
  readonly #years: Int32Array[] = Array.from({ length: YEARS }, () => NO_YEAR);

  /** What stands under a number; -1 where nothing does. */
  get(numeral: number): number {
    const year = this.#years[Math.floor(numeral / NUMBERS_A_YEAR)];
    return year === undefined ? -1 : (year[numeral % NUMBERS_A_YEAR] ?? 0) - 1;
  }

  set(numeral: number, value: number): void {
    const number = Math.floor(numeral / NUMBERS_A_YEAR);
    const running = numeral % NUMBERS_A_YEAR;
    let year = this.#years[number] ?? NO_YEAR;
    if (running >= year.length) {
      const grown = new Int32Array(Math.max(year.length * 2, running + 1, FIRST_LENGTH));
      grown.set(year);
      year = grown;
      this.#years[number] = grown;
    }
    year[running] = value + 1;
  }

  delete(numeral: number): void {
    if (this.get(numeral) >= 0) this.set(numeral, -1);
  }

  /** Puts something else in the place of every value. */
  update(change: (value: number) => number): void {
    for (const year of this.#years) {
      year.forEach((value, running) => {
        if (value > 0) year[running] = change(value - 1) + 1;
      });
    }
  }
}
