/**
 * Who has to agree, as a formula over leaves: every one of them, any one of them, or every one in this order. A leaf is an office
 * (see {@link Office}) or, once the item is known, a seat (see {@link Seat}).
 */
export type Formula<Leaf> = Leaf | Joint<Leaf>;
export interface Joint<Leaf> {
  readonly kind: 'all_of' | 'any_of' | 'in_order';
  readonly of: readonly Formula<Leaf>[];
}

interface Kinded {
  readonly kind: string;
}

export const allOf = <Leaf>(...of: readonly Formula<Leaf>[]): Formula<Leaf> => joined('all_of', of);
export const anyOf = <Leaf>(...of: readonly Formula<Leaf>[]): Formula<Leaf> => joined('any_of', of);
export const inOrder = <Leaf>(...of: readonly Formula<Leaf>[]): Formula<Leaf> => joined('in_order', of);

const joined = <Leaf>(kind: Joint<Leaf>['kind'], of: readonly Formula<Leaf>[]): Formula<Leaf> => {
  const [only] = of;
  return of.length === 1 && only !== undefined ? only : { kind, of };
};

/** Whether a part of a formula joins others, rather than being a leaf. */
export const isJoint = <Leaf extends Kinded>(formula: Formula<Leaf>): formula is Joint<Leaf> =>
  formula.kind === 'all_of' || formula.kind === 'any_of' || formula.kind === 'in_order';

/** The same formula over other leaves. */
export const mapLeaves = <Leaf extends Kinded, Other>(
  formula: Formula<Leaf>,
  change: (leaf: Leaf) => Formula<Other>,
): Formula<Other> =>
  isJoint(formula) ? { kind: formula.kind, of: formula.of.map((part) => mapLeaves(part, change)) } : change(formula);

/** Every leaf, from left to right. */
export const leavesOf = <Leaf extends Kinded>(formula: Formula<Leaf>): readonly Leaf[] =>
  isJoint(formula) ? formula.of.flatMap((part) => leavesOf(part)) : [formula];

/** What is still missing once some leaves have agreed; null where nothing is. A formula of no parts is never satisfied. */
export const remaining = <Leaf extends Kinded>(
  formula: Formula<Leaf>,
  agreed: (leaf: Leaf) => boolean,
): Formula<Leaf> | null => {
  if (!isJoint(formula)) return agreed(formula) ? null : formula;
  if (formula.of.length === 0) return formula;
  const left = formula.of.map((part) => remaining(part, agreed));
  if (formula.kind === 'any_of') return left.includes(null) ? null : { ...formula, of: left.filter(isLeft) };
  const open = left.filter(isLeft);
  return open.length === 0 ? null : joined(formula.kind, open);
};

const isLeft = <T>(part: T | null): part is T => part !== null;

/** Whether those who have agreed are enough. */
export const isSatisfied = <Leaf extends Kinded>(formula: Formula<Leaf>, agreed: (leaf: Leaf) => boolean): boolean =>
  remaining(formula, agreed) === null;

/** The leaves that may agree now: everywhere at once, but of parts in an order only those of the first. */
export const openLeaves = <Leaf extends Kinded>(formula: Formula<Leaf>): readonly Leaf[] => {
  if (!isJoint(formula)) return [formula];
  const turn = formula.kind === 'in_order' ? formula.of.slice(0, 1) : formula.of;
  return turn.flatMap((part) => openLeaves(part));
};

/**
 * What is still missing once one more has agreed: it counts for the leaves whose turn it is, and for no later one. Where a post
 * stands in two places, agreeing in the one is not agreeing in the other before its turn.
 */
export const afterAgreement = <Leaf extends Kinded>(
  formula: Formula<Leaf>,
  agrees: (leaf: Leaf) => boolean,
): Formula<Leaf> | null => {
  const turn = new Set(openLeaves(formula).filter(agrees));
  return remaining(formula, (leaf) => turn.has(leaf));
};

/** Every smallest way to satisfy a formula, as the leaves that agree, in the order in which its parts stand. */
export const waysOf = <Leaf extends Kinded>(formula: Formula<Leaf>): readonly (readonly Leaf[])[] => {
  if (!isJoint(formula)) return [[formula]];
  if (formula.kind === 'any_of') return formula.of.flatMap((part) => waysOf(part));
  if (formula.of.length === 0) return [];
  return formula.of.reduce<readonly (readonly Leaf[])[]>(
    (ways, part) => ways.flatMap((way) => waysOf(part).map((more) => [...way, ...more])),
    [[]],
  );
};

/** How many smallest ways there are, without writing them out. */
export const countWays = <Leaf extends Kinded>(formula: Formula<Leaf>): number => {
  if (!isJoint(formula)) return 1;
  const counts = formula.of.map((part) => countWays(part));
  if (formula.kind === 'any_of') return counts.reduce((sum, count) => sum + count, 0);
  return formula.of.length === 0 ? 0 : counts.reduce((product, count) => product * count, 1);
};

/** The first of its smallest ways; empty where it has none. */
export const firstWay = <Leaf extends Kinded>(formula: Formula<Leaf>): readonly Leaf[] => {
  if (!isJoint(formula)) return [formula];
  const parts = formula.kind === 'any_of' ? formula.of.slice(0, 1) : formula.of;
  return parts.flatMap((part) => firstWay(part));
};
