import { effectiveLevel, levelOfRank } from '@miji/core';
import type { AuditEvent, Temporal } from '@miji/core';
import type { ItemRow, RequestRow, ScopedTransaction } from '@miji/db';
import { toFacts } from '../items/item-facts.ts';
import { tell } from '../notices/tell.ts';
import type { Moment } from '../platform/audit.ts';
import { bySystem } from '../platform/audit.ts';
import type { Platform } from '../platform/context.ts';

/** Why a request ends when the item that it is about changes. */
export const OVERTAKEN = '密件的定密已变更，原申请失效。';

/**
 * Whether the item of a request is no longer what it was about, so that nobody can decide it any more: no longer secret, of another
 * level, or of another version; for a change of classification, changed meanwhile. While it waits for the requester another version
 * does not matter: he hands it in again for the one that there is.
 */
export const isOvertaken = (row: RequestRow, item: ItemRow, at: Temporal.Instant): boolean => {
  const level = effectiveLevel(toFacts(item, []), at);
  if (level === 'declassified') return true;
  if (row.change !== null) return row.item_revision !== item.revision;
  return level !== levelOfRank(row.level) || (row.state === 'pending' && row.item_version !== item.version);
};

/** Tells those who asked that their requests are void, in the transaction that made them so; gives what the trace says of it. */
export const sayOvertaken = async (
  platform: Platform,
  tx: ScopedTransaction,
  moment: Moment,
  ended: readonly RequestRow[],
): Promise<readonly AuditEvent[]> => {
  for (const { number, item_number, level, requester_id } of ended) {
    await tell(platform, tx, {
      kind: 'overtaken',
      at: moment.at,
      to: [requester_id],
      request: { number, item_number, level, expires_at: null },
      key: `${number} overtaken`,
    });
  }
  return ended.map(({ company_id, number, item_number, operation }) =>
    bySystem(moment, {
      companyId: company_id,
      action: 'request.overtaken',
      subject: { kind: 'request', id: number },
      item: item_number,
      because: { code: 'REQUEST_VOID', article: 'GS-13' },
      details: { operation },
    }),
  );
};
