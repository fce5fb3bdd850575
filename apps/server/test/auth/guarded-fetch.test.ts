import { once } from 'node:events';
import type { RequestListener } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, describe, expect, test } from 'vitest';
import { createGuardedFetch, isOpenAddress, isOpenUrl } from '../../src/auth/single-sign-on/guarded-fetch.ts';

const GET = { method: 'GET', headers: {} } as const;

const serve = async (listener: RequestListener): Promise<URL> => {
  const server = createServer(listener);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
};

describe('an identity provider may stand', () => {
  test.each(['203.0.113.7', '10.1.2.3', '172.16.0.9', '192.168.7.7', 'fd12:3456::1', '2001:db8::1'])(
    'at %s: anywhere, and above all in the company’s own network',
    (address) => expect(isOpenAddress(address, true)).toBe(true),
  );
  test.each(['127.0.0.1', '127.9.9.9', '::1', '::ffff:127.0.0.1'])('at %s, but not in earnest', (address) => {
    expect(isOpenAddress(address, true)).toBe(false);
    expect(isOpenAddress(address, false)).toBe(true);
  });
  test.each([
    '169.254.169.254',
    '::ffff:169.254.169.254',
    '100.100.100.200',
    '192.0.0.192',
    'fd00:ec2::254',
    '0.0.0.0',
    '::',
    '224.0.0.1',
    '255.255.255.255',
    'fe80::1',
    'ff02::1',
    '64:ff9b::a9fe:a9fe',
    'nowhere',
  ])('never at %s', (address) => {
    for (const production of [true, false]) expect(isOpenAddress(address, production)).toBe(false);
  });
  test.each([
    ['https://login.bank.example', true, true],
    ['http://login.bank.example', false, false],
    ['http://127.0.0.1:4500', true, false],
    ['http://127.0.0.1:4500', false, true],
    ['http://localhost:4500', false, true],
    ['file:///etc/passwd', false, false],
  ])('under %s where production is %s: %s', (url, production, open) => {
    expect(isOpenUrl(new URL(url), production)).toBe(open);
  });
});

describe('what is fetched from it', () => {
  test('comes whole, with what was sent', async () => {
    const place = await serve((request, response) => void request.pipe(response));
    const answer = await createGuardedFetch({ production: false })(place, {
      method: 'POST',
      headers: {},
      body: '密级',
    });
    expect([answer.status, await answer.text()]).toEqual([200, '密级']);
  });

  test('is not fetched from this machine in earnest, by its address or by its name', async () => {
    let reached = 0;
    const place = await serve((_request, response) => {
      reached += 1;
      response.end();
    });
    for (const host of ['127.0.0.1', 'localhost'])
      for (const protocol of ['http:', 'https:']) {
        const url = new URL(place);
        [url.hostname, url.protocol] = [host, protocol];
        await expect(createGuardedFetch({ production: true })(url, GET), url.href).rejects.toThrow('not spoken to');
      }
    expect(reached).toBe(0);
  });

  test('is not fetched in the clear from another machine', async () => {
    const fetch = createGuardedFetch({ production: false, withinMs: 200 });
    await expect(fetch(new URL('http://10.255.255.1/'), GET)).rejects.toThrow('not spoken to');
  });

  test('is not fetched from where it sends to', async () => {
    let reached = 0;
    const secret = await serve((_request, response) => {
      reached += 1;
      response.end();
    });
    const place = await serve((_request, response) => void response.writeHead(302, { location: secret.href }).end());
    expect((await createGuardedFetch({ production: false })(place, GET)).ok).toBe(false);
    expect(reached).toBe(0);
  });

  test('does not keep anybody waiting, for its beginning or its end', async () => {
    const silent = await serve(() => {});
    const endless = await serve((_request, response) => void response.write('{'));
    const fetch = createGuardedFetch({ production: false, withinMs: 200 });
    for (const place of [silent, endless]) await expect(fetch(place, GET)).rejects.toThrow(/abort/i);
  });

  test('has an end', async () => {
    const place = await serve((_request, response) => void response.end('x'.repeat(300_000)));
    await expect(createGuardedFetch({ production: false })(place, GET)).rejects.toThrow('too long');
  });
});
