import type { Approver, Office } from './approver.ts';
import type { Formula } from './formula.ts';
import { countWays, isJoint, leavesOf, mapLeaves, openLeaves, remaining, waysOf } from './formula.ts';

/** One agreement: for which office, and who of the people gives it. Whoever holds several offices agrees for each of them. */
export interface Agreeing {
  readonly office: Office;
  /** the same number, the same person */
  readonly person: number;
}

/** Beyond this many ways, orders of one, or agreements of one whose people differ, nothing is tried out any more. */
const MOST_WAYS = 2_000;
const LONGEST_ORDER = 6;
const LONGEST_SHARED = 8;
const MOST_TRIED = 10_000;

/**
 * A way that is enough by the second formula and not by the first; undefined where there is none. Where so many people have to agree,
 * one person may hold several of the offices: then every way to share them out is tried. A formula that has changed and has too much to
 * try counts as looser: what cannot be proven is not believed.
 *
 * People are taken to speak in their own right; who lends his voice is bound by {@link Formula} at the act.
 */
export const loosenedWay = (was: Approver | null, would: Approver): readonly Agreeing[] | 'unproven' | undefined => {
  if (was !== null && isSameFormula(was, would)) return undefined;
  const slots = slotted(would);
  if (countWays(slots) > MOST_WAYS) return 'unproven';
  const counts = was !== null && countsPeople(was);
  const ordered = was !== null && keepsOrder(was);
  let tried = 0;
  for (const way of waysOf(slots)) {
    if (!isPossible(way)) continue;
    if (counts && way.length > LONGEST_SHARED) return 'unproven';
    for (const people of counts ? sharings(way) : [apart(way)]) {
      const all = way.map(({ office }, index) => ({ office, person: people[index] ?? 0 }));
      const once = all.filter((one, index) => all.findIndex((other) => isSameAct(other, one)) === index);
      // An office that stands at two places of an order has to agree at both.
      const acts = suffices(would, once) ? once : all;
      if (ordered && acts.length > LONGEST_ORDER) return 'unproven';
      // Where the first formula keeps an order every order is tried; otherwise one is as good as any.
      const sequences = ordered ? permutations(acts) : [acts];
      tried += sequences.length;
      if (tried > MOST_TRIED) return 'unproven';
      const found = sequences.find((turns) => suffices(would, turns) && (was === null || !suffices(was, turns)));
      if (found !== undefined) return found;
    }
  }
  return undefined;
};

/** A place of a formula: its office, and which quorum it stands in. */
interface Slot {
  readonly kind: 'slot';
  readonly office: Office;
  readonly quorum: number | null;
}

const slotted = (approver: Approver): Formula<Slot> => {
  let quorums = 0;
  const within = (part: Approver, quorum: number | null): Formula<Slot> => {
    if (!isJoint<Office>(part)) return { kind: 'slot', office: part, quorum };
    if (part.kind === 'at_least' && quorum === null) quorums += 1;
    const inside = part.kind === 'at_least' ? (quorum ?? quorums) : quorum;
    return { ...part, of: part.of.map((one) => within(one, inside)) };
  };
  return within(approver, null);
};

/** Nobody is responsible for an item but one person: he is not two of a quorum. */
const isPossible = (way: readonly Slot[]): boolean => {
  const alone = way.flatMap(({ office, quorum }) =>
    office.kind === 'responsible_manager' && quorum !== null ? [quorum] : [],
  );
  return new Set(alone).size === alone.length;
};

/** Everybody holds one office, and each office of a way has a holder of its own for every voice that a quorum needs of it. */
const apart = (way: readonly Slot[]): readonly number[] => {
  const names: string[] = [];
  return way.map(({ office, quorum }, index) => {
    const earlier = way.slice(0, index).filter((slot) => slot.quorum === quorum && isSameOffice(slot.office, office));
    const name = `${officeName(office)} ${quorum === null ? 0 : earlier.length}`;
    if (!names.includes(name)) names.push(name);
    return names.indexOf(name);
  });
};

/**
 * Every way to give the places of a way to as few people as will do: two of them share a person wherever nothing keeps them apart.
 * With more people than that, whoever counts people would only count more.
 */
