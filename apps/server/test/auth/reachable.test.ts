import { afterAll, beforeAll, expect, it } from 'vitest';
import { createAuth } from '../../src/auth/better-auth.ts';
import { createLockout } from '../../src/auth/lockout.ts';
import { createTotp } from '../../src/auth/second-factor/totp.ts';
import { type AuthHouse, BASE_URL, openAuthHouse, SECRET, signedIn } from './support.ts';

const REACHABLE = ['GET /get-session', 'POST /change-password', 'POST /sign-in/email', 'POST /sign-out'];
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

let house: AuthHouse;
beforeAll(async () => {
  house = await openAuthHouse();
});
afterAll(() => house.close());

/** The paths of everything better-auth offers in our configuration. */
function offeredPaths(): readonly string[] {
  const silent = { warn: () => {}, error: () => {} };
  const settings = {
    pool: house.pool,
    secret: SECRET,
    baseUrl: BASE_URL,
    log: silent,
    trustedOrigins: [],
    signInsPerMinute: undefined,
  };
  const lockout = createLockout(house.pool);
  const auth = createAuth(settings, { lockout, totp: createTotp(house.pool, lockout, async () => SECRET) });
  return [...new Set(Object.values(auth.api).map((endpoint) => endpoint.path))];
}

async function statusOf(method: string, path: string, cookie: string): Promise<number> {
  const headers = { 'content-type': 'application/json', origin: BASE_URL, cookie };
  const body = method === 'GET' ? null : '{}';
  return (await house.accounts.handle(new Request(`${BASE_URL}${path}`, { method, headers, body }))).status;
}

it('nothing of better-auth can be reached but signing in, signing out, the session and the password, even when signed in', async () => {
  const { email } = await house.person();
  const cookie = (await signedIn(house.accounts, email)).get('cookie') ?? '';
  const paths = offeredPaths();
  expect(paths.length).toBeGreaterThan(25);
  expect(paths).toContain('/sign-up/email');
  const reached: string[] = [];
  for (const path of paths) {
    for (const method of METHODS) {
      if ((await statusOf(method, `/api/auth${path}`, cookie)) !== 404) reached.push(`${method} ${path}`);
    }
  }
  expect(reached.toSorted()).toEqual(REACHABLE);
});

it('other spellings of a path reach nothing', async () => {
  const spellings = [
    '//sign-up/email',
    '/sign-up/email/',
    '/%73ign-up/email',
    '/sign-in/email/../../sign-up/email',
    '/get-session/',
    '/api-key/create',
    '',
  ];
  for (const spelling of spellings) {
    for (const method of METHODS)
      expect(await statusOf(method, `/api/auth${spelling}`, ''), `${method} ${spelling}`).toBe(404);
  }
});

it('nobody makes himself an account', async () => {
  const before = await house.superuser.query('select id from auth."user"');
  const intruder = {
    email: 'intruder@bank.example',
    password: 'a long enough password',
    name: 'X',
    personId: crypto.randomUUID(),
  };
  const body = JSON.stringify(intruder);
  const headers = { 'content-type': 'application/json' };
  const response = await house.accounts.handle(
    new Request(`${BASE_URL}/api/auth/sign-up/email`, { method: 'POST', headers, body }),
  );
  expect(response.status).toBe(404);
  expect((await house.superuser.query('select id from auth."user"')).rowCount).toBe(before.rowCount);
});
