import { tryAdvance } from '@miji/core';
import { appendEvents, endRequest, lockExpired } from '@miji/db';
import { systemScope } from '../platform/acting.ts';
import { bySystem, momentAt } from '../platform/audit.ts';
import type { Platform } from '../platform/context.ts';

const BATCH = 200;

/**
 * Writes down that requests have expired: silence is no. A request reads as expired from its deadline on, whether or not this ran.
 *
 * @returns how many were written down
 */
export const expireDue = async (platform: Platform, companyId: string): Promise<number> => {
  const now = await platform.clock.now();
  const moment = await momentAt(platform, now);
  return platform.db.transact(systemScope(now, companyId), async (tx) => {
    const due = await lockExpired(tx, now, BATCH);
    for (const row of due) {
      const advance = tryAdvance(row.state, 'expire');
      if ('refused' in advance) continue;
      await Promise.all([
        endRequest(tx, row.id, { state: advance.next, at: row.expires_at, by: null, reason: null }),
        appendEvents(tx, [
          bySystem(moment, {
            companyId,
            action: 'request.expired',
            subject: { kind: 'request', id: row.number },
            item: row.item_number,
            effectiveAt: row.expires_at,
          }),
        ]),
      ]);
    }
    return due.length;
  });
};
