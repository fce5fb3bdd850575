import type { Server } from 'node:http';
import { createMijiClient, signIn } from '@miji/client';
import type { RunningServer } from '@miji/stage';
import { DEMO_PASSWORD, startServer } from '@miji/stage';
import { beforeAll, describe, expect, it } from 'vitest';
import { createBackOffice } from '../src/back-office.ts';

const START_TIMEOUT_MS = 150_000;

const listen = async (server: Server): Promise<string> => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('the back office has no port');
  return `http://127.0.0.1:${address.port}`;
};
const close = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });

const backOfficeAt = (mijiUrl: string, apiKey: string): Server =>
  createBackOffice({
    mijiUrl,
    apiKey,
    personOf: ({ headers: { 'x-bank-employee': person } }) => (typeof person === 'string' ? person : null),
  });

describe('the bank’s back office', () => {
  let miji: RunningServer;
  let apiKey: string;
  let url: string;
  let number: string;
  let readerId: string;
  let outsiderId: string;

  beforeAll(async () => {
    miji = await startServer();
    const session = await signIn(miji.url, { email: 'wei.ran@hyyh.example', password: DEMO_PASSWORD });
    const administrator = createMijiClient({ url: miji.url, session });
    const idOf = async (search: string): Promise<string> =>
      (await administrator.organisation.people({ search })).entries[0]?.id ?? '';
    [readerId, outsiderId] = [await idOf('张明远'), await idOf('孙浩')];
    const { key, keyId } = await administrator.serviceKeys.issue({ service: '信贷后台' });
    const officer = await signIn(miji.url, { email: 'feng.xue@hyyh.example', password: DEMO_PASSWORD });
    await createMijiClient({ url: miji.url, session: officer }).serviceKeys.confirm({ keyId });
    apiKey = key;
    ({ number } = await createMijiClient({ url: miji.url, apiKey }).items.register({
      title: '授信档案',
      catalogueCode: 'GS-08.3',
      level: 'confidential',
      basis: '合同管理办法',
      period: { kind: 'term', term: 'P5Y' },
      issuedOn: '2026-11-01',
      responsibleManagerId: await idOf('林书琴'),
      range: [{ member: { kind: 'person', personId: readerId }, reason: '经办人' }],
      content: { format: 'plain', text: '授信额度与条件。' },
    }));
    const backOffice = backOfficeAt(miji.url, apiKey);
    url = await listen(backOffice);
    return async () => {
      await close(backOffice);
      await miji.stop();
    };
  }, START_TIMEOUT_MS);

  const get = async (file: string, employee?: string, base = url) => {
    const response = await fetch(
      new URL(`/credit-files/${file}`, base),
      employee === undefined ? {} : { headers: { 'x-bank-employee': employee } },
    );
    return { status: response.status, body: await response.text(), caching: response.headers.get('cache-control') };
  };

  it('gives an employee of the range the text with its mark, and keeps it out of caches', async () => {
    const { status, body, caching } = await get(number, readerId);
    expect(status).toBe(200);
    expect(JSON.parse(body)).toEqual({ mark: '宏远银行商密·秘密·5年', text: '授信额度与条件。' });
    expect(caching).toBe('no-store');
  });

  it('answers an employee outside the range exactly as for a number never issued', async () => {
    const secret = await get(number, outsiderId);
    expect(secret.status).toBe(404);
    expect(secret).toEqual(await get(number.replace(/\d{6}$/, '999999'), outsiderId));
  });

  it('answers 401 to nobody', async () => {
    expect((await get(number)).status).toBe(401);
  });

  it('tells an employee whom Miji does not know nothing, whatever he asks for', async () => {
    for (const stranger of ['00000000-0000-4000-8000-000000000000', 'zhang.mingyuan']) {
      const secret = await get(number, stranger);
      expect(secret.status).toBe(503);
      expect(secret).toEqual(await get(number.replace(/\d{6}$/, '999999'), stranger));
    }
  });

  it('answers 503 while Miji is not there, and with a key that is none', async () => {
    for (const [mijiUrl, key] of [
      ['http://127.0.0.1:1', apiKey],
      [miji.url, 'guess'],
    ] as const) {
      const cut = backOfficeAt(mijiUrl, key);
      const base = await listen(cut);
      try {
        expect((await get(number, readerId, base)).status).toBe(503);
      } finally {
        await close(cut);
      }
    }
  });
});
