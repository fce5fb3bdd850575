import type { CopySummary } from '@miji/contract';

/** A copy with the copies that were made from it. */
export interface Branch {
  readonly copy: CopySummary;
  readonly children: readonly Branch[];
}

/**
 * Copies as they descend from each other, in the order of their numbers. What was made from a copy that is not among them stands
 * beside what was made from the item itself; each copy stands exactly once, even where a register is broken and turns in a circle.
 */
export const branchesOf = (copies: readonly CopySummary[]): readonly Branch[] => {
  const known = new Set(copies.map(({ id }) => id));
  const children = Map.groupBy(copies, ({ parent }) => (parent !== null && known.has(parent) ? parent : null));
  const seen = new Set<string>();
  const grow = (copy: CopySummary): Branch => {
    seen.add(copy.id);
    return { copy, children: (children.get(copy.id) ?? []).filter(({ id }) => !seen.has(id)).map(grow) };
  };
  const roots = (children.get(null) ?? []).map(grow);
  const lost: Branch[] = [];
  for (const copy of copies) if (!seen.has(copy.id)) lost.push(grow(copy));
  return [...roots, ...lost];
};

/** How many copies descend from one. */
export const descendantsOf = ({ children }: Branch): number =>
  children.reduce((sum, child) => sum + 1 + descendantsOf(child), 0);
