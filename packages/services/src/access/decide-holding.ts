import type { Actor, Decision, Grant, Question, Temporal } from '@miji/core';
import { coveringGrant, decide, effectiveLevel } from '@miji/core';
import type { ScopedTransaction } from '@miji/db';
import { liveGrantsOf } from '@miji/db';
import { toGrant } from '../grants/to-grant.ts';

/** What somebody holds for some items, by their numbers, as far as anything is left of it. */
export const grantsHeld = async (
  tx: ScopedTransaction,
  { personId }: Actor,
  numbers: readonly string[],
  at: Temporal.Instant,
): Promise<readonly Grant[]> => (personId === '' ? [] : (await liveGrantsOf(tx, personId, numbers, at)).map(toGrant));

/**
 * What the law says to somebody who holds some grants: as a snapshot says it, in which only a grant that covers the question counts.
 * Why another one does not is told where it is used.
 *
 * @see GS-23
 */
export const decideHolding = (question: Omit<Question, 'grant'>, held: readonly Grant[]): Decision => {
  const { item, actor, operation, at } = question;
  if (operation === 'view') return decide(question);
  const use = {
    personId: actor.personId,
    operation,
    itemId: item.itemId,
    itemVersion: item.version,
    effectiveLevel: effectiveLevel(item, at),
  };
  return decide({ ...question, grant: coveringGrant(held, use, at) });
};
