import { isIPv6 } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rootKeyFits } from '@miji/services';
import { openDatabase } from './database.ts';
import { loadDemo } from './demo/load-demo.ts';
import { greeting } from './greeting.ts';
import { claimPort, explainListening } from './http/claim-port.ts';
import { closeHttpServer, createHttpServer } from './http/http-server.ts';
import { startJobs } from './jobs/jobs.ts';
import { createLog } from './log.ts';
import { openPlatform } from './platform.ts';
import { loadSecrets } from './secrets.ts';
import type { Settings } from './settings.ts';
import { StartupError } from './settings.ts';

const CONSOLE = fileURLToPath(new URL('../../console/dist', import.meta.url));

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/**
 * Starts Miji and stays until it is told to stop: database, migrations, demonstration group where the database is empty, HTTP, jobs.
 * What was opened is closed again in the opposite order, on a signal as on a failure half-way.
 *
 * @throws StartupError with the one line that says what to do
 */
export const runServer = async (settings: Settings): Promise<void> => {
  const closing: (() => Promise<unknown>)[] = [];
  const told = toldToStop();
  try {
    await serve(settings, told, closing);
  } catch (error) {
    if (error !== told.reason) throw error;
    say(`miji  stopping (${String(told.reason)}) …`);
  } finally {
    for (const close of closing.toReversed()) await close();
    if (process.connected) process.disconnect?.();
  }
  say('miji  stopped; the data is kept');
};

/** Opens one thing after the other, noting how each is closed, and stays until it is told to stop. */
const serve = async (settings: Settings, told: AbortSignal, closing: (() => Promise<unknown>)[]): Promise<never> => {
  const began = performance.now();
  const { host } = settings;
  const log = createLog(settings.logLevel);
  const claim = await claimPort(settings);
  closing.push(() => claim.release());
  const { port } = claim;

  say('miji  preparing the data folder …');
  const secrets = await loadSecrets(settings.dataDir);
  say(settings.databaseUrl === undefined ? 'miji  starting PostgreSQL …' : 'miji  reaching PostgreSQL …');
  const database = await openDatabase(settings, secrets, (line) => say(`miji    ${line}`));
  closing.push(() => database.stop());
  if (database.migrations.length > 0) say(`miji  migrated: ${database.migrations.join(', ')}`);
  told.throwIfAborted();

  const baseUrl = settings.baseUrl ?? baseUrlOf(host, port);
  const running = openPlatform(settings, secrets, database.adminUrl, baseUrl, log);
  closing.push(() => running.close());
  if (!(await rootKeyFits(running.platform))) {
    throw new StartupError(
      `${join(settings.dataDir, 'secrets', 'root.key')} is not the key of this database: restore the one that belongs to it`,
    );
  }
  const demo = await loadDemo(running, settings, (line) => say(`miji  ${line}`), told);
  told.throwIfAborted();

  const http = await createHttpServer(running, { baseUrl, consoleFolder: CONSOLE, log });
  closing.push(() => closeHttpServer(http));
  await claim.release();
  await http.listen({ host, port }).catch((error: unknown) => {
    throw explainListening({ host, port }, error);
  });
  closing.push(startJobs(running.platform, log));

  say(
    greeting({
      settings,
      baseUrl,
      demo,
      keyId: running.platform.sealingKey.keyId,
      seconds: (performance.now() - began) / 1_000,
    }),
  );
  await Promise.race([aborted(told), database.ended]);
  told.throwIfAborted();
  throw new StartupError(
    `PostgreSQL has ended by itself: ${join(settings.dataDir, 'postgres.log')} says why; start Miji again`,
  );
};

/** Where people of this machine open the console: an address that stands for all of its addresses is none to open. */
const baseUrlOf = (host: string, port: number): string => {
  if (host === '0.0.0.0' || host === '::') return `http://127.0.0.1:${port}`;
  return `http://${isIPv6(host) ? `[${host}]` : host}:${port}`;
};

/** Aborts with the name of whatever asks the process to end: a signal, or the end of whoever started it. */
const toldToStop = (): AbortSignal => {
  const told = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => told.abort(signal));
  process.once('disconnect', () => told.abort('parent ended'));
  return told.signal;
};

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
