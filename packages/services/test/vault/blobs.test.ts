import { randomBytes, randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { scratchFolder } from '@miji/testing';
import { openS3 } from '@miji/testing/s3-server';
import { beforeAll, describe, expect, test } from 'vitest';
import type { BlobStore } from '../../src/index.ts';
import { localBlobs, s3Blobs } from '../../src/index.ts';
import { allOf } from '../support/all-of.ts';

const folder = scratchFolder();
const STORES: readonly (readonly [string, BlobStore])[] = [
  ['a folder of this machine', localBlobs(folder)],
  ['an S3-compatible store', s3Blobs(await openS3(), 20)],
];

const listed = async (store: BlobStore, below: string): Promise<readonly string[]> =>
  (await allOf(store.list(below))).toSorted();

describe.each(STORES)('%s', (_, store) => {
  const company = randomUUID();
  const file = `${company}/${randomUUID()}`;
  const large = randomBytes(4 * 1024 * 1024 + 33);

  beforeAll(async () => {
    await store.put(`${file}/000000`, large);
    await store.put(`${file}/000001`, Buffer.from('second'));
  });

  test('gives back what was put there, byte for byte', async () => {
    expect((await store.get(`${file}/000000`))?.equals(large)).toBe(true);
    expect(await store.get(`${file}/000001`)).toEqual(Buffer.from('second'));
  });

  test('has nothing under a key that nobody has put anything under', async () => {
    expect(await store.get(`${file}/000009`)).toBeNull();
    expect(await store.get(`${randomUUID()}/x/000000`)).toBeNull();
    expect(await listed(store, randomUUID())).toEqual([]);
  });

  test('puts one in the place of another', async () => {
    await store.put(`${company}/again/000000`, Buffer.from('before'));
    await store.put(`${company}/again/000000`, Buffer.from('after'));
    expect(await store.get(`${company}/again/000000`)).toEqual(Buffer.from('after'));
    await store.remove(`${company}/again/000000`);
  });

  test('lists what lies below a folder, of this company and of no other', async () => {
    const neighbour = `${company}x`;
    await store.put(`${neighbour}/${randomUUID()}/000000`, Buffer.from('x'));
    expect(await listed(store, file)).toEqual([`${file}/000000`, `${file}/000001`]);
    expect(await listed(store, company)).toEqual([`${file}/000000`, `${file}/000001`]);
  });

  test('lists more than fit on one page', async () => {
    const many = Array.from({ length: 45 }, (__, index) => `${company}/many/${String(index).padStart(6, '0')}`);
    for (const key of many) await store.put(key, Buffer.from('x'));
    expect(await listed(store, `${company}/many`)).toEqual(many);
    for (const key of many) await store.remove(key);
    expect(await listed(store, `${company}/many`)).toEqual([]);
  });

  test('takes away once, and a second time does nothing', async () => {
    await store.put(`${company}/gone/000000`, Buffer.from('x'));
    await store.remove(`${company}/gone/000000`);
    await store.remove(`${company}/gone/000000`);
    expect(await store.get(`${company}/gone/000000`)).toBeNull();
  });

  test.each(['../x', 'a/../../x', '/x', 'a//b', 'a/./b', '', 'a\\b'])('no key leads out of it: %j', async (key) => {
    await expect((async () => store.put(key, Buffer.from('x')))()).rejects.toThrow(TypeError);
    await expect((async () => store.get(key))()).rejects.toThrow(TypeError);
  });
});

describe('a folder of this machine', () => {
  const own = scratchFolder();
  const store = localBlobs(own);

  // A store of S3 promises that by itself; the one that stands in for it here writes in place.
  test('of two that are put at once under one key, one is there whole', async () => {
    const [one, other] = [Buffer.alloc(500_000, 1), Buffer.alloc(500_000, 2)];
    await Promise.all([store.put('company/race/000000', one), store.put('company/race/000000', other)]);
    const found = await store.get('company/race/000000');
    expect(found?.equals(one) === true || found?.equals(other) === true).toBe(true);
    await store.remove('company/race/000000');
  });

  test('is readable by the server’s user alone', async () => {
    await store.put('company/file/000000', Buffer.from('x'));
    expect(statSync(join(own, 'company', 'file', '000000')).mode & 0o077).toBe(0);
    expect(statSync(join(own, 'company')).mode & 0o077).toBe(0);
  });

  test('what a power cut left half written is cleared away once nobody can be writing it any more', async () => {
    mkdirSync(join(own, '.drafts'), { recursive: true });
    for (const name of ['old', 'young']) writeFileSync(join(own, '.drafts', name), 'half');
    const yesterday = new Date(Date.now() - 24 * 60 * 60 * 1_000);
    utimesSync(join(own, '.drafts', 'old'), yesterday, yesterday);
    expect(await store.tidy()).toBe(1);
    expect(readdirSync(join(own, '.drafts'))).toEqual(['young']);
  });
});
