import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  answerOf,
  type AuthHouse,
  BASE_URL,
  cookieOf,
  openAuthHouse,
  PASSWORD,
  post,
  SECRET,
  signedIn,
  signIn,
} from './support.ts';

let house: AuthHouse;
beforeAll(async () => {
  house = await openAuthHouse();
});
afterAll(() => house.close());

describe('signing in', () => {
  it('makes the holder of the right password known, under his person id', async () => {
    const { personId, email } = await house.person();
    const headers = await signedIn(house.accounts, email);
    expect(await house.accounts.identify(headers)).toEqual({ kind: 'person', personId, sessionId: expect.any(String) });
  });

  it('does not care about the case of the e-mail address', async () => {
    const { email } = await house.person();
    expect((await signIn(house.accounts, email.toUpperCase(), PASSWORD)).status).toBe(200);
  });

  it('answers a wrong password and an unknown address with the same words', async () => {
    const { email } = await house.person();
    const wrong = await answerOf(await signIn(house.accounts, email, 'not the password'));
    const unknown = await answerOf(await signIn(house.accounts, `${randomUUID()}@bank.example`, PASSWORD));
    expect(wrong).toEqual({ status: 401, body: { code: 'INVALID_EMAIL_OR_PASSWORD', message: expect.any(String) } });
    expect(unknown).toEqual(wrong);
  });

  it('sets a cookie that scripts cannot read and other sites do not send', async () => {
    const { email } = await house.person();
    const [cookie] = (await signIn(house.accounts, email, PASSWORD)).headers.getSetCookie();
    expect(cookie).toMatch(/^miji\.session_token=/);
    expect(cookie).toMatch(/; HttpOnly/);
    expect(cookie).toMatch(/; SameSite=Lax/);
    expect(cookie).toMatch(/; Max-Age=28800/);
    expect(cookie).not.toMatch(/; Secure/);
  });

  it('sets a secure cookie where the console is served over https', async () => {
    const { email } = await house.person();
    const accounts = house.another({ baseUrl: 'https://miji.example.com' });
    const request = post('/sign-in/email', { email, password: PASSWORD }, { origin: 'https://miji.example.com' });
    const [cookie] = (await accounts.handle(request)).headers.getSetCookie();
    expect(cookie).toMatch(/^__Secure-miji\.session_token=.*; Secure/);
  });

  it('refuses a page of another site, with a cookie and without', async () => {
    const { email } = await house.person();
    const headers = await signedIn(house.accounts, email);
    const foreign = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' };
    const without = await house.accounts.handle(post('/sign-in/email', { email, password: PASSWORD }, foreign));
    expect(without.status).toBe(403);
    const cookie = headers.get('cookie') ?? '';
    expect((await house.accounts.handle(post('/sign-out', {}, { ...foreign, cookie }))).status).toBe(403);
    expect(await house.accounts.identify(headers)).not.toBeNull();
  });

  it('refuses forms and shapeless bodies', async () => {
    const form = new Request(`${BASE_URL}/api/auth/sign-in/email`, {
      method: 'POST',
      body: new URLSearchParams({ email: 'a@b.example' }),
    });
    expect((await house.accounts.handle(form)).status).toBe(415);
    expect((await house.accounts.handle(post('/sign-in/email', { email: ['a@b.example'], password: 1 }))).status).toBe(
      400,
    );
    expect(
      (await house.accounts.handle(post('/sign-in/email', { email: 'a@b.example', password: 'x'.repeat(9000) })))
        .status,
    ).toBe(413);
  });

  it('refuses to start with a secret too short to sign with', () => {
    expect(() => house.another({ secret: SECRET.slice(0, 31) })).toThrow(/secret/);
  });
});

