import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { itemDraft, personsNamed } from '@miji/testing';
import { afterAll, describe, expect, test } from 'vitest';
import { BASE_URL, openServedHouse } from './support.ts';

const folder = await mkdtemp(join(tmpdir(), 'miji-console-'));
afterAll(() => rm(folder, { recursive: true, force: true }));
await mkdir(join(folder, 'assets'));
await writeFile(join(folder, 'index.html'), '<!doctype html><title>密级</title>');
await writeFile(join(folder, 'assets', 'main-0123abcd.js'), 'export {};');

const house = await openServedHouse(folder);
const { own, sister } = house.group;
const reader = own.people.staff;
const cookie = await house.signIn(await house.account(reader));
const administrator = await house.signIn(await house.account(own.people.system_administrator));
const officer = await house.signIn(await house.account(own.people.security_officer));

/** A key that one office has issued and the other confirmed. */
const confirmedKey = async (service: string): Promise<{ key: string; keyId: string }> => {
  const issued = (await house.post('/api/v1/service-keys', administrator, { service })).json<{
    key: string;
    keyId: string;
  }>();
  await house.post(`/api/v1/service-keys/${issued.keyId}/confirmation`, officer, {});
  return issued;
};
const draft = () => ({ ...itemDraft('secret', own.people.department_head), range: personsNamed(reader) });
const registered = await house.post('/api/v1/items', cookie, draft());
const { number } = registered.json<{ number: string }>();
const code = (response: { json(): unknown }): unknown => Reflect.get(Object(response.json()), 'code');

const appointmentOf = async (personId: string): Promise<string> => {
  const response = await house.get(`/api/v1/appointments?personId=${personId}`, { cookie: administrator });
  return response.json<{ entries: { appointmentId: string }[] }>().entries[0]?.appointmentId ?? '';
};

describe('rights are read at every request, through a real session', () => {
  test('whoever’s appointment ends is refused at the next call, and his session is gone', async () => {
    const leaver = await house.group.hire(own, 'staff');
    const email = await house.account(leaver);
    const his = await house.signIn(email);
    expect((await house.get('/api/v1/session', { cookie: his })).statusCode).toBe(200);
    const ended = await house.post(`/api/v1/appointments/${await appointmentOf(leaver)}/end`, administrator, {
      company: own.code,
    });
    expect(ended.statusCode).toBe(200);
    const next = await house.get('/api/v1/session', { cookie: his });
    expect([next.statusCode, code(next)]).toEqual([401, 'UNAUTHENTICATED']);
    const again = await house.app.inject({
      method: 'POST',
      url: '/api/auth/sign-in/email',
      headers: { origin: BASE_URL, 'content-type': 'application/json' },
      payload: { email, password: 'correct horse battery' },
    });
    expect([again.statusCode, code(again)]).toEqual([403, 'NOT_EMPLOYED']);
    expect(again.headers['set-cookie']).toBeUndefined();
  });

  test('an appointment that ends by itself ends the rights in that millisecond, session or not', async () => {
    const leaver = await house.group.hire(own, 'staff');
    const his = await house.signIn(await house.account(leaver));
    const at = await house.platform.clock.now();
    await house.platform.db.transact({ companyId: own.id, personId: null, principals: [], at }, async (tx) => {
      await tx.updateTable('appointment').set({ valid_to: at }).where('person_id', '=', leaver).execute();
    });
    const next = await house.get('/api/v1/session', { cookie: his });
    expect([next.statusCode, code(next)]).toEqual([403, 'NOT_EMPLOYED']);
  });

  test('a revoked key opens nothing at the next call, and a cookie beside it does not help', async () => {
    const { key, keyId } = await confirmedKey('信贷系统');
    const headers = { authorization: `Bearer ${key}`, 'miji-on-behalf-of': reader };
    expect((await house.get(`/api/v1/items/${number}/content`, headers)).statusCode).toBe(200);
    const revoked = await house.app.inject({
      method: 'DELETE',
      url: `/api/v1/service-keys/${keyId}`,
      headers: { cookie: administrator, origin: BASE_URL },
    });
    expect(revoked.json()).toEqual({ revoked: true });
    for (const more of [{}, { cookie }]) {
      const next = await house.get(`/api/v1/items/${number}/content`, { ...headers, ...more });
      expect([next.statusCode, code(next)]).toEqual([401, 'UNAUTHENTICATED']);
    }
  });

  test('a service of one company does not act for a person of another', async () => {
    const { key } = await confirmedKey('另一系统');
    const response = await house.get('/api/v1/session', {
      authorization: `Bearer ${key}`,
      'miji-on-behalf-of': sister.people.staff,
    });
    expect([response.statusCode, code(response)]).toEqual([403, 'NOT_EMPLOYED']);
  });
});

