import { beforeAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MijiClient } from '../src/index.ts';
import { createMijiClient } from '../src/index.ts';
import type { Bank } from './support/bank.ts';
import { codeOf, openBank, START_TIMEOUT_MS } from './support/bank.ts';
import type { Proxy } from './support/proxy.ts';
import { startProxy } from './support/proxy.ts';

const MB = 1024 * 1024;
let bank: Bank;
let proxy: Proxy;
let miji: MijiClient;

beforeAll(async () => {
  bank = await openBank();
  return () => bank.server.stop();
}, START_TIMEOUT_MS);
beforeEach(async () => {
  proxy = await startProxy(bank.url);
  miji = createMijiClient({ url: proxy.url, apiKey: bank.apiKey }).onBehalfOf(bank.readerId);
});
afterEach(() => proxy.close());

const text = new TextEncoder().encode('第一行\n第二行');
/** What begins like a PDF and is none: it travels like one. */
const large = new Uint8Array(9 * MB).fill(32);
large.set(new TextEncoder().encode('%PDF-1.7\n'));
async function* streaming(bytes: Uint8Array, piece = 70_001): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += piece) yield bytes.subarray(at, at + piece);
}

describe('a file that is sent', () => {
  it('is looked at and becomes an item', async () => {
    const upload = await miji.uploads.send(text, { fileName: '纪要.txt' });
    expect(upload).toMatchObject({ fileName: '纪要.txt', state: 'ready', kind: 'plain', lines: 2 });
    const { content: _, ...draft } = bank.draft('发来的文件');
    const { number } = await miji.items.register({ ...draft, upload: upload.id });
    expect((await miji.items.read({ number })).text).toBe('第一行\n第二行');
    expect(await miji.uploads.limits()).toMatchObject({ largest: 1024 ** 3 });
  });

  it.each([
    ['bytes', () => large, {}],
    ['a blob', () => new Blob([large]), {}],
    ['a stream', () => streaming(large), { size: large.length }],
  ])('from %s arrives whole although answers get lost on the way', async (_, source, said) => {
    const received: number[] = [];
    proxy.loseAnswers('PATCH', 2);
    const sending = miji.uploads.send(source(), {
      fileName: 'a.pdf',
      ...said,
      onProgress: (offset) => received.push(offset),
    });
    // All of it was there to be looked at; it only said that it was a PDF.
    expect(await codeOf(sending)).toBe('CONTENT_BROKEN');
    expect(received.at(-1)).toBe(large.length);
    expect(proxy.requests.filter((line) => line.startsWith('HEAD'))).not.toEqual([]);
  });

  it('is refused with the reason, and a stream has to say how long it is', async () => {
    expect(await codeOf(miji.uploads.send(text, { fileName: 'a.exe' }))).toBe('CONTENT_TYPE_UNKNOWN');
    expect(await codeOf(miji.uploads.send(text, { fileName: 'a.pdf' }))).toBe('CONTENT_TYPE_MISMATCH');
    expect(await codeOf(miji.uploads.send(streaming(text), { fileName: 'a.txt' }))).toBe('VALIDATION');
    expect(await codeOf(miji.uploads.send(text, { fileName: 'a.txt', item: 'HYYH-2026-999999' }))).toBe('NOT_FOUND');
  });
});
