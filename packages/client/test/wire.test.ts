import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DEMO_PASSWORD } from '@miji/stage';
import type { MijiClient } from '../src/index.ts';
import { createMijiClient, http, signIn } from '../src/index.ts';
import type { Bank } from './support/bank.ts';
import { codeOf, openBank, START_TIMEOUT_MS } from './support/bank.ts';
import type { Proxy } from './support/proxy.ts';
import { startProxy } from './support/proxy.ts';
import { transportSuite } from './transport-suite.ts';

let bank: Bank;
let proxy: Proxy;
let service: MijiClient;
let reader: MijiClient;

beforeAll(async () => {
  bank = await openBank();
  return () => bank.server.stop();
}, START_TIMEOUT_MS);
beforeEach(async () => {
  proxy = await startProxy(bank.url);
  service = createMijiClient({ url: proxy.url, apiKey: bank.apiKey });
  reader = service.onBehalfOf(bank.readerId);
});
afterEach(() => proxy.close());

transportSuite('over HTTP', () => ({
  client: (options) => createMijiClient({ url: proxy.url, apiKey: bank.apiKey, ...options }),
  readerId: bank.readerId,
  outsiderId: bank.outsiderId,
  draft: bank.draft,
  loseAnswers: (path, times) => proxy.loseAnswers(path, times),
  holdAnswers: (path) => void proxy.holdAnswers(path),
  sent: (path) => asked(path).length,
}));

const asked = (procedure: string): readonly string[] => proxy.requests.filter((line) => line.includes(procedure));

describe('an answer that is lost after the server has acted', () => {
  it('is asked for again by the use of a grant, and one copy is taken', async () => {
    const { number: item } = await service.items.register(bank.draft('副本所及'));
    const filed = await reader.requests.file({
      item,
      particulars: { operation: 'copy' },
      terms: { recipients: [{ personId: bank.readerId, copies: 2 }] },
      purpose: '取副本',
    });
    await bank.manager.requests.decide({ number: filed.number, decision: 'approve' });
    proxy.loseAnswers('grants.use', 1);
    const { copy, grant } = await reader.grants.use({ grant: `${filed.number}-G` });
    expect(asked('grants.use')).toHaveLength(2);
    expect(copy.number).toBe('001');
    expect(grant.used).toBe(1);
    expect((await bank.service.onBehalfOf(bank.readerId).items.get({ number: item })).copyCount.issued).toBe(1);
  });

  it('is asked for again by what would be there twice; it is there once, and a key that is shown once is not shown again', async () => {
    const session = await signIn(bank.url, { email: 'wei.ran@hyyh.example', password: DEMO_PASSWORD });
    const administrator = createMijiClient({ url: proxy.url, session });
    proxy.loseAnswers('serviceKeys.issue', 2);
    expect(await codeOf(administrator.serviceKeys.issue({ service: '只签发一次' }))).toBe('ANSWER_LOST');
    expect(asked('serviceKeys.issue')).toHaveLength(3);
    const { entries } = await bank.administrator.serviceKeys.list();
    expect(entries.filter(({ service: { name } }) => name === '只签发一次')).toHaveLength(1);
  });

  it('is given up after three attempts', async () => {
    proxy.loseAnswers('clock.read', 9);
    expect(await codeOf(service.clock.read())).toBe('UNAVAILABLE');
    expect(asked('clock.read')).toHaveLength(3);
  });
});

describe('calls made together', () => {
  it('travel together, and each gets its own answer or refusal', async () => {
    const { number } = await service.items.register(bank.draft('成批'));
    proxy.requests.length = 0;
    const numbers = Array.from({ length: 10 }, (_, index) => (index % 2 === 0 ? number : `HYYH-2026-99999${index}`));
    const answers = await Promise.all(numbers.map((one) => codeOf(reader.items.get({ number: one }))));
    const [mine, nobodys] = [
      answers.filter((_, index) => index % 2 === 0),
      answers.filter((_, index) => index % 2 === 1),
    ];
    expect(mine).toEqual(mine.map(() => ({ granted: expect.objectContaining({ number }) })));
    expect(nobodys).toEqual(nobodys.map(() => 'NOT_FOUND'));
    expect(proxy.requests).toHaveLength(1);
  });
});

describe('an address', () => {
  it('holds nothing of what is asked', async () => {
    const { number } = await service.items.register(bank.draft('地址里没有的标题'));
    await reader.items.get({ number });
    await reader.items.read({ number });
    await reader.items.list({ search: '地址里没有的标题' });
    await reader.access.check({ item: number, operation: 'copy', necessity: '地址里没有的必要性' });
    await codeOf(reader.trace.list({ item: number, personId: bank.outsiderId }));
    const addresses = decodeURIComponent(proxy.requests.join('\n'));
    for (const secret of [number, '地址', bank.readerId, bank.outsiderId, bank.apiKey])
      expect(addresses).not.toContain(secret);
    for (const line of proxy.requests) expect(line).toMatch(/^POST \/api\/trpc\/[\w.,]+\?batch=1 HTTP\/1\.1\r$/);
  });
});

describe('a server below a path', () => {
  it('is asked there, and by nobody sent elsewhere', async () => {
    const asked: [string, RequestInit['redirect']][] = [];
    const fetch: typeof globalThis.fetch = async (address, init) => {
      asked.push([String(address instanceof Request ? address.url : address), init?.redirect]);
      throw new TypeError('nobody is there');
    };
    for (const url of ['https://intra.example/miji', 'https://intra.example/miji/']) {
      const below = createMijiClient({ transport: http({ url, fetch }), apiKey: 'key', attempts: 1 });
      expect(await codeOf(below.clock.read())).toBe('UNAVAILABLE');
      const signal = AbortSignal.timeout(1_000);
      const connection = http({ url, fetch }).connect(() => ({}));
      await expect(connection.fetch('/api/v1/snapshot/stream', { signal })).rejects.toThrow('nobody is there');
    }
    const addresses = [
      expect.stringMatching(/^https:\/\/intra\.example\/miji\/api\/trpc\/clock\.read/),
      'https://intra.example/miji/api/v1/snapshot/stream',
    ];
    expect(asked).toEqual([...addresses, ...addresses].map((address) => [address, 'error']));
  });
});

describe('a server that does not answer', () => {
  it('is hung up on when the time is over, and not asked again', async () => {
    const hurried = createMijiClient({ url: proxy.url, apiKey: bank.apiKey, timeoutMs: 400 });
    const hungUp = proxy.holdAnswers('clock.read');
    const began = performance.now();
    expect(await codeOf(hurried.clock.read())).toBe('UNAVAILABLE');
    expect(performance.now() - began).toBeGreaterThan(390);
    expect(performance.now() - began).toBeLessThan(4_000);
    await hungUp;
    expect(asked('clock.read')).toHaveLength(1);
  });
});
