import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

const generated = new Set([
  'node_modules',
  'dist',
  '.data',
  '.git',
  '.turbo',
  'coverage',
  'test-results',
  'playwright-report',
]);

/** Trees that break a rule on purpose, so that the tests of the checks can see them go red. */
export const deliberateViolations = 'tooling/checks/test/fixtures/';

function listedByGit(root: string): string[] | undefined {
  try {
    const out = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '-z'], {
      cwd: root,
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return out.split('\0').filter((file) => file !== '');
  } catch {
    return undefined;
  }
}

/** An unpacked archive has no git beside it; there the generated folders are known by name. */
function listedByWalking(root: string, folder = root): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (generated.has(entry.name)) return [];
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return listedByWalking(root, path);
    return entry.isFile() ? [relative(root, path).split(sep).join('/')] : [];
  });
}

/**
 * Files under `root` that are, or would be, committed: relative paths with forward slashes, sorted.
 * Listed anew at every call, because a test may have written a file in between.
 */
export function sourceTree(root: string): string[] {
  const files = listedByGit(root) ?? listedByWalking(root);
  return files.filter((file) => !file.startsWith(deliberateViolations) && existsSync(join(root, file))).toSorted();
}

/** Text of one file of the tree. */
export function readText(root: string, file: string): string {
  return readFileSync(join(root, file), 'utf8');
}

/** One-based line of a character offset. */
export function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) line += 1;
  return line;
}
