import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const CONSOLE = fileURLToPath(new URL('../../../', import.meta.url));
const PAGE = fileURLToPath(new URL('../../../dist/index.html', import.meta.url));
const LOCK = fileURLToPath(new URL('../../../node_modules/.miji-browser-build', import.meta.url));
const VITE = fileURLToPath(new URL('../../../node_modules/vite/bin/vite.js', import.meta.url));
const LOOK_AGAIN_MS = 200;

const build = async (): Promise<void> => {
  const child = spawn(process.execPath, [VITE, 'build', '--logLevel', 'warn'], {
    cwd: CONSOLE,
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error('The console could not be built; the reason stands above.');
};

/** Builds the console where it never was: `npm test` has built it already, and of two test files only one builds. */
export const ensureConsole = async (): Promise<void> => {
  if (existsSync(PAGE)) return;
  const isMine = await mkdir(LOCK).then(
    () => true,
    () => false,
  );
  if (isMine) {
    try {
      await build();
    } finally {
      await rm(LOCK, { recursive: true, force: true });
    }
    return;
  }
  while (existsSync(LOCK)) await pause(LOOK_AGAIN_MS);
  if (!existsSync(PAGE)) throw new Error('The console could not be built; the other test file says why.');
};
