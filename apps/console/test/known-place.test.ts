import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fingerprintOf, forgetPlace, keepPlace, knownPlace } from '../src/features/uploads/known-place.ts';

const FILE = { name: '信贷投放方案.pdf', size: 9_000_000, lastModified: 1_763_800_000_000 };
const kept = new Map<string, string>();

beforeEach(() => {
  kept.clear();
  vi.stubGlobal('isSecureContext', true);
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const print = async (personId: string, file: typeof FILE): Promise<string> => {
  const found = await fingerprintOf(personId, file);
  if (found === null) throw new Error('no fingerprint');
  return found;
};

test('where a file has got to is known again for the same file and the same person, and for nothing else', async () => {
  keepPlace(await print('zhang', FILE), 'upload-1');
  expect(knownPlace(await print('zhang', FILE))).toBe('upload-1');
  expect(knownPlace(await print('zhao', FILE))).toBeNull();
  expect(knownPlace(await print('zhang', { ...FILE, lastModified: FILE.lastModified + 1 }))).toBeNull();
  expect(knownPlace(await print('zhang', { ...FILE, size: FILE.size + 1 }))).toBeNull();
});

test('nothing of the file can be read where that is kept, and nothing is kept longer than the server does', async () => {
  const fingerprint = await print('zhang', FILE);
  keepPlace(fingerprint, 'upload-1');
  expect(JSON.stringify([...kept])).not.toMatch(/信贷|9000000|1763800000000|zhang/);
  vi.useFakeTimers({ now: Date.now() + 24 * 60 * 60 * 1_000 + 1 });
  expect(knownPlace(fingerprint)).toBeNull();
  keepPlace('another', 'upload-2');
  expect(JSON.stringify([...kept])).not.toContain('upload-1');
});

test('what was taken back is forgotten, what somebody else has put there is no harm, and without a safe line nothing is kept', async () => {
  keepPlace(await print('zhang', FILE), 'upload-1');
  forgetPlace('upload-1');
  expect(kept.size).toBe(0);
  for (const nonsense of ['{', 'null', '[]', '{"a":1}', '{"a":{"id":1,"at":"x"}}']) {
    kept.set('miji.uploads', nonsense);
    expect(knownPlace('a')).toBeNull();
  }
  vi.stubGlobal('isSecureContext', false);
  expect(await fingerprintOf('zhang', FILE)).toBeNull();
});
