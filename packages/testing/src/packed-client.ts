import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
/** Where it is kept, one for each state of the sources. */
const KEPT = join(ROOT, 'node_modules', '.cache', 'miji-packed');
const PACK = join(ROOT, 'packages', 'client', 'publish', 'pack.ts');
const SOURCES = [
  'packages/{client,contract,core}/{src,publish}/**/*.{ts,json}',
  'packages/client/{package.json,README.md}',
  'packages/tsconfig.published.json',
  'pnpm-workspace.yaml',
];
/** Packing takes seconds, on a busy machine more; whoever has taken longer was killed. */
const GIVEN_UP_AFTER_MS = 120_000;

const stateOfSources = (): string => {
  const hash = createHash('sha256');
  for (const file of globSync(SOURCES, { cwd: ROOT }).toSorted())
    hash.update(`\0${file}\0`).update(readFileSync(join(ROOT, file)));
  return hash.digest('hex').slice(0, 16);
};

/**
 * The tarball of `@miji/client` as it would be published, packed once for each state of its sources, also where several tests want it at
 * once. `package` beside it holds the same files.
 *
 * @returns the path of the tarball
 * @throws Error where it cannot be built
 */
export const packedClient = async (): Promise<string> => {
  const folder = join(KEPT, stateOfSources());
  const lock = `${folder}.lock`;
  mkdirSync(KEPT, { recursive: true });
  for (;;) {
    const packed = tarballIn(folder);
    if (packed !== null) return packed;
    if (takes(lock)) break;
    await sleep(100);
  }
  try {
    if (!existsSync(folder)) await packInto(folder);
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
  const packed = tarballIn(folder);
  if (packed === null) throw new Error('packing left no tarball');
  return packed;
};

const tarballIn = (folder: string): string | null => {
  const [name] = globSync('*.tgz', { cwd: folder });
  return name === undefined ? null : join(folder, name);
};

/** Whether the lock is ours now. */
const takes = (lock: string): boolean => {
  try {
    mkdirSync(lock);
    return true;
  } catch {
    const since = statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
    if (Date.now() - since > GIVEN_UP_AFTER_MS) rmSync(lock, { recursive: true, force: true });
    return false;
  }
};

const packInto = async (folder: string): Promise<void> => {
  const draft = mkdtempSync(join(KEPT, `${basename(folder)}-`));
  const child = spawn(process.execPath, ['--conditions=@miji/source', PACK, draft], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  if (code !== 0) throw new Error(`the client could not be packed:\n${said}`);
  renameSync(draft, folder);
};
