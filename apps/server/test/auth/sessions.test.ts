import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerOf, type AuthHouse, BASE_URL, openAuthHouse, PASSWORD, post, signedIn, signIn } from './support.ts';

let house: AuthHouse;
beforeAll(async () => {
  house = await openAuthHouse();
});
afterAll(() => house.close());

function getSession(headers: Headers): Promise<Response> {
  return house.accounts.handle(new Request(`${BASE_URL}/api/auth/get-session`, { headers }));
}

/** Lets time pass for all sessions of a person. */
async function shift(personId: string, column: 'updated_at' | 'expires_at', interval: string): Promise<void> {
  await house.superuser.query(
    `update auth.session set ${column} = ${column} - $2::interval
      where user_id = (select id from auth."user" where person_id = $1)`,
    [personId, interval],
  );
}

describe('a session', () => {
  it("is over at the next request when the person's sessions are ended, on every server", async () => {
    const { personId, email } = await house.person();
    const devices = await Promise.all([signedIn(house.accounts, email), signedIn(house.accounts, email)]);
    const otherServer = house.another();
    for (const headers of devices) expect(await otherServer.identify(headers)).not.toBeNull();
    await house.accounts.endSessions(personId);
    for (const headers of devices) expect(await otherServer.identify(headers)).toBeNull();
  });

  it("of another person goes on when one person's sessions are ended", async () => {
    const one = await house.person();
    const two = await house.person();
    const headers = await signedIn(house.accounts, two.email);
    await house.accounts.endSessions(one.personId);
    expect(await house.accounts.identify(headers)).toMatchObject({ personId: two.personId });
  });

  it('is over after signing out, and the cookie is taken back', async () => {
    const { email } = await house.person();
    const headers = await signedIn(house.accounts, email);
    const response = await house.accounts.handle(post('/sign-out', {}, { cookie: headers.get('cookie') ?? '' }));
    expect(response.status).toBe(200);
    expect(response.headers.getSetCookie().some((cookie) => /session_token=;.*Max-Age=0/.test(cookie))).toBe(true);
    expect(await house.accounts.identify(headers)).toBeNull();
  });

  it('is over eight hours after signing in, however busy it is', async () => {
    const { personId, email } = await house.person();
    const headers = await signedIn(house.accounts, email);
    await shift(personId, 'expires_at', '7 hours 59 minutes');
    expect(await house.accounts.identify(headers)).not.toBeNull();
    await shift(personId, 'expires_at', '1 minute');
    expect(await house.accounts.identify(headers)).toBeNull();
  });

  it('is over after an hour without use, and use keeps it alive', async () => {
    const { personId, email } = await house.person();
    const headers = await signedIn(house.accounts, email);
    for (let use = 0; use < 3; use += 1) {
      await shift(personId, 'updated_at', '59 minutes');
      expect(await house.accounts.identify(headers)).not.toBeNull();
    }
    await shift(personId, 'updated_at', '61 minutes');
    expect(await answerOf(await getSession(headers))).toEqual({ status: 200, body: null });
    expect(await house.accounts.identify(headers)).toBeNull();
  });

  it('is read without writing while it is in use', async () => {
    const { personId, email } = await house.person();
    const headers = await signedIn(house.accounts, email);
    const version = async () =>
      (
        await house.superuser.query(
          'select s.xmin::text from auth.session s join auth."user" u on u.id = s.user_id where u.person_id = $1',
          [personId],
        )
      ).rows;
    const before = await version();
    for (let use = 0; use < 3; use += 1) await house.accounts.identify(headers);
    expect(await version()).toEqual(before);
  });

  it('cannot be forged: a changed signature or token is nobody', async () => {
    const { email } = await house.person();
    const cookie = (await signedIn(house.accounts, email)).get('cookie') ?? '';
    const [name, value] = cookie.split('=', 2);
    const [token, signature] = decodeURIComponent(value ?? '').split('.');
    const { rows } = await house.superuser.query('select 1 from auth.session where token = $1', [token]);
    expect(rows).toHaveLength(1);
    const forged = [token, `${token}.`, `${token}.${signature?.toLowerCase()}`, `${token?.toLowerCase()}.${signature}`];
    for (const attempt of forged) {
      const headers = new Headers({ cookie: `${name}=${encodeURIComponent(attempt ?? '')}` });
      expect(await house.accounts.identify(headers)).toBeNull();
    }
  });

  it('signed with another secret is nobody', async () => {
    const { email } = await house.person();
    const headers = await signedIn(house.another({ secret: 'another-secret-0123456789-abcdefghijkl' }), email);
    expect(await house.accounts.identify(headers)).toBeNull();
  });

  it('shows its holder who he is and no password', async () => {
    const { personId, email } = await house.person();
    const { body } = await answerOf(await getSession(await signedIn(house.accounts, email)));
    expect(body).toMatchObject({ user: { personId, email } });
    expect(JSON.stringify(body)).not.toMatch(/password/i);
  });
});

describe('a disabled account', () => {
  it('loses its sessions at once and gets none, with the answer of a wrong password', async () => {
    const { personId, email } = await house.person();
    const headers = await signedIn(house.accounts, email);
    await house.accounts.setDisabled(personId, true);
    expect(await house.accounts.identify(headers)).toBeNull();
    const right = await answerOf(await signIn(house.accounts, email, PASSWORD));
    expect(right).toEqual(await answerOf(await signIn(house.accounts, email, 'not the password')));
    expect(right.status).toBe(401);
    await house.accounts.setDisabled(personId, false);
    expect(await house.accounts.identify(await signedIn(house.accounts, email))).toMatchObject({ personId });
  });

  it('is refused even where a session was left behind', async () => {
    const { personId, email } = await house.person();
    const headers = await signedIn(house.accounts, email);
    await house.superuser.query('update auth."user" set disabled = true where person_id = $1', [personId]);
    expect(await answerOf(await getSession(headers))).toEqual({ status: 200, body: null });
    expect(await house.accounts.identify(headers)).toBeNull();
  });
});
