import { readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { localKeyProvider } from '@miji/services';
import { scratchFolder } from '@miji/testing';
import { expect, test } from 'vitest';
import { addRootKey, loadSecrets } from '../src/secrets.ts';
import { StartupError } from '../src/settings.ts';

test('a further root key is used from the next start on, and what the ones before sealed still opens', async () => {
  const folder = scratchFolder();
  const first = await loadSecrets(folder);
  expect(first.olderRootKeys).toEqual([]);
  const sealed = await localKeyProvider(first.rootKey).wrap(Buffer.from('a key'), 'context');
  const file = await addRootKey(folder);
  expect(statSync(file).mode & 0o077).toBe(0);
  await addRootKey(folder);
  const third = await loadSecrets(folder);
  expect(third.olderRootKeys).toHaveLength(2);
  expect(third.olderRootKeys[0]?.equals(first.rootKey)).toBe(true);
  expect(third.rootKey.toString('hex')).toBe(readFileSync(join(folder, 'secrets', 'root.3.key'), 'utf8'));
  const provider = localKeyProvider(third.rootKey, third.olderRootKeys);
  expect(provider.version).toBe(3);
  expect((await provider.unwrap(sealed, 'context')).toString()).toBe('a key');
  const anew = await provider.wrap(Buffer.from('a key'), 'context');
  await expect(localKeyProvider(first.rootKey).unwrap(anew, 'context')).rejects.toThrow(/authenticate|sealed|root key/);
  await expect(provider.unwrap(anew, 'another context')).rejects.toThrow(/authenticate|sealed|root key/);
});

test('a root key that is missing or damaged ends the start, and none is made in its place', async () => {
  const folder = scratchFolder();
  await expect(addRootKey(folder)).rejects.toThrow(StartupError);
  await loadSecrets(folder);
  const second = await addRootKey(folder);
  const third = await addRootKey(folder);
  renameSync(second, `${second}.away`);
  await expect(loadSecrets(folder)).rejects.toThrow('a root key is missing');
  renameSync(`${second}.away`, second);
  writeFileSync(third, 'ab');
  await expect(loadSecrets(folder)).rejects.toThrow('is damaged');
});