const sharings = (way: readonly Slot[]): readonly (readonly number[])[] => {
  const differ = (one: Slot, other: Slot): boolean => one.quorum !== null && one.quorum === other.quorum;
  const alike = (one: Slot, other: Slot): boolean =>
    one.office.kind === 'responsible_manager' && other.office.kind === 'responsible_manager';
  const shared = (people: readonly number[]): readonly (readonly number[])[] => {
    const slot = way[people.length];
    if (slot === undefined) return [people];
    const before = way.slice(0, people.length);
    const most = people.length === 0 ? 0 : Math.max(...people) + 1;
    return Array.from({ length: most + 1 }, (_, person) => person)
      .filter((person) =>
        before.every((other, index) => (people[index] === person ? !differ(slot, other) : !alike(slot, other))),
      )
      .flatMap((person) => shared([...people, person]));
  };
  const isApart = (people: readonly number[], one: number, other: number): boolean =>
    way.some((a, i) => people[i] === one && way.some((b, j) => people[j] === other && differ(a, b)));
  return shared([]).filter((people) =>
    [...new Set(people)].every((one) =>
      [...new Set(people)].every((other) => one === other || isApart(people, one, other)),
    ),
  );
};

const permutations = <T>(values: readonly T[]): readonly (readonly T[])[] =>
  values.length < 2
    ? [values]
    : values.flatMap((first, index) =>
        permutations(values.filter((_, other) => other !== index)).map((rest) => [first, ...rest]),
      );

const keepsOrder = (approver: Approver): boolean =>
  isJoint<Office>(approver) && (approver.kind === 'in_order' || approver.of.some(keepsOrder));

const countsPeople = (approver: Approver): boolean =>
  isJoint<Office>(approver) && (approver.kind === 'at_least' || approver.of.some(countsPeople));

/**
 * Whether agreements given one after the other are enough. Each counts when it is its turn: for its office, wherever that stands, and
 * whoever holds a post in charge of a line of business also as a holder of that post; and for what comes to its turn by that. A quorum
 * hears each person once.
 */
export const suffices = (approver: Approver, agreeing: readonly Agreeing[]): boolean => {
  // Each place is a leaf of its own, also where two places share one office.
  let left: Approver | null = mapLeaves<Office, Office>(approver, (leaf) => ({ ...leaf }));
  for (const { office, person } of agreeing) {
    // One act fills each seat once, and those of its holder whose turn comes by that.
    const filled: Office[] = [];
    for (;;) {
      if (left === null) return true;
      const isFresh = (leaf: Office): boolean =>
        speaksFor(office, leaf) && !filled.some((done) => isSameOffice(done, leaf));
      const turn: readonly Office[] = openLeaves<Office>(left).filter(isFresh);
      if (turn.length === 0) break;
      filled.push(...turn);
      left = remaining<Office>(left, (leaf) => turn.includes(leaf), [String(person)]);
    }
  }
  return left === null;
};

const speaksFor = (office: Office, leaf: Office): boolean =>
  leaf.kind !== 'nobody' &&
  (isSameOffice(office, leaf) ||
    (office.kind === 'in_charge' &&
      leaf.kind === 'post' &&
      office.company === leaf.company &&
      office.post === leaf.post));

const isSameAct = (a: Agreeing, b: Agreeing): boolean => a.person === b.person && isSameOffice(a.office, b.office);

const officeName = (office: Office): string =>
  'post' in office ? `${office.kind} ${office.company} ${office.post}` : office.kind;

/** Whether two offices of rules are one. */
export const isSameOffice = (a: Office, b: Office): boolean => officeName(a) === officeName(b);

export const isSameFormula = (a: Approver, b: Approver): boolean => {
  if (a === b) return true;
  if (!isJoint<Office>(a) || !isJoint<Office>(b))
    return !isJoint<Office>(a) && !isJoint<Office>(b) && isSameOffice(a, b);
  return (
    a.kind === b.kind &&
    (a.kind !== 'at_least' || b.kind !== 'at_least' || a.count === b.count) &&
    a.of.length === b.of.length &&
    a.of.every((part, index) => b.of.slice(index, index + 1).every((other) => isSameFormula(part, other)))
  );
};

/** What is left of a formula without the parts that nobody can satisfy; null where that is all of it. */
export const withoutNobody = (approver: Approver): Approver | null => {
  if (!isJoint<Office>(approver)) return approver.kind === 'nobody' ? null : approver;
  if (approver.kind === 'at_least') {
    const holders = leavesOf<Office>(approver).filter(({ kind }) => kind !== 'nobody');
    return holders.length === 0 ? null : { ...approver, of: holders };
  }
  const parts = approver.of.map(withoutNobody);
  const left = parts.filter((part) => part !== null);
  if (left.length === 0 || (approver.kind !== 'any_of' && left.length < parts.length)) return null;
  return { ...approver, of: left };
};

/** Whether everything that satisfies one formula satisfies another: the first is at least as strict. */
export const isAtLeastAsStrict = (one: Approver, other: Approver): boolean => {
  const possible = withoutNobody(one);
  return possible === null || loosenedWay(other, possible) === undefined;
};
