import type { REFUSAL_GROUNDS, RequestSummary } from '@miji/contract';
import { copiesIn } from '../request-kind.ts';

export type RefusalGround = (typeof REFUSAL_GROUNDS)[number];

/** What each usual reason counts as. */
const GROUNDS = {
  purpose: 'unclear',
  fewer: 'too_much',
  less: 'too_much',
  read_instead: 'not_needed',
  too_long: 'too_much',
  read_here: 'not_needed',
  stay_inside: 'not_permitted',
  basis: 'not_permitted',
  keep_protection: 'not_permitted',
  ask_security: 'wrong_person',
  keep: 'not_permitted',
  method: 'unclear',
} as const satisfies Readonly<Record<string, RefusalGround>>;
export type UsualReason = keyof typeof GROUNDS;

export const groundOf = (reason: UsualReason): RefusalGround => GROUNDS[reason];

/** The three reasons for which requests of this kind are usually refused. */
export const usualReasons = (request: RequestSummary): readonly UsualReason[] => {
  switch (request.operation) {
    case 'excerpt':
      return ['purpose', 'less', 'read_instead'];
    case 'copy':
    case 'print':
    case 'export':
      return ['purpose', copiesIn(request.terms) > 1 ? 'fewer' : 'less', 'read_instead'];
    case 'loan':
      return ['purpose', 'too_long', 'read_here'];
    case 'carry_out':
      return ['purpose', 'too_long', 'stay_inside'];
    case 'provide':
      return ['purpose', 'basis', 'less'];
    case 'destroy':
      return ['keep', 'method', 'ask_security'];
    case 'regrade':
    case 'extend':
    case 'declassify':
      return ['purpose', 'keep_protection', 'ask_security'];
  }
};
