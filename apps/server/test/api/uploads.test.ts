import { randomBytes, randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { itemDraft, personsNamed, scratchFolder } from '@miji/testing';
import { describe, expect, test } from 'vitest';
import { BASE_URL, openServedHouse } from './support.ts';

const house = await openServedHouse(scratchFolder());
const { own } = house.group;
const sender = await house.signIn(await house.account(own.people.staff));
const other = await house.signIn(await house.account(own.people.department_head));
const administrator = await house.signIn(await house.account(own.people.system_administrator));
const officer = await house.signIn(await house.account(own.people.security_officer));
const address = await house.app.listen({ port: 0, host: '127.0.0.1' });
const MB = 1024 * 1024;
const text = Buffer.from('第一行\n第二行\n');

type Sent = Readonly<Record<string, string>>;
const ours = (cookie: string): Sent => ({ cookie, origin: BASE_URL });
const metadata = (fields: Sent): string =>
  Object.entries(fields)
    .map(([name, value]) => `${name} ${Buffer.from(value).toString('base64')}`)
    .join(',');
const ask = (method: string, path: string, headers: Sent, body?: Buffer): Promise<Response> =>
  fetch(new URL(path, address), {
    method,
    headers: { 'tus-resumable': '1.0.0', ...headers },
    ...(body === undefined ? {} : { body: new Uint8Array(body) }),
  });
const begin = (headers: Sent, size: number, fields: Sent = { filename: '纪要.txt' }): Promise<Response> =>
  ask('POST', '/api/v1/uploads', { ...headers, 'upload-length': String(size), 'upload-metadata': metadata(fields) });
const placeOf = async (response: Response): Promise<string> => response.headers.get('location') ?? '';
const patch = (place: string, headers: Sent, offset: number, bytes: Buffer): Promise<Response> =>
  ask(
    'PATCH',
    place,
    { ...headers, 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' },
    bytes,
  );
const codeOf = async (response: Response): Promise<readonly unknown[]> => [
  response.status,
  Reflect.get(Object(await response.json()), 'code'),
];
const uploadAt = async (place: string, headers: Sent): Promise<Readonly<Record<string, unknown>>> => {
  for (;;) {
    const response = await fetch(new URL(place, address), { headers });
    const upload: unknown = await response.json();
    const found: Readonly<Record<string, unknown>> = Object(upload);
    if (found['state'] !== 'checking') return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};

describe('a file over the wire', () => {
  test('is begun, sent, asked after, looked at, and registered', async () => {
    const begun = await begin(ours(sender), text.length);
    expect(begun.status).toBe(201);
    const place = await placeOf(begun);
    expect(place).toMatch(/^\/api\/v1\/uploads\/[\da-f-]{36}$/);
    const sent = await patch(place, ours(sender), 0, text);
    expect([sent.status, sent.headers.get('upload-offset')]).toEqual([204, String(text.length)]);
    const asked = await ask('HEAD', place, ours(sender));
    expect([asked.status, asked.headers.get('upload-offset'), asked.headers.get('upload-length')]).toEqual([
      200,
      String(text.length),
      String(text.length),
    ]);
    expect(await uploadAt(place, ours(sender))).toMatchObject({ state: 'ready', kind: 'plain', lines: 3 });
    const registered = await house.post('/api/v1/items', sender, {
      ...itemDraft('secret', own.people.department_head),
      content: undefined,
      upload: place.split('/').at(-1),
      range: personsNamed(own.people.staff),
    });
    expect(registered.statusCode).toBe(200);
    const { number } = registered.json<{ number: string }>();
    const read = await house.get(`/api/v1/items/${number}/content`, { cookie: sender });
    expect(read.json<{ text: string }>().text).toBe(text.toString());
  });

  test('says nothing to pages of others, and is kept nowhere on the way', async () => {
    const begun = await begin(ours(sender), text.length);
    const place = await placeOf(begun);
    for (const response of [begun, await ask('HEAD', place, ours(sender)), await ask('DELETE', place, ours(sender))]) {
      expect(response.headers.get('access-control-allow-origin')).toBeNull();
      expect(response.headers.get('cache-control')).toBe('no-store');
      expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    }
  });

  test('whose line breaks in the middle goes on from the last whole part', async () => {
    const bytes = Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(9 * MB)]);
    const place = await placeOf(await begin(ours(sender), bytes.length, { filename: 'a.pdf' }));
    await new Promise<void>((resolve) => {
      const line = request(new URL(place, address), {
        method: 'PATCH',
        headers: {
          ...ours(sender),
          'tus-resumable': '1.0.0',
          'upload-offset': '0',
          'content-type': 'application/offset+octet-stream',
          'content-length': String(bytes.length),
        },
      });
      line.on('error', () => resolve());
      line.write(bytes.subarray(0, 6 * MB), () => setTimeout(() => line.destroy(new Error('the line broke')), 300));
    });
    const asked = await ask('HEAD', place, ours(sender));
    expect(asked.headers.get('upload-offset')).toBe(String(4 * MB));
    const again = await patch(place, ours(sender), 4 * MB, bytes.subarray(4 * MB));
    expect(again.headers.get('upload-offset')).toBe(String(bytes.length));
    // It only said that it was a PDF.
    expect(await uploadAt(place, ours(sender))).toMatchObject({ state: 'refused', refusal: 'CONTENT_BROKEN' });
  });

  test('larger than any body of the faces may be arrives all the same', async () => {
    const bytes = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(20 * MB)]);
    const place = await placeOf(await begin(ours(sender), bytes.length, { filename: 'a.pdf' }));
    expect((await patch(place, ours(sender), 0, bytes)).headers.get('upload-offset')).toBe(String(bytes.length));
  });
});

