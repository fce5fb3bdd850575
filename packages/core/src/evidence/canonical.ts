/** What may be hashed: JSON without functions, undefined or numbers that do not survive a round trip. */
export type CanonicalValue =
  | string
  | number
  | boolean
  | null
  | readonly CanonicalValue[]
  | { readonly [key: string]: CanonicalValue };

/**
 * One text for one value, whoever writes it: keys sorted by code unit, no white space.
 *
 * @throws TypeError where a number is not a safe integer; amounts in the trace are counts
 * @example
 * ```ts
 * canonical({ b: 1, a: 'x' }); // '{"a":"x","b":1}'
 * ```
 */
export const canonical = (value: CanonicalValue): string => {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) throw new TypeError(`only safe integers are hashed, not ${value}`);
    return String(value);
  }
  if (isList(value)) return `[${value.map(canonical).join(',')}]`;
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`).join(',')}}`;
};

const isList = (value: CanonicalValue): value is readonly CanonicalValue[] => Array.isArray(value);
