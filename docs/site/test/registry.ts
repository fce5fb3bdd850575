import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';

/** From where what the client depends on can be found: its own folder, and those whose sources it takes in. */
const PLACES = ['client', 'contract', 'core'].map((name) =>
  join(import.meta.dirname, '../../../packages', name, 'package.json'),
);

interface Manifest {
  readonly version: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

const manifestIn = (folder: string): Manifest =>
  JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;

/** The folder of an installed package, as one of those that need it finds it. */
const folderOf = (name: string, places: readonly string[]): string | undefined => {
  for (const modules of places.flatMap((place) => createRequire(place).resolve.paths(name) ?? [])) {
    try {
      return dirname(realpathSync(join(modules, name, 'package.json')));
    } catch {
      // Not in this one.
    }
  }
  return undefined;
};

/** It is copied first: files that share their content on the disk would be links, and npm reads none. */
const tarballOf = (folder: string): Buffer => {
  const scratch = mkdtempSync(join(tmpdir(), 'miji-registry-'));
  try {
    cpSync(folder, join(scratch, 'package'), {
      recursive: true,
      filter: (path) => basename(path) !== 'node_modules',
    });
    return execFileSync('tar', ['-cz', '-C', scratch, 'package'], { maxBuffer: 2 ** 28 });
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
};

/** A registry of this machine alone: it has the packages that are installed here, in the version that is installed. */
export interface Registry {
  readonly url: string;
  close(): Promise<void>;
}

export const startRegistry = async (): Promise<Registry> => {
  const places = [...PLACES];
  let url = '';
  const server = createServer((request, response) => {
    const [name = '', tarball] = decodeURIComponent(request.url?.slice(1) ?? '').split('/-/');
    const folder = folderOf(name, places);
    if (folder === undefined) {
      response.writeHead(404).end('{}');
      return;
    }
    if (tarball !== undefined) {
      response.end(tarballOf(folder));
      return;
    }
    places.push(join(folder, 'package.json'));
    const { version, ...rest } = manifestIn(folder);
    const dist = { tarball: `${url}/${name}/-/package.tgz` };
    response.end(
      JSON.stringify({ name, 'dist-tags': { latest: version }, versions: { [version]: { ...rest, version, dist } } }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
