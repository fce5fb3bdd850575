import type { ScopedTransaction } from '@miji/db';
import {
  countRotated,
  endKeyRotation,
  findCompanyKey,
  lockKeyRotation,
  lockOldFileKeys,
  oldContentKeys,
  replaceContentKey,
  replaceFileKey,
} from '@miji/db';
import { systemScope } from '../platform/acting.ts';
import type { Platform } from '../platform/context.ts';

const BATCH = 200;

/**
 * Wraps the data keys of a company that stand under an older key of it under its newest one. Each batch is a transaction with its
 * progress: whatever ends it, the next round goes on where it stopped. What was sealed in a transaction that had begun before the new
 * key was there is found by a later round.
 *
 * @returns how many were wrapped anew
 * @see SG-03
 */
export const rewrapKeys = async (platform: Platform, companyId: string): Promise<number> => {
  let total = 0;
  for (;;) {
    const at = await platform.clock.now();
    const batch = await platform.db.transact(systemScope(at, companyId), async (tx) => {
      const newest = await findCompanyKey(tx);
      if (newest === undefined || newest.version === 1) return 0;
      const rotation = await lockKeyRotation(tx, 'company');
      const count =
        (await rewrapContents(platform, tx, newest.version)) + (await rewrapFiles(platform, tx, newest.version));
      if (rotation === undefined) return count;
      if (count > 0) await countRotated(tx, rotation.id, count);
      else await endKeyRotation(tx, rotation.id, at);
      return count;
    });
    if (batch === 0) return total;
    total += batch;
  }
};

const rewrapContents = async ({ vault }: Platform, tx: ScopedTransaction, newest: number): Promise<number> => {
  let count = 0;
  for (const old of await oldContentKeys(tx, newest, BATCH)) {
    const item = { id: old.item_id, version: old.version };
    const now = await vault.sealKey(tx, item, await vault.openKey(tx, item, old));
    if (await replaceContentKey(tx, old, now)) count += 1;
  }
  return count;
};

const rewrapFiles = async ({ vault }: Platform, tx: ScopedTransaction, newest: number): Promise<number> => {
  let count = 0;
  for (const { id, sealed_key, company_key_version } of await lockOldFileKeys(tx, newest, BATCH)) {
    if (sealed_key === null || company_key_version === null) continue;
    const dataKey = await vault.openFileKey(tx, id, { sealed_key, company_key_version });
    await replaceFileKey(tx, id, await vault.sealFileKey(tx, id, dataKey));
    count += 1;
  }
  return count;
};
