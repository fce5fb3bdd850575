import type { Causes } from './cause.ts';

export const CLASSIFICATION = {
  PERIOD_REQUIRED: [
    'An item came without a period, or with one that ends before it begins.',
    'Send a term, a day or an event as its period.',
  ],
  PERIOD_TOO_LONG: [
    'The period is longer than the rules allow for the level.',
    'Shorten it; the longest term of each level is in the rules in force.',
  ],
  RANGE_REQUIRED: [
    'Nobody was named who may know the item.',
    'Name persons, or at 秘密 also departments and posts. There is no “everyone”.',
  ],
  RANGE_TOO_WIDE: ['A department, post or group was named for 机密 or 绝密.', 'Name each person by himself.'],
  BASIS_REQUIRED: [
    'The basis of the classification is missing.',
    'Cite the regulation or the decision that it rests on.',
  ],
  REASON_REQUIRED: [
    'The level differs from what the catalogue says, or the catalogue says none.',
    'Add `levelReason`, as the person states it.',
  ],
  OUT_OF_SCOPE: [
    'The catalogue lists this kind of material as no secret at all.',
    'Do not register it; keep it with the other papers.',
  ],
  NOT_MANAGER_IN_CHARGE: [
    'The responsible manager holds no managing post of the owner or the head office, or drafted the item himself.',
    'Choose another person from `organisation.people`.',
  ],
  SOURCE_STRICTER: [
    'Something derived would be laxer than what it was made from, in level, period or range.',
    'Take over the stricter value; `fields` says which.',
  ],
  NO_CHANGE: ['What was asked for is what stands already.', 'Load the item again; most likely somebody was faster.'],
  DUPLICATE: ['The same thing is registered already.', 'Look for it by its number or name and use that one.'],
  RULE_LOOSENED: [
    'A company’s own rule would allow what the group denies.',
    'Look at `counterexample`: it is a case that would slip through. Tighten the draft.',
  ],
  RULE_INVALID: [
    'The rule document contradicts itself or misses a part.',
    'Each entry of `fields` names a place in the document.',
  ],
  DELEGATION_TOO_WIDE: [
    'A delegation would give more than whoever gives it has, or pass one on.',
    'Narrow its levels, operations or dates to those of his own post.',
  ],
  DEPARTMENT_STAFFED: [
    'A department is to be closed in which somebody is, or will be, in office.',
    'Transfer the people or end their posts first.',
  ],
  NO_ELIGIBLE_APPROVER: [
    'The rules name a post for this decision and nobody who may decide holds it.',
    'The company fills the post or names a stand-in; then ask again.',
  ],
} as const satisfies Causes;
