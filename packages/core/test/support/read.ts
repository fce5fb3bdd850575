/** The one of the allowed words that a value is; fixtures are data, and data is checked where it comes in. */
export const oneOf = <T extends string>(allowed: readonly T[], value: unknown): T => {
  const found = allowed.find((word) => word === value);
  if (found === undefined) throw new TypeError(`${String(value)} is none of ${allowed.join(', ')}`);
  return found;
};

/** The first element; a test that has none is wrong itself. */
export const first = <T>(list: readonly T[]): T => at(list, 0);

/** The element at a position that has to exist. */
export const at = <T>(list: readonly T[], index: number): T => {
  const found = list[index];
  if (found === undefined) throw new RangeError(`nothing at ${index}`);
  return found;
};
