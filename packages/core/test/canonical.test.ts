import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CanonicalValue } from '../src/index.ts';
import { canonical } from '../src/index.ts';

type Tree = string | number | boolean | null | Tree[] | { [key: string]: Tree };

const { value: values } = fc.letrec<{ value: Tree }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.string({ unit: 'binary', maxLength: 6 }),
    // Minus zero is written as zero: a trace holds counts, and no count is less than nothing by nothing.
    fc.maxSafeInteger().map((number) => number + 0),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.string({ maxLength: 4 }), tie('value'), { maxKeys: 4, noNullPrototype: true }),
  ),
}));

/** The same value with the keys of every object in another order. */
const reordered = (value: Tree): Tree => {
  if (Array.isArray(value)) return value.map(reordered);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, member]) => [key, reordered(member)] as const),
  );
};

describe('canonical JSON', () => {
  it('is one text, whatever order the keys were written in', () => {
    fc.assert(
      fc.property(values, (value) => {
        expect(canonical(reordered(value))).toBe(canonical(value));
      }),
    );
  });

  it('comes back as the value that was written', () => {
    fc.assert(
      fc.property(values, (value) => {
        expect(JSON.parse(canonical(value))).toEqual(value);
      }),
    );
  });

  it('differs exactly where the values differ', () => {
    const small: fc.Arbitrary<CanonicalValue> = fc.oneof(
      fc.constantFrom<CanonicalValue>('', '1', 'null', 'a', 1, 0, null, true, [], {}, [[]], [''], ['a', 'b'], ['a,b']),
      fc.dictionary(fc.constantFrom('a', 'b', 'ab'), fc.constantFrom<CanonicalValue>(1, '1', null, [], {}), {
        noNullPrototype: true,
      }),
    );
    const equal = (a: unknown, b: unknown): boolean => {
      try {
        expect(a).toStrictEqual(b);
        return true;
      } catch {
        return false;
      }
    };
    fc.assert(
      fc.property(small, small, (a, b) => {
        expect(canonical(a) === canonical(b)).toBe(equal(a, b));
      }),
      { numRuns: 1000 },
    );
  });

  it('sorts keys by code unit and has no white space', () => {
    expect(canonical({ b: [1, { z: null, '': false }], a: '密 级', B: 'x', ab: {} })).toBe(
      '{"B":"x","a":"密 级","ab":{},"b":[1,{"":false,"z":null}]}',
    );
  });

  it.each([0.5, NaN, Infinity, -Infinity, 2 ** 53, 1e300])('refuses %d, which is no safe integer', (number) => {
    expect(() => canonical({ number })).toThrow(TypeError);
  });
});
