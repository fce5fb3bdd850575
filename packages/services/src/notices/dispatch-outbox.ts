import type { OutboxRow, Settlement } from '@miji/db';
import { noteRobotDelivery, settleOutbox, takeFromOutbox } from '@miji/db';
import { randomUUID } from 'node:crypto';
import { systemScope } from '../platform/acting.ts';
import type { Platform } from '../platform/context.ts';
import { buryLetter } from './bury-letter.ts';
import { deliver } from './deliver.ts';

/** How often and how long something is tried. */
export interface Pace {
  readonly attempts: number;
  /** the rest after the first attempt; it doubles after each */
  readonly firstRestMs: number;
  readonly longestRestMs: number;
  /** for how long nobody else touches what one server has taken: longer than any delivery may take */
  readonly leaseMs: number;
}

/** About three hours in all. */
export const USUAL_PACE: Pace = { attempts: 12, firstRestMs: 5_000, longestRestMs: 3_600_000, leaseMs: 300_000 };

const AT_ONCE = 20;

/**
 * How long to rest after an attempt that failed: twice as long each time, and between half and all of that, so that what failed
 * together is not tried together again.
 */
export const restAfter = (attempt: number, { firstRestMs, longestRestMs }: Pace, random = Math.random()): number =>
  Math.min(longestRestMs, firstRestMs * 2 ** (attempt - 1)) * (0.5 + random / 2);

/**
 * Sends what is due from the outbox of a company. Each message is taken under a lease, so that of two servers one sends it; a server
 * that ends in between leaves it to be sent again, under the same id. After the last attempt it becomes a dead letter, and the
 * administrators are told.
 */
export const dispatchOutbox = async (platform: Platform, companyId: string, pace = USUAL_PACE): Promise<number> => {
  const at = await platform.clock.now();
  const lease = randomUUID();
  const rows = await platform.db.transact(systemScope(at, companyId), (tx) =>
    takeFromOutbox(tx, { lease, leaseMs: pace.leaseMs, limit: AT_ONCE, at }),
  );
  const settled = await Promise.allSettled(rows.map((row) => dispatch(platform, row, lease, pace)));
  const failed = settled.find((one) => one.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
  return rows.length;
};

const dispatch = async (platform: Platform, row: OutboxRow, lease: string, pace: Pace): Promise<void> => {
  const settlement = await attempt(platform, row, pace);
  const at = await platform.clock.now();
  const isFirstBurial = await platform.db.transact(systemScope(at, row.company_id), async (tx) => {
    const isOurs = await settleOutbox(tx, row.id, lease, settlement);
    if (isOurs && settlement.kind === 'delivered' && row.channel === 'robot')
      await noteRobotDelivery(tx, row.recipient_id, at);
    return isOurs && settlement.kind === 'dead';
  });
  if (isFirstBurial) await buryLetter(platform, row, at);
};

const attempt = async (platform: Platform, row: OutboxRow, pace: Pace): Promise<Settlement> => {
  const outcome = await deliver(platform, row);
  if (outcome.kind !== 'failed') return outcome;
  const error = outcome.error.slice(0, 500);
  if (row.attempts >= pace.attempts) return { kind: 'dead', error };
  return { kind: 'again', inMs: restAfter(row.attempts, pace), error };
};
