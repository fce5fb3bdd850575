import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runningPostmaster } from '@miji/postgres';
import { reconcileCompany } from '@miji/services';
import { openDatabase } from '../database.ts';
import { createLog, errorLine } from '../log.ts';
import { openPlatform } from '../platform.ts';
import { loadSecrets } from '../secrets.ts';
import { readSettings } from '../settings.ts';

const USAGE = `Usage: npm run reconcile
  holds the registers of every company against each other, against the trace and against the vault, and says what does not agree and
  where. It changes nothing, may run beside the server, and takes the same settings: MIJI_DATA_DIR, DATABASE_URL, MIJI_S3_URL …`;

/** The embedded PostgreSQL of a server that runs on this data folder; undefined where none runs. */
const runningUrl = async (dataDir: string): Promise<string | undefined> => {
  const postmaster = await runningPostmaster(join(dataDir, 'postgres')).catch(() => undefined);
  if (postmaster === undefined) return undefined;
  const password = (await readFile(join(dataDir, 'secrets', 'postgres-password'), 'utf8')).trim();
  const port = (await readFile(join(dataDir, 'postgres.port'), 'utf8')).trim();
  return `postgres://postgres:${password}@127.0.0.1:${port}/miji`;
};

const main = async (): Promise<number> => {
  const settings = readSettings(process.env);
  const secrets = await loadSecrets(settings.dataDir);
  const runs = settings.databaseUrl ?? (await runningUrl(settings.dataDir));
  const started = runs === undefined ? await openDatabase(settings, secrets, () => {}) : undefined;
  const adminUrl = runs ?? started?.adminUrl ?? '';
  const running = openPlatform(settings, secrets, adminUrl, 'http://127.0.0.1', createLog('error'));
  let count = 0;
  try {
    for (const company of await running.platform.companies.all()) {
      const found = await reconcileCompany(running.platform, company);
      count += found.length;
      for (const { kind, where, says } of found) console.error(`DIFFERS  ${company.code}  ${where}  ${kind}: ${says}`);
      if (found.length === 0) console.log(`AGREES   ${company.code}  ${company.name}`);
    }
  } finally {
    await running.close();
    await started?.stop();
  }
  return count === 0 ? 0 : 1;
};

if (process.argv.length > 2) {
  console.error(USAGE);
  process.exitCode = 2;
} else {
  try {
    process.exitCode = await main();
  } catch (error) {
    console.error(`miji: ${errorLine(error)}`);
    process.exitCode = 2;
  }
}
