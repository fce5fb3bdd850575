import { createHmac, randomBytes } from 'node:crypto';
import { chmod, link, mkdir, open, readdir, readFile, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { RolePasswords } from '@miji/db/admin';
import { KEY_BYTES, SealingKey } from '@miji/services';
import { StartupError } from './settings.ts';

/** What only the server may know, kept in files that only its user reads. Servers that share a database share these. */
export interface Secrets {
  readonly rootKey: Buffer;
  /** those that were in use before, in that order; what they sealed is opened with them until it is sealed anew */
  readonly olderRootKeys: readonly Buffer[];
  readonly sealingKeyPem: string;
  /** signs snapshots, and nothing else */
  readonly snapshotKeyPem: string;
  readonly sessionSecret: string;
  readonly rolePasswords: RolePasswords;
}

const hasCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code;

/**
 * Reads a secret, or makes it where there is none: written whole and durably under another name first, then linked into place,
 * so that neither a power cut nor a second server leaves half of one, or two.
 */
const keep = async (file: string, make: () => string): Promise<string> => {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (!hasCode(error, 'ENOENT')) throw error;
  }
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  const handle = await open(draft, 'wx', 0o600);
  try {
    await handle.writeFile(make());
    await handle.sync();
  } finally {
    await handle.close();
  }
  try {
    await link(draft, file);
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
  } finally {
    await unlink(draft);
  }
  return readFile(file, 'utf8');
};

const UNWRITABLE = ['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST', 'ENOSPC', 'EDQUOT', 'ENAMETOOLONG'];

const hex = (bytes: number) => () => randomBytes(bytes).toString('hex');

const FIRST_ROOT_KEY = 'root.key';
const LATER_ROOT_KEY = /^root\.(\d{1,3})\.key$/;

/** The root keys of a folder in the order in which they came into use: `root.key`, then `root.2.key` and so on. */
const rootKeyFiles = async (folder: string): Promise<readonly string[]> => {
  const later = (await readdir(folder))
    .flatMap((name) => Number(LATER_ROOT_KEY.exec(name)?.[1] ?? 0) || [])
    .toSorted((a, b) => a - b);
  if (later.some((version, index) => version !== index + 2)) {
    throw new StartupError(`a root key is missing from ${folder}: restore it from a backup`);
  }
  return [FIRST_ROOT_KEY, ...later.map((version) => `root.${version}.key`)];
};

const rootKeysOf = async (folder: string): Promise<readonly Buffer[]> => {
  const keys: Buffer[] = [];
  for (const name of await rootKeyFiles(folder)) {
    const key = Buffer.from(await keep(join(folder, name), hex(KEY_BYTES)), 'hex');
    if (key.length !== KEY_BYTES) throw new StartupError(`${join(folder, name)} is damaged: restore it from a backup`);
    keys.push(key);
  }
  return keys;
};

/**
 * Makes a further root key beside the others. Servers seal under it from their next start on.
 *
 * @returns the name of its file
 * @throws StartupError where there is no root key yet
 */
export const addRootKey = async (dataDir: string): Promise<string> => {
  const folder = join(dataDir, 'secrets');
  await readFile(join(folder, FIRST_ROOT_KEY)).catch((error: unknown) => {
    throw hasCode(error, 'ENOENT') ? new StartupError(`${folder} has no root key: start Miji once first`) : error;
  });
  const files = await rootKeyFiles(folder);
  const file = join(folder, `root.${files.length + 1}.key`);
  await keep(file, hex(KEY_BYTES));
  return file;
};

/**
 * The secrets of a data folder.
 *
 * @throws StartupError where the folder cannot be written
 */
export const loadSecrets = async (dataDir: string): Promise<Secrets> => {
  const folder = join(dataDir, 'secrets');
  try {
    await mkdir(folder, { recursive: true });
    await chmod(folder, 0o700);
    const rootKeys = await rootKeysOf(folder);
    const rootKey = rootKeys.at(-1);
    if (rootKey === undefined) throw new Error('there is no root key');
    const roles = await keep(join(folder, 'roles.key'), hex(KEY_BYTES));
    const passwordOf = (role: string) => createHmac('sha256', roles).update(role).digest('base64url');
    return {
      rootKey,
      olderRootKeys: rootKeys.slice(0, -1),
      sealingKeyPem: await keep(join(folder, 'sealing-key.pem'), () => SealingKey.generatePem()),
      snapshotKeyPem: await keep(join(folder, 'snapshot-key.pem'), () => SealingKey.generatePem()),
      sessionSecret: await keep(join(folder, 'session.key'), hex(KEY_BYTES)),
      rolePasswords: {
        miji_owner: passwordOf('miji_owner'),
        miji_app: passwordOf('miji_app'),
        miji_group: passwordOf('miji_group'),
        miji_auth: passwordOf('miji_auth'),
        miji_trace: passwordOf('miji_trace'),
        miji_sealer: passwordOf('miji_sealer'),
      },
    };
  } catch (error) {
    if (UNWRITABLE.some((code) => hasCode(error, code))) {
      throw new StartupError(
        `the folder ${dataDir} cannot be written: make it writable, or name another one in MIJI_DATA_DIR`,
        { cause: error },
      );
    }
    throw error;
  }
};