describe('a cookie is believed only from our own pages', () => {
  const foreign: readonly (readonly [string, Record<string, string>])[] = [
    ['another site', { origin: 'https://evil.example' }],
    ['another port', { origin: 'http://127.0.0.1:9999' }],
    ['a sandbox', { origin: 'null' }],
    ['a sister subdomain, as the browser says', { 'sec-fetch-site': 'same-site' }],
    ['nowhere', {}],
  ];
  test.each(foreign)('a change that comes from %s is nobody’s', async (_, headers) => {
    for (const url of ['/api/v1/items', '/api/trpc/items.register', `/api/v1/access/check`]) {
      const response = await house.app.inject({
        method: 'POST',
        url,
        headers: { cookie, 'content-type': 'application/json', ...headers },
        payload: JSON.stringify(draft()),
      });
      expect(response.statusCode).toBe(401);
      expect(response.body).toContain('UNAUTHENTICATED');
    }
  });

  test('a form cannot carry one either', async () => {
    const response = await house.app.inject({
      method: 'POST',
      url: '/api/v1/items',
      headers: { cookie, origin: BASE_URL, 'content-type': 'text/plain' },
      payload: JSON.stringify(draft()),
    });
    expect([response.statusCode, code(response)]).toEqual([400, 'VALIDATION']);
  });

  test('a GET changes nothing, whatever it names', async () => {
    const input = encodeURIComponent(JSON.stringify(draft()));
    const response = await house.get(`/api/trpc/items.register?input=${input}`, { cookie });
    expect(response.statusCode).toBeGreaterThanOrEqual(400);
    expect(response.body).not.toContain(own.code);
  });
});

describe('every answer is guarded', () => {
  const GUARDS = {
    'content-security-policy': expect.stringContaining("default-src 'none'"),
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
  };

  test('pages', async () => {
    for (const path of ['/', '/items/HYYH-2026-000001', '/requests']) {
      const page = await house.get(path, { accept: 'text/html' });
      expect([path, page.statusCode]).toEqual([path, 200]);
      expect(page.body).toContain('密级');
      expect(page.headers).toMatchObject({ ...GUARDS, 'cache-control': 'no-cache' });
    }
    const script = await house.get('/assets/main-0123abcd.js', {});
    expect(script.headers).toMatchObject({ ...GUARDS, 'cache-control': expect.stringContaining('immutable') });
  });

  test('what the API says is kept by nobody on the way', async () => {
    const asked: readonly [string, Record<string, string>, number][] = [
      [`/api/v1/items/${number}`, { cookie }, 200],
      [`/api/v1/items/${number}/content`, { cookie }, 200],
      ['/api/trpc/session.get', { cookie }, 200],
      ['/api/auth/get-session', { cookie }, 200],
      [`/api/v1/items/${number}`, {}, 401],
      ['/api/v1/items/nonsense', { cookie }, 400],
      [`/api/v1/items/${own.code}-2026-999999`, { cookie }, 404],
      ['/api/v1/nothing', { cookie }, 404],
      ['/api/trpc/nothing.there', { cookie }, 404],
    ];
    for (const [path, headers, status] of asked) {
      const response = await house.get(path, headers);
      expect([path, response.statusCode]).toEqual([path, status]);
      expect(response.headers).toMatchObject({ ...GUARDS, 'cache-control': 'no-store' });
      expect(response.headers['access-control-allow-origin']).toBeUndefined();
      expect(response.body).not.toMatch(/node_modules|\.ts:\d|FST_|select |stack/);
    }
  });

  test('the API is no page, whatever a browser accepts', async () => {
    const response = await house.get('/api/v1/nothing', { accept: 'text/html', cookie });
    expect([response.statusCode, code(response)]).toEqual([404, 'NOT_FOUND']);
  });

  test('a copy comes as a PDF under its own number, to its holder only', async () => {
    const filed = await house.post('/api/v1/requests', cookie, {
      item: number,
      particulars: { operation: 'copy' },
      purpose: '会议',
      idempotencyKey: 'served-request-1',
    });
    const request = filed.json<{ number: string }>().number;
    const manager = await house.signIn(await house.account(own.people.general_manager));
    expect(
      (await house.post(`/api/v1/requests/${request}/decision`, manager, { decision: 'approve' })).statusCode,
    ).toBe(200);
    const used = await house.post(`/api/v1/grants/${request}-G/copies`, cookie, { idempotencyKey: 'served-use-0001' });
    const { copy } = used.json<{ copy: { id: string } }>();
    const file = await house.get(`/api/v1/copies/${copy.id}/file`, { cookie });
    expect(file.headers).toMatchObject({
      ...GUARDS,
      'cache-control': 'no-store',
      'content-type': 'application/pdf',
      'content-disposition': `inline; filename="${copy.id}.pdf"`,
    });
    expect(file.rawPayload.subarray(0, 5).toString()).toBe('%PDF-');
    const stranger = await house.get(`/api/v1/copies/${copy.id}/file`, { cookie: manager });
    expect([stranger.statusCode, code(stranger)]).toEqual([404, 'NOT_FOUND']);
  });
});

test('without a built console a wrong path is answered in the same shape', async () => {
  const bare = await openServedHouse(join(folder, 'nowhere'));
  const response = await bare.get('/api/v1/nothing', {});
  expect([response.statusCode, code(response)]).toEqual([404, 'NOT_FOUND']);
  expect((await bare.get('/', {})).statusCode).toBe(200);
});
