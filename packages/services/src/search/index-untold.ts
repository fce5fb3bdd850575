import { lockUntold } from '@miji/db';
import { systemScope } from '../platform/acting.ts';
import type { Platform } from '../platform/context.ts';
import { indexTitles } from './index-item.ts';

const AT_A_TIME = 500;

/**
 * Writes down the titles of a company's items that were registered before they could be searched. Their texts the system may not
 * open; what those are found by is written down when somebody who may reads them.
 */
export const indexUntold = async (platform: Platform, companyId: string): Promise<void> => {
  const at = await platform.clock.now();
  let after: string | null = null;
  for (;;) {
    const last: string | null = await platform.db.transact(systemScope(at, companyId), async (tx) => {
      const items = await lockUntold(tx, after, AT_A_TIME);
      await indexTitles({ platform }, tx, items);
      return items.at(-1)?.id ?? null;
    });
    if (last === null) return;
    after = last;
  }
};
