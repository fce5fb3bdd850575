import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { runNode } from './child.mjs';
import { hashFiles } from './hash-files.mjs';
import { at } from './paths.mjs';
import { Refusal } from './refusal.mjs';

const STAMP = at('apps', 'console', 'dist', '.miji-build');
const INPUTS = [
  ...['src', 'public', 'index.html', 'vite.config.ts', 'package.json'].map((name) => `apps/console/${name}`),
  ...['core', 'contract', 'client', 'api'].map((name) => `packages/${name}/src`),
  'pnpm-lock.yaml',
];

/** Builds the console, unless exactly these sources are built already. */
export async function buildConsole() {
  const wanted = hashFiles(INPUTS);
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wanted) return;
  console.log('Building the console (again only when it changes)');
  const started = Date.now();
  const code = await runNode(['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn'], {
    cwd: at('apps', 'console'),
    env: { NODE_ENV: 'production' },
  });
  if (code > 128) throw new Refusal('The build of the console was interrupted: run the command again.');
  if (code !== 0) throw new Refusal('The console could not be built; the reason stands above.');
  writeFileSync(STAMP, wanted);
  console.log(`Console built in ${((Date.now() - started) / 1000).toFixed(1)} s`);
}
