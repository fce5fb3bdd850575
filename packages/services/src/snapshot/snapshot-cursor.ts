import type { Horizon } from '@miji/db';

const CURSOR =
  /^([\da-z]{1,11})\.(\d{1,9})\.([\da-f]{8})\.([\da-f]{8})\.((\d{1,20}):(\d{1,20}):(\d{1,20}(?:,\d{1,20})*)?)$/;

/** How far somebody is. */
export interface Followed extends Horizon {
  /** the record classes that he has, in eight characters */
  readonly classes: string;
}

/** How far somebody is, as he keeps it: up to 190 characters. */
export const writeSnapshotCursor = ({ takenAt, rules, origin, classes, seen }: Followed): string =>
  `${takenAt.toString(36)}.${rules}.${origin}.${classes}.${seen}`;

/** The same, read again; null where it was never written here. */
export const readSnapshotCursor = (cursor: string): Followed | null => {
  const [, taken = '', rules = '', origin = '', classes = '', seen = '', lowest = '', highest = '', between = ''] =
    CURSOR.exec(cursor) ?? [];
  const open = between === '' ? [] : between.split(',').map(BigInt);
  if (seen === '' || BigInt(highest) > LAST || BigInt(lowest) < 1n || BigInt(lowest) > BigInt(highest)) return null;
  const isOrdered = open.every(
    (one, index) => one >= BigInt(lowest) && one < BigInt(highest) && (index === 0 || (open[index - 1] ?? one) < one),
  );
  return isOrdered ? { takenAt: Number.parseInt(taken, 36), rules: Number(rules), origin, classes, seen } : null;
};

/** Transactions are counted in 64 bits, of which the highest is never reached. */
const LAST = 2n ** 63n - 1n;
