import { systemScope } from '../platform/acting.ts';
import type { Platform } from '../platform/context.ts';

/**
 * Whether the root key opens what the database holds. With another one everything new would be sealed apart from the old, and the
 * old could not be read: better not to start.
 *
 * @see SG-03
 */
export const rootKeyFits = async (platform: Platform): Promise<boolean> => {
  const at = await platform.clock.now();
  for (const { id } of await platform.companies.all()) {
    const fits = await platform.db.transact(systemScope(at, id), (tx) => platform.vault.fits(tx));
    if (!fits) return false;
  }
  return true;
};
