import type { Actor, Applicant, Law, Operation, Temporal } from '@miji/core';
import {
  APPROVED_OPERATIONS,
  changesApproval,
  changesKnowing,
  decide,
  isForbidden,
  OPERATIONS,
  STOPPED_BY_HOLD,
} from '@miji/core';
import type { LiveItem } from './live-data.ts';
import type { PeopleByName } from './people-by-name.ts';

/** Two laws of one company. */
export interface TwoLaws {
  readonly before: Law;
  readonly after: Law;
}

export type Direction = 'gain' | 'loss';

/** One person and one item, with the operations that he gains or loses there. */
export interface Effect {
  readonly laws: TwoLaws;
  readonly actor: Actor;
  readonly item: LiveItem;
  readonly steps: readonly Step[];
}
interface Step {
  readonly operation: Operation;
  readonly change: Direction;
}

/** How many items are looked at before other work has its turn: a group has thousands of them. */
const ITEMS_AT_ONCE = 50;

/**
 * Tells everything that people gain or lose with the items of one company, held against two laws. Kinds of items (a level, and what
 * binds it) that the laws treat alike are passed over. Everybody asks for himself and not for a visitor, a necessity is taken as stated,
 * and no grant as given.
 */
export const tellEffects = async (
  laws: TwoLaws,
  items: readonly LiveItem[],
  people: PeopleByName,
  tell: (effect: Effect) => void,
): Promise<void> => {
  const kinds = new Map<string, Kind>();
  let looked = 0;
  for (const item of items) {
    const { level, regimes, range, onHold } = item.facts;
    const name = `${level} ${onHold === true} ${regimes.join()}`;
    const kind = kinds.get(name) ?? kindOf(laws, item);
    kinds.set(name, kind);
    if (!kind.differs) continue;
    const knew = people.knowersOf(item.facts, laws.before.knowing(level, regimes));
    const would = people.knowersOf(item.facts, laws.after.knowing(level, regimes));
    for (const actor of people.whoMightKnow(item.facts)) {
      const steps = kind.steps(people.applicantFor(actor, range.ownerCompanyId), knew(actor), would(actor));
      if (steps.length > 0) tell({ laws, actor, item, steps });
    }
    looked += 1;
    if (looked % ITEMS_AT_ONCE === 0) await breathe();
  }
};

/** What two laws see differently in items of one level that the same regimes bind, and that are held or are not. */
interface Kind {
  readonly differs: boolean;
  /** what somebody gains or loses, by who he is to the owner, whether he knew the item and whether he would */
  readonly steps: (applicant: Applicant, knew: boolean, would: boolean) => readonly Step[];
}

const kindOf = ({ before, after }: TwoLaws, { facts: { level, regimes, onHold } }: LiveItem): Kind => {
  const differs =
    changesKnowing(before, after, level, regimes) ||
    APPROVED_OPERATIONS.some((operation) => changesApproval(before, after, { operation, level, regimes }));
  // From 0, denied, to 2, allowed. Whoever may not know an item may do nothing with it.
  const reach = (law: Law, applicant: Applicant, operation: Operation, knows: boolean): number => {
    if (!knows) return 0;
    if (operation === 'view') return 2;
    if (onHold === true && STOPPED_BY_HOLD.has(operation)) return 0;
    const { approver } = law.approval(operation, level, regimes, applicant);
    return approver === null || isForbidden(approver) ? 0 : 1;
  };
  const stepsFor = (applicant: Applicant, knew: boolean, would: boolean): readonly Step[] =>
    OPERATIONS.flatMap((operation): Step[] => {
      const step = reach(after, applicant, operation, would) - reach(before, applicant, operation, knew);
      return step === 0 ? [] : [{ operation, change: step > 0 ? 'gain' : 'loss' }];
    });
  const steps = new Map<string, readonly Step[]>();
  return {
    differs,
    steps: (applicant, knew, would) => {
      if (!knew && !would) return [];
      const name = `${applicant} ${knew} ${would}`;
      const known = steps.get(name) ?? stepsFor(applicant, knew, would);
      steps.set(name, known);
      return known;
    },
  };
};

const STATED = '—';

/** What the law answers before and after, for one operation of an effect. */
export const answersOf = ({ laws, actor, item }: Effect, operation: Operation, at: Temporal.Instant) => {
  const question = { operation, item: item.facts, actor, at, necessity: STATED };
  return { before: decide({ ...question, law: laws.before }), after: decide({ ...question, law: laws.after }) };
};

/** Whether somebody may know an item under one law and not under another. */
export const losesKnowledge = (laws: TwoLaws, item: LiveItem, actor: Actor, at: Temporal.Instant): boolean => {
  const { level, regimes } = item.facts;
  if (!changesKnowing(laws.before, laws.after, level, regimes)) return false;
  const { before, after } = answersOf({ laws, actor, item, steps: [] }, 'view', at);
  return before.outcome === 'allowed' && after.outcome !== 'allowed';
};

const breathe = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));
