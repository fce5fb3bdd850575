import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PACKAGES = fileURLToPath(new URL('../..', import.meta.url));
/** From where what the client depends on can be found: its own folder, and those whose sources it takes in. */
const PLACES = ['client', 'contract', 'core'].map((name) => join(PACKAGES, name, 'package.json'));

interface Manifest {
  readonly name: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

const manifestIn = (folder: string): Manifest =>
  JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;

/** The folder of an installed package, as somebody would find it from one of the places. */
const folderOf = (name: string, places: readonly string[]): string => {
  for (const place of places) {
    for (const modules of createRequire(place).resolve.paths(name) ?? []) {
      try {
        return dirname(realpathSync(join(modules, name, 'package.json')));
      } catch {
        // Not in this one.
      }
    }
  }
  throw new Error(`${name} is not installed`);
};

/** The folders of some packages and of everything that they depend on, each once. */
const withDependencies = (
  names: readonly string[],
  places: readonly string[],
  found: Map<string, string> = new Map(),
): ReadonlyMap<string, string> => {
  for (const name of names) {
    if (found.has(name)) continue;
    const folder = folderOf(name, places);
    found.set(name, folder);
    withDependencies(Object.keys(manifestIn(folder).dependencies ?? {}), [join(folder, 'package.json')], found);
  }
  return found;
};

/** A tarball of an installed package. It is copied first: files that share their content on the disk would be links, and npm reads none. */
const packed = (folder: string, scratch: string): string => {
  const copy = join(scratch, 'package');
  cpSync(folder, copy, { recursive: true, filter: (path) => basename(path) !== 'node_modules' });
  execFileSync('tar', ['-czf', 'packed.tgz', 'package'], { cwd: scratch });
  return join(scratch, 'packed.tgz');
};

/**
 * Installs a tarball into a project with npm, as a developer would, but from this machine alone: what it depends on is packed from where it
 * is installed already.
 *
 * @param project a folder with a package.json
 * @param further packages that the project itself wants
 * @throws Error with what npm said, also where the tarball wants something that is not installed here
 */
export const offlineInstall = (project: string, tarball: string, further: readonly string[] = []): void => {
  const scratch = mkdtempSync(join(tmpdir(), 'miji-offline-'));
  try {
    const manifest = execFileSync('tar', ['-xzOf', tarball, 'package/package.json'], { encoding: 'utf8' });
    const { dependencies = {} } = JSON.parse(manifest) as Manifest;
    const needed = withDependencies([...Object.keys(dependencies), ...further], PLACES);
    const tarballs = [...needed.values()].map((folder, index) => packed(folder, join(scratch, String(index))));
    const options = ['--offline', '--no-audit', '--no-fund', '--ignore-scripts', '--cache', join(scratch, 'cache')];
    execFileSync('npm', ['install', ...options, tarball, ...tarballs], { cwd: project, stdio: 'pipe' });
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
};
