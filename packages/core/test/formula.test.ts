import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Formula } from '../src/index.ts';
import {
  allOf,
  anyOf,
  inOrder,
  isJoint,
  isSatisfied,
  leavesOf,
  mapLeaves,
  openLeaves,
  remaining,
} from '../src/index.ts';
import { runs } from './support/runs.ts';

interface Leaf {
  readonly kind: 'leaf';
  readonly name: string;
}
const NAMES = ['a', 'b', 'c', 'd'];
const leaf = (name: string): Leaf => ({ kind: 'leaf', name });

const formulas: fc.Arbitrary<Formula<Leaf>> = fc.letrec<{ formula: Formula<Leaf>; joint: Formula<Leaf> }>((tie) => ({
  formula: fc.oneof(
    { depthSize: 'small', maxDepth: 3 },
    { arbitrary: fc.constantFrom(...NAMES).map(leaf), weight: 3 },
    { arbitrary: tie('joint'), weight: 2 },
  ),
  joint: fc
    .tuple(fc.constantFrom('all_of', 'any_of', 'in_order'), fc.array(tie('formula'), { maxLength: 3 }))
    .map(([kind, of]): Formula<Leaf> => ({ kind, of })),
})).formula;
const sets = fc.subarray(NAMES);
const within = (names: readonly string[]) => (one: Leaf) => names.includes(one.name);

/** What a formula means, said without its algebra: a proposition over names. A part of nothing is never true. */
const meaning = (formula: Formula<Leaf>, names: readonly string[]): boolean => {
  if (!isJoint(formula)) return names.includes(formula.name);
  const parts = formula.of.map((part) => meaning(part, names));
  return formula.kind === 'any_of' ? parts.some(Boolean) : parts.length > 0 && parts.every(Boolean);
};

describe('a formula of approvals (K-01, K-02)', () => {
  it('is satisfied exactly where it is true of those who have agreed', () => {
    fc.assert(
      fc.property(formulas, sets, (formula, agreed) => {
        expect(isSatisfied(formula, within(agreed))).toBe(meaning(formula, agreed));
      }),
      runs(),
    );
  });

  it('is never less satisfied because more have agreed', () => {
    fc.assert(
      fc.property(formulas, sets, sets, (formula, some, more) => {
        fc.pre(isSatisfied(formula, within(some)));
        expect(isSatisfied(formula, within([...some, ...more]))).toBe(true);
      }),
      runs(),
    );
  });

  it('asks of those who are left exactly what is missing: agreeing one after the other is agreeing together', () => {
    fc.assert(
      fc.property(formulas, sets, sets, (formula, first, second) => {
        const left = remaining(formula, within(first));
        const inTurn = left === null ? null : remaining(left, within(second));
        expect(inTurn === null).toBe(isSatisfied(formula, within([...first, ...second])));
      }),
      runs(),
    );
  });

  it('never asks again who has agreed, nor anybody that it did not name', () => {
    fc.assert(
      fc.property(formulas, sets, (formula, agreed) => {
        const left = remaining(formula, within(agreed));
        const names = left === null ? [] : leavesOf(left).map(({ name }) => name);
        expect(names.filter((name) => agreed.includes(name))).toEqual([]);
        const named = new Set(leavesOf(formula).map(({ name }) => name));
        expect(names.filter((name) => !named.has(name))).toEqual([]);
      }),
      runs(),
    );
  });

  it('joined with another is satisfied where both are, where one of them is, and in order only where both are', () => {
    fc.assert(
      fc.property(formulas, formulas, sets, (one, other, agreed) => {
        const [a, b] = [one, other].map((formula) => isSatisfied(formula, within(agreed)));
        expect(isSatisfied(allOf(one, other), within(agreed))).toBe(a === true && b === true);
        expect(isSatisfied(anyOf(one, other), within(agreed))).toBe(a === true || b === true);
        expect(isSatisfied(inOrder(one, other), within(agreed))).toBe(a === true && b === true);
        expect(allOf(one)).toBe(one);
      }),
      runs(),
    );
  });

  it('that keeps an order asks one after the other, and any other asks all at once', () => {
    const [a, b] = [leaf('a'), leaf('b')];
    expect(openLeaves(inOrder(a, b))).toEqual([a]);
    expect(openLeaves(allOf(a, b))).toEqual([a, b]);
    expect(remaining(inOrder(a, b), within(['a']))).toEqual(b);
  });

  it('asks now only those who are still missing', () => {
    fc.assert(
      fc.property(formulas, sets, (formula, agreed) => {
        const left = remaining(formula, within(agreed));
        fc.pre(left !== null);
        const missing = leavesOf(left);
        expect(openLeaves(left).every((one) => missing.includes(one))).toBe(true);
      }),
      runs(),
    );
  });

  it('of nothing is never satisfied, whoever agrees', () => {
    for (const empty of [allOf<Leaf>(), anyOf<Leaf>(), inOrder<Leaf>()]) {
      expect(isSatisfied(empty, () => true)).toBe(false);
    }
  });

  it('over other leaves has the same shape and meaning', () => {
    fc.assert(
      fc.property(formulas, sets, (formula, agreed) => {
        const renamed = mapLeaves<Leaf, Leaf>(formula, ({ name }) => leaf(`${name}!`));
        const same = isSatisfied(renamed, ({ name }) => agreed.includes(name.slice(0, -1)));
        expect(same).toBe(isSatisfied(formula, within(agreed)));
        expect(leavesOf(renamed)).toHaveLength(leavesOf(formula).length);
      }),
      runs(),
    );
  });
});
