import type { Knowing } from './law.ts';
import type { EffectiveLevel, SecretLevel } from './level.ts';
import type { RangeMemberKind } from './range.ts';
import { RANGE_MEMBER_KINDS } from './range.ts';
import type { RefusalCode } from './reason-code.ts';

/** What may stand in a range: as the law has it, and as bits, one for each of {@link RANGE_MEMBER_KINDS}. */
export interface Admitted {
  readonly knowing: Knowing;
  readonly kinds: number;
}

/** The bit of a kind of member. */
export const kindBit = (kind: RangeMemberKind): number => 1 << RANGE_MEMBER_KINDS.indexOf(kind);

/**
 * The few facts about one question that the rules ask for, each only where it matters. They may come from objects or from a snapshot's
 * columns; the rules cannot tell. All of them hold at the instant of the question.
 */
export interface Ground {
  level(): EffectiveLevel;
  /** the level on its mark, whether or not its period is over */
  markedLevel(): SecretLevel;
  /** whether he stands in its range, and is not shut out */
  isInRange(admitted: Admitted): boolean;
  /** whether he is the manager in charge of it, and in office */
  isManager(): boolean;
  /** whether he is one of the head office's executives */
  isExecutive(): boolean;
  /** whether he works for its owner */
  isEmployed(): boolean;
  isExcluded(): boolean;
  isHeld(): boolean;
  /** whether it is for somebody from outside the group */
  isForVisitor(): boolean;
  isNecessityStated(): boolean;
  /** null where a grant covers it, or why the grant does not; undefined where there is none */
  grantRefusal(): RefusalCode | null | undefined;
}
