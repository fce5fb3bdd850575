import { appendEvents, lockDeclassified, recordDeclassification } from '@miji/db';
import { systemScope } from '../platform/acting.ts';
import { bySystem, momentAt } from '../platform/audit.ts';
import type { Platform } from '../platform/context.ts';

const BATCH = 200;

/**
 * Writes down what has happened by itself: items whose period is over, each with the instant at which it ended. Nothing depends
 * on its having run; run twice, or by two servers at once, it writes each one once.
 *
 * @returns how many were written down
 * @see GS-14
 */
export const declassifyDue = async (platform: Platform, companyId: string): Promise<number> => {
  const now = await platform.clock.now();
  const moment = await momentAt(platform, now);
  return platform.db.transact(systemScope(now, companyId), async (tx) => {
    const due = await lockDeclassified(tx, now, BATCH);
    await Promise.all(due.map((row) => recordDeclassification(tx, row.id, now)));
    if (due.length === 0) return 0;
    await appendEvents(
      tx,
      due.map((row) =>
        bySystem(moment, {
          companyId,
          action: 'item.declassified',
          subject: { kind: 'item', id: row.number },
          item: row.number,
          effectiveAt: row.secret_until ?? now,
          because: { code: 'ALLOWED_DECLASSIFIED', rule: 'period.over', article: 'GS-14' },
        }),
      ),
    );
    return due.length;
  });
};