describe('nobody touches the file of another', () => {
  test('not with another session, not without one, not from another page', async () => {
    const place = await placeOf(await begin(ours(sender), text.length));
    const evil = { cookie: sender, origin: 'https://evil.example' };
    for (const [headers, expected] of [
      [ours(other), [404, 'NOT_FOUND']],
      [{}, [401, 'UNAUTHENTICATED']],
      [evil, [401, 'UNAUTHENTICATED']],
      [{ cookie: sender }, [401, 'UNAUTHENTICATED']],
    ] as const) {
      expect((await ask('HEAD', place, headers)).status).toBe(expected[0]);
      expect(await codeOf(await patch(place, headers, 0, text))).toEqual(expected);
      expect(await codeOf(await ask('DELETE', place, headers))).toEqual(expected);
    }
    expect(await codeOf(await begin(evil, 10))).toEqual([401, 'UNAUTHENTICATED']);
    expect((await ask('HEAD', place, ours(sender))).headers.get('upload-offset')).toBe('0');
  });

  test('a service sends for the person that it calls for, and each file is its own', async () => {
    const issued = (await house.post('/api/v1/service-keys', administrator, { service: '信贷系统' })).json<{
      key: string;
      keyId: string;
    }>();
    await house.post(`/api/v1/service-keys/${issued.keyId}/confirmation`, officer, {});
    const service = { authorization: `Bearer ${issued.key}`, 'miji-on-behalf-of': own.people.staff };
    const place = await placeOf(await begin(service, text.length));
    expect(await codeOf(await patch(place, ours(sender), 0, text))).toEqual([404, 'NOT_FOUND']);
    expect((await patch(place, service, 0, text)).status).toBe(204);
    expect(await uploadAt(place, service)).toMatchObject({ state: 'ready' });
  });
});

describe('what is not taken is said in the words of the house', () => {
  test.each([
    ['too large', 64_000_001, { filename: 'a.pdf' }, [413, 'CONTENT_TOO_LARGE']],
    ['empty', 0, { filename: 'a.pdf' }, [400, 'CONTENT_EMPTY']],
    ['of no kind', 10, { filename: 'a.exe' }, [415, 'CONTENT_TYPE_UNKNOWN']],
    ['without a name', 10, { other: 'x' }, [415, 'CONTENT_TYPE_UNKNOWN']],
    ['for an item that nobody knows', 10, { filename: 'a.pdf', item: 'HYYH-2026-999999' }, [404, 'NOT_FOUND']],
  ])('%s', async (_, size, fields, expected) => {
    expect(await codeOf(await begin(ours(sender), size, fields))).toEqual(expected);
  });

  test('an offset that is not that of the server, a piece of another type, an id that is none', async () => {
    const place = await placeOf(await begin(ours(sender), text.length));
    expect(await codeOf(await patch(place, ours(sender), 3, text))).toEqual([409, 'VERSION_CONFLICT']);
    const asForm = { ...ours(sender), 'upload-offset': '0', 'content-type': 'text/plain' };
    expect((await ask('PATCH', place, asForm, text)).status).toBe(400);
    expect(await codeOf(await patch('/api/v1/uploads/x', ours(sender), 0, text))).toEqual([404, 'NOT_FOUND']);
    expect(await codeOf(await patch(`/api/v1/uploads/${randomUUID()}`, ours(sender), 0, text))).toEqual([
      404,
      'NOT_FOUND',
    ]);
    const later = await fetch(new URL('/api/v1/uploads', address), {
      method: 'POST',
      headers: { ...ours(sender), 'tus-resumable': '1.0.0', 'upload-defer-length': '1' },
    });
    expect(later.status).toBeGreaterThanOrEqual(400);
  });

  test('taken back, it is gone', async () => {
    const place = await placeOf(await begin(ours(sender), text.length));
    expect((await ask('DELETE', place, ours(sender))).status).toBe(204);
    expect((await ask('HEAD', place, ours(sender))).status).toBe(404);
  });
});
