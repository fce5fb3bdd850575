import type { Platform } from '@miji/services';
import { reconcileCompany } from '@miji/services';
import { expect } from 'vitest';
import { createLog } from '../../src/log.ts';
import { openPlatform } from '../../src/platform.ts';
import { loadSecrets } from '../../src/secrets.ts';
import { readSettings } from '../../src/settings.ts';
import { embeddedUrl } from './look-behind.ts';

/** Looks at the house of a data folder from beside the server that runs on it, as its commands do. */
export const beside = async <T>(
  env: Readonly<Record<string, string>> & { readonly MIJI_DATA_DIR: string },
  look: (platform: Platform) => Promise<T>,
): Promise<T> => {
  const settings = readSettings(env);
  const secrets = await loadSecrets(settings.dataDir);
  const running = openPlatform(
    settings,
    secrets,
    await embeddedUrl(settings.dataDir),
    'http://127.0.0.1',
    createLog('error'),
  );
  try {
    return await look(running.platform);
  } finally {
    await running.close();
  }
};

/** Registers, trace and vault of every company say the same. */
export const expectReconciled = async (platform: Platform, when: string): Promise<void> => {
  for (const company of await platform.companies.all()) {
    expect(await reconcileCompany(platform, company), `${company.code} ${when}`).toEqual([]);
  }
};
