import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
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

/** Starts Miji for one test file. */
export const startMiji = async (): Promise<MijiServer> => {
  await ensureConsole();
  const dataDir = await mkdtemp(join(tmpdir(), 'miji-browser-'));
  let running = await run(dataDir, '0').catch(async (error: unknown) => {
    await rm(dataDir, { recursive: true, force: true });
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
      await rm(dataDir, { recursive: true, force: true });
    },
  };
};
