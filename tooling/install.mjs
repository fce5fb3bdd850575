import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runNpx } from './child.mjs';
import { hashFiles } from './hash-files.mjs';
import { at, PINNED_NODE } from './paths.mjs';
import { Refusal } from './refusal.mjs';

const STAMP = at('node_modules', '.miji-install');

/** Installs what the lock file names, unless exactly that is installed already. */
export async function install() {
  const [major] = process.versions.node.split('.');
  if (Number(major) < 20) throw new Refusal(`Node ${process.versions.node} is too old: Miji needs Node 20 or later.`);
  const wanted = hashFiles(
    ['pnpm-lock.yaml', 'pnpm-workspace.yaml', ...manifests()],
    `${process.platform}-${process.arch}`,
  );
  if (existsSync(STAMP) && existsSync(PINNED_NODE) && readFileSync(STAMP, 'utf8') === wanted) return;
  rmSync(STAMP, { force: true });
  const pnpm = packageManager();
  console.log(`Installing packages (${pnpm})`);
  const started = Date.now();
  const code = await runNpx([pnpm, 'install', '--frozen-lockfile', '--config.confirmModulesPurge=false']);
  if (code > 128) throw new Refusal('The installation was interrupted: run the command again.');
  if (code !== 0) {
    throw new Refusal(
      'The packages could not be installed (the reason stands above): check that the npm registry can be reached and that this folder can be written, then run the command again.',
    );
  }
  if (!existsSync(PINNED_NODE)) {
    throw new Refusal('The pinned Node was not installed: remove the folder node_modules and run the command again.');
  }
  writeFileSync(STAMP, wanted);
  console.log(`Packages installed in ${((Date.now() - started) / 1000).toFixed(1)} s`);
}

/** `pnpm@<version>`, as package.json pins it. */
export function packageManager() {
  return JSON.parse(readFileSync(at('package.json'), 'utf8')).packageManager;
}

/** Every package.json of the workspace: the folders stand in pnpm-workspace.yaml, one per line. */
function manifests() {
  const [, list = ''] =
    /^packages:\n((?:[ \t]+-.*\n)+)/m.exec(readFileSync(at('pnpm-workspace.yaml'), 'utf8').replaceAll('\r', '')) ?? [];
  const folders = [...list.matchAll(/-\s*["']?([^"'\s]+)/g)].flatMap(([, pattern]) => {
    // What stands outside installs for itself.
    if (pattern.startsWith('!')) return [];
    if (!pattern.endsWith('/*')) return [pattern];
    const parent = pattern.slice(0, -2);
    return existsSync(at(parent)) ? readdirSync(at(parent)).map((name) => join(parent, name)) : [];
  });
  return ['package.json', ...folders.map((folder) => join(folder, 'package.json'))];
}
