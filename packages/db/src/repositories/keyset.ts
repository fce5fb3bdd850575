import { Temporal } from '@miji/core';

/** Where a page ended: the values of its last row's sort columns. */
export interface Keyset {
  readonly at: Temporal.Instant;
  readonly id: string;
}

/** A page, and where the next one begins; null where there is none. */
export interface Page<T> {
  readonly rows: readonly T[];
  readonly next: string | null;
}

/** The page of whoever is nobody: the system, or a service that acts for no person. */
export const NOTHING: Page<never> = { rows: [], next: null };

const SEPARATOR = '~';
/** Exactly what {@link writeCursor} writes: anything wider would let text through that the database refuses with an error. */
const SHAPE = /^[1-9]\d{3}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z~[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;

/** The end of a page as opaque text. */
export const writeCursor = ({ at, id }: Keyset): string =>
  Buffer.from(`${at.toString()}${SEPARATOR}${id}`).toString('base64url');

/** The end of a page; null where the text is not one of ours. */
export const readCursor = (cursor: string): Keyset | null => {
  const text = Buffer.from(cursor, 'base64url').toString();
  if (!SHAPE.test(text)) return null;
  const [at = '', id = ''] = text.split(SEPARATOR);
  try {
    return { at: Temporal.Instant.from(at), id };
  } catch {
    return null;
  }
};

/** Cuts one row too many into a page and the cursor of the next. */
export const toPage = <T>(rows: readonly T[], limit: number, keyOf: (row: T) => string): Page<T> => {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { rows: page, next: rows.length > limit && last !== undefined ? keyOf(last) : null };
};
