import type { CopyRow } from '@miji/db';

/** A copy with what has been bound into it: they go together, are counted together, and end together. */
export interface Bundle {
  readonly copy: CopyRow;
  readonly bound: readonly CopyRow[];
}

/** The ids of everything that moves when a copy does. */
export const idsOf = ({ copy, bound }: Bundle): readonly string[] => [copy.id, ...bound.map(({ id }) => id)];

/** How many pages there are to be counted; null where nobody has counted all of them yet. */
export const pagesOf = ({ copy, bound }: Bundle): number | null => {
  let pages = 0;
  for (const one of [copy, ...bound]) {
    if (one.pages === null) return null;
    pages += one.pages;
  }
  return pages;
};
