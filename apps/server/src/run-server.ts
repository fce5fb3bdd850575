import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { openDatabase } from './database.ts';
import { loadDemo } from './demo/load-demo.ts';
import { greeting } from './greeting.ts';
import { createHttpServer } from './http/http-server.ts';
import { startJobs } from './jobs/jobs.ts';
import { openPlatform } from './platform.ts';
import { loadSecrets } from './secrets.ts';
import { readSettings, StartupError } from './settings.ts';

const CONSOLE = fileURLToPath(new URL('../../console/dist', import.meta.url));
/** What must never reach a log, whatever a library writes. */
const REDACTED = ['req.headers.authorization', 'req.headers.cookie', '*.password', '*.apiKey', '*.key', '*.text', '*.title'];

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/**
 * Starts Miji and stays until it is told to stop: database, migrations, demonstration group where the database is empty, HTTP, jobs.
 * What was opened is closed again in the opposite order, on a signal as on a failure half-way.
 *
 * @throws StartupError with the one line that says what to do
 */
export const runServer = async (environment: Readonly<Record<string, string | undefined>>): Promise<void> => {
  const began = performance.now();
  const settings = readSettings(environment);
  const log = pino({ level: settings.logLevel, redact: REDACTED, base: null });
  const closing: (() => Promise<unknown>)[] = [];
  const closeAll = async (): Promise<void> => {
    for (const close of closing.splice(0).toReversed()) await close();
  };
  const stopped = untilToldToStop();

  try {
    say('miji  preparing the data folder …');
    const secrets = await loadSecrets(settings.dataDir);
    say(settings.databaseUrl === undefined ? 'miji  starting PostgreSQL …' : 'miji  reaching PostgreSQL …');
    const database = await openDatabase(settings, secrets, (line) => say(`miji    ${line}`));
    closing.push(() => database.stop());
    if (database.migrations.length > 0) say(`miji  migrated: ${database.migrations.join(', ')}`);

    const baseUrl = settings.baseUrl ?? `http://${settings.host}:${settings.port}`;
    const running = openPlatform(settings, secrets, database.adminUrl, baseUrl, log);
    closing.push(() => running.close());
    const demo = await loadDemo(running, settings, (line) => say(`miji  ${line}`));

    const http = await createHttpServer(running, { baseUrl, consoleFolder: CONSOLE, log });
    closing.push(() => http.close());
    await listen(http, settings);
    const stopJobs = startJobs(running.platform, log);
    closing.push(stopJobs);

    say(greeting({ settings, baseUrl, demo, keyId: running.platform.sealingKey.keyId, seconds: (performance.now() - began) / 1_000 }));
    const reason = await Promise.race([stopped, database.ended.then(() => 'PostgreSQL ended')]);
    say(`miji  stopping (${reason}) …`);
  } finally {
    await closeAll();
    process.disconnect?.();
  }
  say('miji  stopped; the data is kept');
};

const listen = async (http: { listen(options: { host: string; port: number }): Promise<unknown> }, { host, port }: { readonly host: string; readonly port: number }) => {
  try {
    await http.listen({ host, port });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code === 'EADDRINUSE') throw new StartupError(`port ${port} is taken: stop what uses it, or name another one in MIJI_PORT`, { cause: error });
    if (code === 'EACCES') throw new StartupError(`port ${port} is not ours to use: name one above 1023 in MIJI_PORT`, { cause: error });
    if (code === 'EADDRNOTAVAIL') throw new StartupError(`this machine has no address ${host}: correct MIJI_HOST`, { cause: error });
    throw error;
  }
};

/** Resolves with the name of whatever asks the process to end: a signal, or the end of whoever started it. */
const untilToldToStop = (): Promise<string> =>
  new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve(signal));
    process.once('disconnect', () => resolve('parent ended'));
  });
