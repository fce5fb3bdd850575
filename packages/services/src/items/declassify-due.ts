import { appendEvents, lockDeclassified, recordDeclassification } from '@miji/db';
import { followRoot } from '../copies/follow-root.ts';
import { RELEASED_MARK } from '../copies/root-mark.ts';
import { causedByItself } from '../grants/void-grants.ts';
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
    const cause = causedByItself(platform, moment);
    for (const item of due) {
      // It happened when the period was over; whoever has a copy learns of it now, and its mark is crossed out from then on.
      const to = { level: item.level, mark: RELEASED_MARK, secretUntil: item.secret_until };
      await followRoot(cause, tx, { item, kind: 'declassified', to });
    }
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
