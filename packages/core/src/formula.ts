/**
 * Who has to agree, as a formula over leaves: every one of them, any one of them, every one in this order, or at least so many people
 * among them. A leaf is an office (see {@link Office}) or, once the item is known, a seat (see {@link Seat}).
 */
export type Formula<Leaf> = Leaf | Joint<Leaf>;
export type Joint<Leaf> = Junction<Leaf> | Quorum<Leaf>;
export interface Junction<Leaf> {
  readonly kind: 'all_of' | 'any_of' | 'in_order';
  readonly of: readonly Formula<Leaf>[];
}

/**
 * So many different people (法定人数), each of them holding one of these leaves. Not so many leaves: two deputies are two, whoever
 * holds two posts is one, and who lends somebody his voice is not counted beside him.
 */
export interface Quorum<Leaf> {
  readonly kind: 'at_least';
  readonly count: number;
  readonly of: readonly Formula<Leaf>[];
  /** the people whose voices have counted already, while it is being decided; never part of a rule */
  readonly heard?: readonly string[];
}

interface Kinded {
  readonly kind: string;
}

export const allOf = <Leaf>(...of: readonly Formula<Leaf>[]): Formula<Leaf> => joined('all_of', of);
export const anyOf = <Leaf>(...of: readonly Formula<Leaf>[]): Formula<Leaf> => joined('any_of', of);
export const inOrder = <Leaf>(...of: readonly Formula<Leaf>[]): Formula<Leaf> => joined('in_order', of);

export const atLeast = <Leaf>(count: number, ...of: readonly Formula<Leaf>[]): Quorum<Leaf> => ({
  kind: 'at_least',
  count,
  of,
});

const joined = <Leaf>(kind: Junction<Leaf>['kind'], of: readonly Formula<Leaf>[]): Formula<Leaf> => {
  const [only] = of;
  return of.length === 1 && only !== undefined ? only : { kind, of };
};

/** Whether a part of a formula joins others, rather than being a leaf. */
export const isJoint = <Leaf extends Kinded>(formula: Formula<Leaf>): formula is Joint<Leaf> =>
  formula.kind === 'all_of' || formula.kind === 'any_of' || formula.kind === 'in_order' || formula.kind === 'at_least';

/** The same formula over other leaves. */
export const mapLeaves = <Leaf extends Kinded, Other>(
  formula: Formula<Leaf>,
  change: (leaf: Leaf) => Formula<Other>,
): Formula<Other> =>
  isJoint(formula) ? { ...formula, of: formula.of.map((part) => mapLeaves(part, change)) } : change(formula);

/** Every leaf, from left to right. */
export const leavesOf = <Leaf extends Kinded>(formula: Formula<Leaf>): readonly Leaf[] =>
  isJoint(formula) ? formula.of.flatMap((part) => leavesOf(part)) : [formula];

/**
 * What is still missing once one voice has agreed for some leaves; null where nothing is. A formula of no parts is never satisfied.
 *
 * @param voice the ids of whoever speaks, and in whose name: a quorum counts each of them once
 */
export const remaining = <Leaf extends Kinded>(
  formula: Formula<Leaf>,
  agreed: (leaf: Leaf) => boolean,
  voice: readonly string[] = [],
): Formula<Leaf> | null => {
  if (!isJoint(formula)) return agreed(formula) ? null : formula;
  if (formula.of.length === 0) return formula;
  if (formula.kind === 'at_least') return withVoice(formula, agreed, voice);
  const left = formula.of.map((part) => remaining(part, agreed, voice));
  if (formula.kind === 'any_of') return left.includes(null) ? null : { ...formula, of: left.filter(isLeft) };
  const open = left.filter(isLeft);
  return open.length === 0 ? null : joined(formula.kind, open);
};

/** A quorum after one more voice: whoever has been heard adds nothing. */
const withVoice = <Leaf extends Kinded>(
  quorum: Quorum<Leaf>,
  agreed: (leaf: Leaf) => boolean,
  voice: readonly string[],
): Quorum<Leaf> | null => {
  const { count, heard = [] } = quorum;
  const isNew = !voice.some((id) => heard.includes(id)) && leavesOf<Leaf>(quorum).some(agreed);
  if (!isNew) return quorum;
  return count <= 1 ? null : { ...quorum, count: count - 1, heard: [...heard, ...voice] };
};

const isLeft = <T>(part: T | null): part is T => part !== null;

/** Whether these leaves are enough, once everybody who could speak for one of them has. */
export const isSatisfied = <Leaf extends Kinded>(formula: Formula<Leaf>, agreed: (leaf: Leaf) => boolean): boolean => {
  if (!isJoint(formula)) return agreed(formula);
  const is = (part: Formula<Leaf>): boolean => isSatisfied(part, agreed);
  // A quorum counts people of any of its leaves, however these are joined.
  if (formula.kind === 'at_least') return leavesOf<Leaf>(formula).some(agreed);
  return formula.of.length > 0 && (formula.kind === 'any_of' ? formula.of.some(is) : formula.of.every(is));
};

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
  voice: readonly string[] = [],
): Formula<Leaf> | null => {
  const turn = new Set(openLeaves(formula).filter(agrees));
  return remaining(formula, (leaf) => turn.has(leaf), voice);
};

/** Every smallest way to satisfy a formula, as the leaves that agree, in the order in which its parts stand. */
export const waysOf = <Leaf extends Kinded>(formula: Formula<Leaf>): readonly (readonly Leaf[])[] => {
  if (!isJoint(formula)) return [[formula]];
  if (formula.kind === 'any_of') return formula.of.flatMap((part) => waysOf(part));
  if (formula.kind === 'at_least') return choices(leavesOf<Leaf>(formula), formula.count);
  if (formula.of.length === 0) return [];
  return formula.of.reduce<readonly (readonly Leaf[])[]>(
    (ways, part) => ways.flatMap((way) => waysOf(part).map((more) => [...way, ...more])),
    [[]],
  );
};

/** Every choice of so many holders of these leaves; several may hold the same one. */
const choices = <Leaf>(leaves: readonly Leaf[], count: number): readonly (readonly Leaf[])[] =>
  count <= 0
    ? [[]]
    : leaves.flatMap((leaf, index) => choices(leaves.slice(index), count - 1).map((rest) => [leaf, ...rest]));

/** How many smallest ways there are, without writing them out. */
export const countWays = <Leaf extends Kinded>(formula: Formula<Leaf>): number => {
  if (!isJoint(formula)) return 1;
  if (formula.kind === 'at_least') return countChoices(leavesOf<Leaf>(formula).length, formula.count);
  const counts = formula.of.map((part) => countWays(part));
  if (formula.kind === 'any_of') return counts.reduce((sum, count) => sum + count, 0);
  return formula.of.length === 0 ? 0 : counts.reduce((product, count) => product * count, 1);
};

const countChoices = (leaves: number, count: number): number => {
  let choices = 1;
  for (let chosen = 1; chosen <= count; chosen += 1) choices = (choices * (leaves + chosen - 1)) / chosen;
  return choices;
};