describe('an account', () => {
  it('is made once per address, however often it is asked for at the same time', async () => {
    const input = {
      personId: randomUUID(),
      name: 'Li Si',
      email: `Li-${randomUUID()}@bank.example`,
      password: PASSWORD,
    };
    await Promise.all(Array.from({ length: 5 }, () => house.accounts.createAccount(input)));
    await house.accounts.createAccount({ ...input, password: 'another password' });
    const headers = await signedIn(house.accounts, input.email);
    expect(await house.accounts.identify(headers)).toMatchObject({ personId: input.personId });
  });

  it('is not handed to another person under the same address', async () => {
    const { email } = await house.person();
    const other = { personId: randomUUID(), name: 'Wang Wu', email, password: PASSWORD };
    await expect(house.accounts.createAccount(other)).rejects.toThrow(/another person/);
  });

  it('is the only one of its person', async () => {
    const { personId } = await house.person();
    const second = { personId, name: 'Zhang San', email: `${randomUUID()}@bank.example`, password: PASSWORD };
    await expect(house.accounts.createAccount(second)).rejects.toThrow(/already has an account/);
  });

  it('never stores the password', async () => {
    await house.person();
    const { rows } = await house.superuser.query<{ password: string }>('select password from auth.account');
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) expect(row.password).not.toContain(PASSWORD);
  });
});

describe('changing the password', () => {
  const next = 'a quite different password';

  it('needs the old one, ends every other session and keeps this one', async () => {
    const { email } = await house.person();
    const elsewhere = await signedIn(house.accounts, email);
    const cookie = (await signedIn(house.accounts, email)).get('cookie') ?? '';
    const wrong = post('/change-password', { currentPassword: 'not the password', newPassword: next }, { cookie });
    expect((await house.accounts.handle(wrong)).status).toBe(400);
    const right = post(
      '/change-password',
      { currentPassword: PASSWORD, newPassword: next, revokeOtherSessions: false },
      { cookie },
    );
    const changed = await house.accounts.handle(right);
    expect(changed.status).toBe(200);
    expect(await house.accounts.identify(new Headers({ cookie: cookieOf(changed) }))).not.toBeNull();
    expect(await house.accounts.identify(elsewhere)).toBeNull();
    expect((await signIn(house.accounts, email, PASSWORD)).status).toBe(401);
    expect((await signIn(house.accounts, email, next)).status).toBe(200);
  });

  it('needs a session', async () => {
    expect(
      (await house.accounts.handle(post('/change-password', { currentPassword: PASSWORD, newPassword: next }))).status,
    ).toBe(401);
  });

  it('does not accept a short new password', async () => {
    const { email } = await house.person();
    const cookie = (await signedIn(house.accounts, email)).get('cookie') ?? '';
    const short = post('/change-password', { currentPassword: PASSWORD, newPassword: 'short' }, { cookie });
    expect((await house.accounts.handle(short)).status).toBe(400);
  });
});

describe('the log', () => {
  it('holds no password, no address and no token, even when the database fails', async () => {
    const { email } = await house.person();
    const headers = await signedIn(house.accounts, email);
    await signIn(house.accounts, email, 'tell-tale-password');
    const body = { email, password: 'tell-tale-password', callbackURL: 'https://tell-tale.example' };
    await house.accounts.handle(post('/sign-in/email', body));
    // An error of the database that quotes the row it is about.
    await house.superuser.query(`
      create function public.tell() returns trigger language plpgsql as
        $$ begin raise exception 'refused: %', new using errcode = 'check_violation', detail = new::text; end $$;
      create trigger tell before insert on auth.session for each row execute function public.tell()`);
    const agent = { 'user-agent': 'tell-tale' };
    const broken = await house.accounts.handle(post('/sign-in/email', { email, password: PASSWORD }, agent));
    await house.superuser.query('drop function public.tell cascade');
    expect(await answerOf(broken)).toEqual({ status: 500, body: { code: 'INTERNAL', message: expect.any(String) } });
    const written = JSON.stringify(house.lines);
    expect(house.lines.some((line) => line.level === 'error')).toBe(true);
    for (const secret of [PASSWORD, 'tell-tale', email, headers.get('cookie') ?? '', SECRET])
      expect(written).not.toContain(secret);
  });
});
