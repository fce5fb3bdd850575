/** For how long fields of a row that somebody was given one after the other count as given together. */
const TOGETHER_MS = 24 * 3_600_000;
const MOST_ROWS = 100_000;
/** Rows that somebody reads within this time are counted together. */
const COUNTED_MS = 3_600_000;
/** How often somebody may ask for as many rows as a class allows at once. */
const BATCHES = 10;
const MOST_READERS = 10_000;

/** Keeps a map from growing without end: what was not touched for longest goes first. */
const touch = <V>(map: Map<string, V>, key: string, value: V, most: number): void => {
  map.delete(key);
  map.set(key, value);
  for (const oldest of map.keys()) {
    if (map.size <= most) break;
    map.delete(oldest);
  }
};

/** A row of a class and who reads it. */
export interface RowRead {
  readonly person: string;
  readonly recordClass: string;
  readonly ref: string;
}

const keyOf = ({ person, recordClass, ref }: RowRead): string => JSON.stringify([person, recordClass, ref]);

/**
 * What was handed out of which row to whom, in this process: asked for piece by piece it is still asked for together, and many small
 * batches are one large one.
 *
 * @see K-15
 */
export class HandedOut {
  readonly #given = new Map<string, { readonly fields: ReadonlySet<string>; readonly at: number }>();
  readonly #rows = new Map<string, Map<string, number>>();

  /** The fields that were given in clear before. @param now epoch milliseconds */
  givenOf(row: RowRead, now: number): readonly string[] {
    const given = this.#given.get(keyOf(row));
    return given === undefined || now - given.at >= TOGETHER_MS ? [] : [...given.fields];
  }

  give(row: RowRead, fields: readonly string[], now: number): void {
    if (fields.length === 0) return;
    const together = new Set([...this.givenOf(row, now), ...fields]);
    touch(this.#given, keyOf(row), { fields: together, at: now }, MOST_ROWS);
  }

  /**
   * Counts rows of a class that somebody is about to be shown, each once an hour.
   *
   * @returns whether they are still as many as he may be shown in that time; if not, none of them counts
   */
  count(
    person: string,
    recordClass: { readonly code: string; readonly batchLimit: number },
    refs: readonly string[],
    now: number,
  ): boolean {
    const key = JSON.stringify([person, recordClass.code]);
    const rows = this.#rows.get(key) ?? new Map<string, number>();
    for (const [ref, at] of rows) {
      if (now - at < COUNTED_MS) break;
      rows.delete(ref);
    }
    const added = new Set(refs.filter((ref) => !rows.has(ref)));
    if (rows.size + added.size > BATCHES * recordClass.batchLimit) return false;
    for (const ref of added) rows.set(ref, now);
    touch(this.#rows, key, rows, MOST_READERS);
    return true;
  }
}
