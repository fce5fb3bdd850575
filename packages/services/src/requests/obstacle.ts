import type { RefusalCode, SecretLevel, Temporal } from '@miji/core';
import { effectiveLevel, levelOfRank, requestStateAt, STOPPED_BY_HOLD, tryAdvance } from '@miji/core';
import type { ItemRow, RequestRow } from '@miji/db';
import { toFacts } from '../items/item-facts.ts';
import { isOvertaken } from './overtaken.ts';
import type { DecisionInput } from './verdict.ts';

/**
 * What keeps anybody from deciding a request like this, whoever he is: its state, or what has become of its item. Looked at before the
 * act, so that nobody confirms in vain what cannot be, and again with both held.
 *
 * @param level at which whoever decides was found fit to
 */
export const obstacleTo = (
  input: DecisionInput,
  { row, item, level }: { readonly row: RequestRow; readonly item: ItemRow; readonly level: SecretLevel },
  at: Temporal.Instant,
): RefusalCode | null => {
  const advance = tryAdvance(requestStateAt({ state: row.state, expiresAt: row.expires_at }, at), input.decision);
  if ('refused' in advance) return advance.refused;
  const now = effectiveLevel(toFacts(item, []), at);
  if (now === 'declassified') return 'ALREADY_DECLASSIFIED';
  // He was found fit at the level of a moment ago, which has to be that of this one.
  const decidedAt = row.change === null ? now : levelOfRank(row.level);
  if (decidedAt !== level || isOvertaken(row, item, at)) return 'VERSION_CONFLICT';
  const isStopped = item.on_hold && STOPPED_BY_HOLD.has(row.operation);
  return isStopped && input.decision === 'approve' ? 'ON_HOLD' : null;
};
