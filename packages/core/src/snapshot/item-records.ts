import { NumberIndex } from './number-index.ts';

/*
 * A record is a run of whole numbers, so that what decides about an item lies side by side in memory: the end of its secrecy (a
 * fraction in the place of two), what it is, and then the members of its range, the stretch of time of each, and who is excluded.
 */
const END_WIDTH = 2;
const TRAITS = 2;
const MANAGER = 3;
const VERSION = 4;
const ENTRIES = 5;
const EXCLUSIONS = 6;
const MEMBERS = 7;

const RANK_MASK = 3;
const HELD = 4;
const GRANTED = 8;
const REGIMES_SHIFT = 4;

const FIRST_LENGTH = 1_024;
/** What is replaced leaves a hole; only many holes are worth moving everything. */
const LEAST_HOLES = 10_000;

/** An item before it is written down. */
export interface LocalItem {
  readonly numeral: number;
  readonly rank: number;
  readonly regimes: number;
  readonly isHeld: boolean;
  readonly isGranted: boolean;
  readonly version: number;
  readonly end: number;
  readonly manager: number;
  /** the members of its range, and the stretch of time of each */
  readonly members: readonly number[];
  readonly spans: readonly number[];
  readonly excluded: readonly number[];
}

/** Items, found by their numbers without looking anything up by text. Where a record begins is the name it is asked by. */
export class ItemRecords {
  #cells = new Int32Array(FIRST_LENGTH);
  #ends = new Float64Array(this.#cells.buffer);
  #length = 0;
  #holes = 0;
  #size = 0;
  readonly #records = new NumberIndex();

  get size(): number {
    return this.#size;
  }

  /** The record of an item; -1 where there is none. */
  find(numeral: number): number {
    return this.#records.get(numeral);
  }

  /** The first millisecond in which it is no longer secret. */
  end(record: number): number {
    return this.#ends[record / END_WIDTH] ?? Number.POSITIVE_INFINITY;
  }

  rank(record: number): number {
    return this.#cell(record + TRAITS) & RANK_MASK;
  }

  regimes(record: number): number {
    return this.#cell(record + TRAITS) >> REGIMES_SHIFT;
  }

  isHeld(record: number): boolean {
    return (this.#cell(record + TRAITS) & HELD) !== 0;
  }

  /** Whether anybody has a grant for it. */
  isGranted(record: number): boolean {
    return (this.#cell(record + TRAITS) & GRANTED) !== 0;
  }

  manager(record: number): number {
    return this.#cell(record + MANAGER);
  }

  version(record: number): number {
    return this.#cell(record + VERSION);
  }

  entries(record: number): number {
    return this.#cell(record + ENTRIES);
  }

  member(record: number, entry: number): number {
    return this.#cell(record + MEMBERS + entry);
  }

  span(record: number, entry: number): number {
    return this.#cell(record + MEMBERS + this.entries(record) + entry);
  }

  isExcluded(record: number, name: number): boolean {
    const count = this.#cell(record + EXCLUSIONS);
    if (count === 0) return false;
    const first = record + MEMBERS + 2 * this.entries(record);
    for (let place = first; place < first + count; place += 1) if (this.#cell(place) === name) return true;
    return false;
  }

  put(item: LocalItem): void {
    this.remove(item.numeral);
    const { members, spans, excluded } = item;
    const record = this.#reserve(widthOf(members.length, excluded.length));
    const traits = (item.isHeld ? HELD : 0) | (item.isGranted ? GRANTED : 0) | item.rank;
    this.#ends[record / END_WIDTH] = item.end;
    this.#cells[record + TRAITS] = (item.regimes << REGIMES_SHIFT) | traits;
    this.#cells[record + MANAGER] = item.manager;
    this.#cells[record + VERSION] = item.version;
    this.#cells[record + ENTRIES] = members.length;
    this.#cells[record + EXCLUSIONS] = excluded.length;
    this.#cells.set(members, record + MEMBERS);
    this.#cells.set(spans, record + MEMBERS + members.length);
    this.#cells.set(excluded, record + MEMBERS + 2 * members.length);
    this.#records.set(item.numeral, record);
    this.#size += 1;
    if (this.#holes > LEAST_HOLES && this.#holes > this.#length / 2) this.#close();
  }

  setGranted(numeral: number, isGranted: boolean): void {
    const record = this.find(numeral);
    if (record < 0) return;
    const traits = this.#cell(record + TRAITS);
    this.#cells[record + TRAITS] = isGranted ? traits | GRANTED : traits & ~GRANTED;
  }

  remove(numeral: number): void {
    const record = this.find(numeral);
    if (record < 0) return;
    this.#holes += this.#width(record);
    this.#records.delete(numeral);
    this.#size -= 1;
  }

  #cell(place: number): number {
    return this.#cells[place] ?? 0;
  }

  #width(record: number): number {
    return widthOf(this.entries(record), this.#cell(record + EXCLUSIONS));
  }

  /** Room for a record after the others. */
  #reserve(width: number): number {
    const record = this.#length;
    this.#length += width;
    if (this.#length > this.#cells.length) {
      const grown = new Int32Array(2 * this.#length);
      grown.set(this.#cells);
      this.#use(grown);
    }
    return record;
  }

  #use(cells: Int32Array<ArrayBuffer>): void {
    this.#cells = cells;
    this.#ends = new Float64Array(cells.buffer);
  }

  /** Writes the records anew without holes. */
  #close(): void {
    const cells = new Int32Array(2 * (this.#length - this.#holes));
    let length = 0;
    this.#records.update((record) => {
      const width = this.#width(record);
      const moved = length;
      cells.set(this.#cells.subarray(record, record + width), moved);
      length += width;
      return moved;
    });
    this.#use(cells);
    this.#length = length;
    this.#holes = 0;
  }
}

/** A record begins where a fraction can stand: its width is even. */
const widthOf = (entries: number, exclusions: number): number => {
  const cells = MEMBERS + 2 * entries + exclusions;
  return cells + (cells % END_WIDTH);
};
