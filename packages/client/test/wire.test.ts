import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { MijiClient } from '../src/index.ts';
import { createMijiClient } from '../src/index.ts';
import type { Bank } from './support/bank.ts';
import { codeOf, openBank, START_TIMEOUT_MS } from './support/bank.ts';
import type { Proxy } from './support/proxy.ts';
import { startProxy } from './support/proxy.ts';

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

const asked = (procedure: string): readonly string[] => proxy.requests.filter((line) => line.includes(procedure));
const titled = async (title: string) =>
  (await bank.service.onBehalfOf(bank.readerId).items.list({ search: title })).entries;
const filedBy = async (purpose: string) =>
  (await bank.service.onBehalfOf(bank.readerId).requests.list({ box: 'mine', limit: 100 })).entries.filter(
    (request) => request.purpose === purpose,
  );

describe('an answer that is lost after the server has acted', () => {
  it('is asked for again by a registration, and one item is there', async () => {
    proxy.loseAnswers('items.register', 1);
    const { number } = await service.items.register(bank.draft('失而复得的登记'));
    expect(asked('items.register')).toHaveLength(2);
    expect((await titled('失而复得的登记')).map((item) => item.number)).toEqual([number]);
  });

  it('is asked for again by a request, and one request is there', async () => {
    const { number: item } = await service.items.register(bank.draft('申请所及'));
    proxy.loseAnswers('requests.file', 2);
    const { number } = await reader.requests.file({ item, particulars: { operation: 'copy' }, purpose: '答复遗失' });
    expect(asked('requests.file')).toHaveLength(3);
    expect((await filedBy('答复遗失')).map((request) => request.number)).toEqual([number]);
  });

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

  it('is not asked for again by a decision or a withdrawal: whoever made it is told that he does not know', async () => {
    const { number: item } = await service.items.register(bank.draft('决定所及'));
    const { number } = await reader.requests.file({ item, particulars: { operation: 'copy' }, purpose: '撤回' });
    proxy.loseAnswers('requests.withdraw', 1);
    expect(await codeOf(reader.requests.withdraw({ number }))).toBe('UNAVAILABLE');
    expect(asked('requests.withdraw')).toHaveLength(1);
    proxy.loseAnswers('requests.decide', 1);
    expect(await codeOf(service.requests.decide({ number, decision: 'approve' }))).toBe('UNAVAILABLE');
    expect(asked('requests.decide')).toHaveLength(1);
    expect((await bank.service.onBehalfOf(bank.readerId).requests.get({ number })).state).toBe('withdrawn');
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

  it('for two persons travel apart', async () => {
    const { number } = await service.items.register(bank.draft('两人'));
    const outsider = service.onBehalfOf(bank.outsiderId);
    const [one, other] = await Promise.all([
      codeOf(reader.items.get({ number })),
      codeOf(outsider.items.get({ number })),
    ]);
    expect(one).toMatchObject({ granted: { number } });
    expect(other).toBe('NOT_FOUND');
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
