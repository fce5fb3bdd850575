import type { Applicant } from './approver.ts';
import type { Decision } from './decision.ts';
import type { Secrecy } from './effective-level.ts';
import type { Grant } from './grant.ts';
import { judge } from './judge.ts';
import type { Law } from './law.ts';
import type { Operation } from './operation.ts';
import type { Actor } from './organisation.ts';
import { isEmployedBy } from './organisation.ts';
import { QuestionGround } from './question-ground.ts';
import type { Range } from './range.ts';
import type { Regime } from './regime.ts';
import type { Temporal } from './time.ts';

/** An item as the law sees it. */
export interface ItemFacts extends Secrecy {
  readonly itemId: string;
  readonly version: number;
  readonly range: Range;
  /** what binds it besides the group's rules */
  readonly regimes: readonly Regime[];
  /** the line of business that it belongs to, by code; null where none is written down @see CD-11 */
  readonly line: string | null;
  /** the owners of what it was made from, who have to agree too; empty for most */
  readonly coOwnerIds: readonly string[];
  /** whether it is held (冻结): nothing leaves it, and nothing of it ends, until that is lifted */
  readonly onHold?: boolean | undefined;
}

/** A question put to the law. Facts and time are given; the law looks nothing up. */
export interface Question {
  /** the rules as they bind the item's owner */
  readonly law: Law;
  readonly operation: Operation;
  readonly item: ItemFacts;
  readonly actor: Actor;
  readonly at: Temporal.Instant;
  /** a grant that the actor holds for this operation, if any */
  readonly grant?: Grant | undefined;
  /** whether he asks for somebody from outside the group, whom he attends @see AR-30 */
  readonly forVisitor?: boolean | undefined;
  /** why it is truly needed; without it nothing is taken out of a 绝密 item @see GS-21 */
  readonly necessity?: string | undefined;
}

/**
 * May this person do this with this item at this instant? The one place that knows.
 *
 * @example
 * ```ts
 * const answer = decide({ law, operation: 'copy', item, actor, at });
 * if (answer.outcome === 'needs_approval') answer.missing; // [{ kind: 'approval', by: OWNER_GENERAL_MANAGER }]
 * ```
 * @see GS-16
 * @see GS-17
 * @see GS-18
 * @see GS-19
 * @see GS-20
 * @see GS-21
 * @see GS-22
 */
export const decide = (question: Question): Decision =>
  judge(question.law.answers(question.item.regimes), question.operation, new QuestionGround(question));

/** Who asks, as the approver matrix tells them apart. @see K-03 */
export const applicantOf = (
  actor: Actor,
  ownerCompanyId: string,
  asking: { readonly at: Temporal.Instant; readonly forVisitor?: boolean | undefined },
): Applicant => {
  if (asking.forVisitor === true) return 'outsider';
  return isEmployedBy(actor, ownerCompanyId, asking.at) ? 'insider' : 'group';
};
