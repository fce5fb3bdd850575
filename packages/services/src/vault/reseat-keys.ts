import { randomUUID } from 'node:crypto';
import { appendEvents, endKeyRotation, insertKeyRotation } from '@miji/db';
import { systemScope } from '../platform/acting.ts';
import { bySystem, momentAt } from '../platform/audit.ts';
import type { Platform } from '../platform/context.ts';

/**
 * Seals the keys of a company that stand under an older root key under the newest one. They are few, so it is one transaction; no data
 * key and no content is touched.
 *
 * @returns how many it were
 * @see SG-03
 */
export const reseatKeys = async (platform: Platform, companyId: string): Promise<number> => {
  const at = await platform.clock.now();
  const moment = await momentAt(platform, at);
  return platform.db.transact(systemScope(at, companyId), async (tx) => {
    const count = await platform.vault.reseatCompanyKeys(tx);
    if (count === 0) return 0;
    const id = randomUUID();
    const to = platform.vault.rootVersion;
    const run = {
      id,
      scope: 'root',
      state: 'running',
      done: count,
      of: count,
      to_version: to,
      started_at: at,
    } as const;
    await insertKeyRotation(tx, run);
    await endKeyRotation(tx, id, at);
    const subject = { kind: 'company_key', id: `root-${to}` } as const;
    const details = { version: to, keys: count };
    await appendEvents(tx, [bySystem(moment, { companyId, action: 'key.rotated', subject, details })]);
    return count;
  });
};
