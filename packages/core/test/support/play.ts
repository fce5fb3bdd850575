import type { Approver, Office } from '../../src/index.ts';
import { isJoint } from '../../src/index.ts';

/** Somebody with every office that he holds. */
export interface Person {
  readonly id: string;
  readonly offices: readonly Office[];
}

/** A formula while people speak: what of it is done. */
type Node =
  | { readonly kind: 'office'; readonly office: Office; done: boolean }
  | { readonly kind: 'all_of' | 'any_of' | 'in_order'; readonly of: readonly Node[] }
  | { readonly kind: 'at_least'; readonly count: number; readonly of: readonly Node[]; readonly heard: Set<string> };

const nodeOf = (formula: Approver): Node => {
  if (!isJoint<Office>(formula)) return { kind: 'office', office: formula, done: false };
  const of = formula.of.map(nodeOf);
  return formula.kind === 'at_least'
    ? { kind: formula.kind, count: formula.count, of, heard: new Set() }
    : { kind: formula.kind, of };
};

const isDone = (node: Node): boolean => {
  switch (node.kind) {
    case 'office':
      return node.done;
    case 'at_least':
      return node.heard.size >= node.count;
    case 'any_of':
      return node.of.some(isDone);
    case 'all_of':
    case 'in_order':
      return node.of.length > 0 && node.of.every(isDone);
  }
};

/** The places where somebody may speak now, each with what happens there when he does. */
const places = (node: Node): readonly { readonly office: Office; readonly speak: (id: string) => void }[] => {
  if (isDone(node)) return [];
  if (node.kind === 'office') return [{ office: node.office, speak: () => void (node.done = true) }];
  if (node.kind === 'at_least') {
    return node.of.flatMap((part) =>
      part.kind === 'office' ? [{ office: part.office, speak: (id: string) => void node.heard.add(id) }] : places(part),
    );
  }
  const open = node.of.filter((part) => !isDone(part));
  return (node.kind === 'in_order' ? open.slice(0, 1) : open).flatMap(places);
};

const nameOf = (office: Office): string => ('post' in office ? `${office.company} ${office.post}` : office.kind);
const speaksFor = (held: Office, office: Office): boolean =>
  nameOf(held) === nameOf(office) && (held.kind === office.kind || held.kind === 'in_charge');

/**
 * Whether people who speak one after the other are enough, told without the algebra of formulas: each fills every place that is his
 * and whose turn it is, and what comes to its turn by that; each office once in one speech.
 */
export const play = (formula: Approver, turns: readonly Person[]): boolean => {
  const root = nodeOf(formula);
  for (const { id, offices } of turns) {
    const spoken = new Set<string>();
    for (;;) {
      const mine = places(root).filter(
        ({ office }) =>
          offices.some((held) => speaksFor(held, office)) && !spoken.has(`${office.kind} ${nameOf(office)}`),
      );
      if (mine.length === 0) break;
      for (const { office, speak } of mine) {
        spoken.add(`${office.kind} ${nameOf(office)}`);
        speak(id);
      }
    }
  }
  return isDone(root);
};
