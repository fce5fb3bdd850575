import type { Server } from 'node:http';
import { createServer } from 'node:http';
import { inspect } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { createMijiClient, Refusal, Session, signIn } from '../src/index.ts';
import type { Bank } from './support/bank.ts';
import { codeOf, openBank, START_TIMEOUT_MS } from './support/bank.ts';

let bank: Bank;
let number: string;

beforeAll(async () => {
  bank = await openBank();
  ({ number } = await bank.service.items.register(bank.draft('拒绝样例')));
  return () => bank.server.stop();
}, START_TIMEOUT_MS);

const listening = async (server: Server): Promise<string> => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  return `http://127.0.0.1:${address.port}`;
};

describe('a refusal', () => {
  it('is NOT_FOUND outside the range, the very same as for a number never issued', async () => {
    const { items } = bank.service.onBehalfOf(bank.outsiderId);
    const refusalOf = async (asked: string) => items.read({ number: asked }).catch((error: unknown) => error);
    const [secret, never] = [await refusalOf(number), await refusalOf(number.replace(/\d{6}$/, '999999'))];
    expect(secret).toBeInstanceOf(Refusal);
    expect(secret).toMatchObject({ code: 'NOT_FOUND', rule: null, article: null, missing: [], fields: [] });
    expect(inspect(secret, { compact: true }).replace(/\n[^]*/, '')).toBe(
      inspect(never, { compact: true }).replace(/\n[^]*/, ''),
    );
    expect(JSON.stringify(secret)).toBe(JSON.stringify(never));
  });

  it('is VALIDATION with the fields that are wrong', async () => {
    const wrong = { ...bank.draft('x'), title: '', issuedOn: 'yesterday' };
    await expect(bank.service.items.register(wrong)).rejects.toMatchObject({ code: 'VALIDATION' });
    const error: unknown = await bank.service.items.register(wrong).catch((cause: unknown) => cause);
    expect(error instanceof Refusal ? error.fields.map(({ field }) => field).toSorted() : error).toEqual([
      'issuedOn',
      'title',
    ]);
  });

  it('carries rule, article and what is missing', async () => {
    const wide = { ...bank.draft('太宽'), level: 'secret' as const, levelReason: '试', range: [] };
    const department = { kind: 'department' as const, departmentId: bank.readerId };
    const call = bank.service.items.register({ ...wide, range: [{ member: department, reason: '全体' }] });
    await expect(call).rejects.toMatchObject({
      code: 'RANGE_TOO_WIDE',
      fields: [{ field: 'range', article: 'GS-18' }],
    });
  });

  it('is GRANT_USED once the copies are taken', async () => {
    const reader = bank.service.onBehalfOf(bank.readerId);
    const filed = await reader.requests.file({ item: number, particulars: { operation: 'copy' }, purpose: '核对' });
    await bank.manager.requests.decide({ number: filed.number, decision: 'approve' });
    await reader.grants.use({ grant: `${filed.number}-G` });
    await expect(reader.grants.use({ grant: `${filed.number}-G` })).rejects.toMatchObject({ code: 'GRANT_USED' });
  });

  it('is UNAUTHENTICATED with a wrong key, until a key is confirmed, and from the moment it is revoked', async () => {
    const { keyId, key } = await bank.administrator.serviceKeys.issue({ service: '临时接口' });
    const service = createMijiClient({ url: bank.url, apiKey: key });
    expect(await codeOf(service.clock.read())).toBe('UNAUTHENTICATED');
    await bank.officer.serviceKeys.confirm({ keyId });
    await service.clock.read();
    await bank.administrator.serviceKeys.revoke({ keyId });
    expect(await codeOf(service.clock.read())).toBe('UNAUTHENTICATED');
    expect(
      await codeOf(createMijiClient({ url: bank.url, apiKey: 'miji_guess' }).copies.file({ id: `${number}-001` })),
    ).toBe('UNAUTHENTICATED');
    const guess = { email: 'zhou.jianguo@hyyh.example', password: 'not his password' };
    expect(await codeOf(signIn(bank.url, guess))).toBe('UNAUTHENTICATED');
  });

  it('is UNAVAILABLE where nobody listens', async () => {
    const nobody = createServer();
    const url = await listening(nobody);
    await new Promise((resolve) => nobody.close(resolve));
    const client = createMijiClient({ url, apiKey: bank.apiKey });
    expect(await codeOf(client.session.get())).toBe('UNAVAILABLE');
    expect(await codeOf(client.requests.decide({ number: 'HYYH-SQ-2026-000001', decision: 'approve' }))).toBe(
      'UNAVAILABLE',
    );
    expect(await codeOf(client.copies.file({ id: `${number}-001` }))).toBe('UNAVAILABLE');
    expect(await codeOf(signIn(url, { email: 'a@b.example', password: 'p' }))).toBe('UNAVAILABLE');
  });

  it('is UNAVAILABLE where something else than Miji answers', async () => {
    const other = createServer((_request, response) =>
      response.writeHead(502, { 'content-type': 'text/html' }).end('<h1>Bad Gateway</h1>'),
    );
    const url = await listening(other);
    const client = createMijiClient({ url, apiKey: bank.apiKey, timeoutMs: 300 });
    expect(await codeOf(client.session.get())).toBe('UNAVAILABLE');
    expect(await codeOf(client.copies.file({ id: `${number}-001` }))).toBe('UNAVAILABLE');
    await new Promise((resolve) => other.close(resolve));
  });
});

describe('key and session', () => {
  const shown = (value: unknown): string =>
    `${inspect(value, { depth: 20, showHidden: true, getters: true })} ${JSON.stringify(value)} ${String(value)}`;

  it('do not show in the client, nor in the client for a person', () => {
    expect(shown(bank.service)).not.toContain(bank.apiKey);
    expect(shown(bank.service.onBehalfOf(bank.readerId))).not.toContain(bank.apiKey);
  });

  it('do not show in errors, of the server’s making or of the wire’s', async () => {
    const errors = [
      await bank.service.items.get({ number: 'HYYH-2026-999999' }).catch((error: unknown) => error),
      await bank.service.copies.file({ id: 'HYYH-2026-999999-001' }).catch((error: unknown) => error),
      await createMijiClient({ url: 'http://127.0.0.1:1', apiKey: bank.apiKey, timeoutMs: 200 })
        .session.get()
        .catch((error: unknown) => error),
    ];
    for (const error of errors) {
      expect(error).toBeInstanceOf(Refusal);
      expect(shown(error)).not.toContain(bank.apiKey);
    }
  });

  it('does not show in a session, wherever it is printed', () => {
    const session = new Session('miji.session_token=secret-cookie', 'http://127.0.0.1:4400');
    expect(shown(session)).not.toContain('secret-cookie');
    expect(JSON.stringify({ url: 'x', session })).toBe('{"url":"x","session":"[session]"}');
  });
});
