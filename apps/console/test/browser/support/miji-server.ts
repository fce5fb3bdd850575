import type { ChildProcess } from 'node:child_process';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { inject } from 'vitest';
import { ensureConsole } from './built-console.ts';

const MAIN = fileURLToPath(new URL('../../../../server/src/main.ts', import.meta.url));
const ENDS_WITHIN_MS = 30_000;
const READY = /is running: (http:\/\/\S+)/;

/** The whole of Miji in a process of its own: database, demonstration group, API and console, on a clock that stands still. */
export interface MijiServer {
  readonly url: string;
  /** Ends the process and waits for it; the data stays. */
  stop(): Promise<void>;
  /** Starts it again on the same data and at the same address. */
  restart(): Promise<void>;
  /** Ends it and removes its data. */
  dispose(): Promise<void>;
}

interface Running {
  readonly child: ChildProcess;
  readonly url: string;
}

/** Starts it, and gives its address as soon as it answers. */
const run = (dataDir: string, port: string): Promise<Running> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--conditions=@miji/source', MAIN], {
      env: {
        ...process.env,
        NODE_ENV: 'test',
        DATABASE_URL: '',
        MIJI_BASE_URL: '',
        MIJI_CLOCK: 'manual',
        MIJI_DATA_DIR: dataDir,
        MIJI_HOST: '127.0.0.1',
        MIJI_PORT: port,
        MIJI_PG_PORT: '0',
      },
      // The channel tells it when this process ends, however that happens.
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    let said = '';
    const hear = (chunk: Buffer): void => {
      said += chunk.toString('utf8');
      const url = READY.exec(said)?.[1];
      if (url !== undefined) resolve({ child, url });
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`The server ended with code ${code} before it was ready:\n${said}`)));
  });

const end = async ({ child }: Running): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  const late = setTimeout(() => child.kill('SIGKILL'), ENDS_WITHIN_MS);
  child.kill('SIGTERM');
  const [, signal] = await ended;
  clearTimeout(late);
  if (signal === 'SIGKILL') throw new Error(`The server did not end within ${ENDS_WITHIN_MS} ms after SIGTERM`);
};

const scratch = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'miji-browser-'));
  // PostgreSQL may run as another user, who has to be able to walk through.
  await chmod(folder, 0o711);
  return folder;
};

/** The data of a house that has been founded and stands still: what takes longest, once for all test files. */
export const prepareData = async (): Promise<{ readonly dataDir: string; remove(): Promise<void> }> => {
  const folder = await scratch();
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    const dataDir = join(folder, 'data');
    await end(await run(dataDir, '0'));
    // Two copies must not both take the port that PostgreSQL had here.
    await rm(join(dataDir, 'postgres.port'), { force: true });
    return { dataDir, remove };
  } catch (error) {
    await remove();
    throw error;
  }
};

/** Starts Miji for one test file, on a copy of the prepared data. */
export const startMiji = async (): Promise<MijiServer> => {
  await ensureConsole();
  const folder = await scratch();
  const dataDir = join(folder, 'data');
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
  // With owners and rights, which PostgreSQL looks at.
  await promisify(execFile)('cp', ['-a', inject('mijiPreparedData'), dataDir]);
  let running = await run(dataDir, '0').catch(async (error: unknown) => {
    await remove();
    throw error;
  });
  const { url } = running;
  const stop = (): Promise<void> => end(running);
  return {
    url,
    stop,
    restart: async () => {
      await stop();
      running = await run(dataDir, new URL(url).port);
    },
    dispose: async () => {
      await stop();
      await remove();
    },
  };
};
