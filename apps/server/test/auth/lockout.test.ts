import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Accounts } from '../../src/auth/accounts.ts';
import { type Answer, answerOf, type AuthHouse, openAuthHouse, PASSWORD, post, signedIn, signIn } from './support.ts';

const LOCKED = { status: 429, body: { code: 'LOCKED', message: expect.any(String) } };
const WRONG = { status: 401, body: { code: 'INVALID_EMAIL_OR_PASSWORD', message: expect.any(String) } };

let house: AuthHouse;
beforeAll(async () => {
  house = await openAuthHouse();
});
afterAll(() => house.close());

async function fail(email: string, times: number, accounts: Accounts = house.accounts): Promise<readonly Answer[]> {
  const answers: Answer[] = [];
  for (let time = 0; time < times; time += 1)
    answers.push(await answerOf(await signIn(accounts, email, `wrong password ${time}`)));
  return answers;
}

/** Lets time pass for every count and every lock. */
async function shift(interval: string): Promise<void> {
  await house.superuser.query(
    `update auth.lockout set locked_until = locked_until - $1::interval, last_failed_at = last_failed_at - $1::interval,
            failed_at = array(select time - $1::interval from unnest(failed_at) as time)`,
    [interval],
  );
}

describe('the lockout', () => {
  it('locks an account after five wrong passwords, for the right one too', async () => {
    const { email } = await house.person();
    expect(await fail(email, 6)).toEqual([WRONG, WRONG, WRONG, WRONG, WRONG, LOCKED]);
    const right = await signIn(house.accounts, email, PASSWORD);
    expect(Number(right.headers.get('retry-after'))).toBeGreaterThan(14 * 60);
    expect(right.headers.getSetCookie()).toEqual([]);
    expect(await answerOf(right)).toEqual(LOCKED);
  });

  it('does not tell an existing account from an invented one', async () => {
    const { email } = await house.person();
    const invented = `${randomUUID()}@bank.example`;
    expect(await fail(invented, 7)).toEqual(await fail(email, 7));
  });

  it('counts for all servers together', async () => {
    const { email } = await house.person();
    await fail(email, 3);
    expect(await fail(email, 3, house.another())).toEqual([WRONG, WRONG, LOCKED]);
  });

  it('counts an address once, in whatever case it is written', async () => {
    const { email } = await house.person();
    await fail(email.toUpperCase(), 5);
    expect(await fail(email, 1)).toEqual([LOCKED]);
  });

  it('lets no more than five of twenty parallel guesses through', async () => {
    const { email } = await house.person();
    const servers = [house.accounts, house.another()];
    const answers = await Promise.all(
      Array.from({ length: 20 }, async (_, index) =>
        answerOf(await signIn(servers[index % 2] ?? house.accounts, email, `guess ${index}`)),
      ),
    );
    expect(answers.filter((answer) => answer.status === 401)).toHaveLength(5);
    expect(answers.filter((answer) => answer.status === 429)).toHaveLength(15);
  });

  it('ends after fifteen minutes, and then five more attempts are free', async () => {
    const { email } = await house.person();
    await fail(email, 5);
    await shift('14 minutes 50 seconds');
    expect(await fail(email, 1)).toEqual([LOCKED]);
    await shift('11 seconds');
    expect(await fail(email, 4)).toEqual([WRONG, WRONG, WRONG, WRONG]);
    expect((await signIn(house.accounts, email, PASSWORD)).status).toBe(200);
  });

  it('forgets failures older than fifteen minutes, one by one', async () => {
    const { email } = await house.person();
    await fail(email, 1);
    await shift('14 minutes');
    await fail(email, 3);
    await shift('2 minutes');
    expect(await fail(email, 3)).toEqual([WRONG, WRONG, LOCKED]);
  });

  it('starts afresh with every success', async () => {
    const { email } = await house.person();
    for (let round = 0; round < 2; round += 1) {
      await fail(email, 4);
      expect((await signIn(house.accounts, email, PASSWORD)).status).toBe(200);
    }
  });

  it('leaves other accounts alone', async () => {
    const one = await house.person();
    const two = await house.person();
    await fail(one.email, 6);
    expect((await signIn(house.accounts, two.email, PASSWORD)).status).toBe(200);
  });

  it('covers the old password asked for when it is changed', async () => {
    const { email } = await house.person();
    const cookie = (await signedIn(house.accounts, email)).get('cookie') ?? '';
    const body = { currentPassword: 'a guess', newPassword: 'a new password' };
    const guess = () => house.accounts.handle(post('/change-password', body, { cookie }));
    for (let time = 0; time < 5; time += 1) expect((await guess()).status).toBe(400);
    expect(await answerOf(await guess())).toEqual(LOCKED);
    expect(await fail(email, 1)).toEqual([LOCKED]);
  });

  it('is forgiven by a right old password', async () => {
    const { email } = await house.person();
    const cookie = (await signedIn(house.accounts, email)).get('cookie') ?? '';
    await fail(email, 4);
    const change = post('/change-password', { currentPassword: PASSWORD, newPassword: 'a new password' }, { cookie });
    expect((await house.accounts.handle(change)).status).toBe(200);
    expect(await fail(email, 2)).toEqual([WRONG, WRONG]);
  });

  it('does not keep the addresses people typed, nor old counts', async () => {
    const { email } = await house.person();
    await fail(email, 1);
    const stored = JSON.stringify((await house.superuser.query('select * from auth.lockout')).rows);
    expect(stored).not.toContain(email);
    await shift('31 minutes');
    await signIn(house.accounts, (await house.person()).email, PASSWORD);
    expect((await house.superuser.query('select 1 from auth.lockout')).rowCount).toBe(0);
  });
});

describe('the rate limit', () => {
  it('counts sign-ins per address, for all servers together, and leaves other addresses alone', async () => {
    const servers = [house.another({ signInsPerMinute: 4 }), house.another({ signInsPerMinute: 4 })];
    const from = async (address: string, server: number) => {
      const forged = { 'x-miji-client-address': '198.51.100.1', 'x-forwarded-for': `198.51.100.${server}` };
      const request = post('/sign-in/email', { email: `${randomUUID()}@bank.example`, password: PASSWORD }, forged);
      return (await servers[server % 2]?.handle(request, address)) ?? Response.error();
    };
    for (let time = 0; time < 4; time += 1) expect((await from('192.0.2.7', time)).status).toBe(401);
    const limited = await from('192.0.2.7', 4);
    expect(Number(limited.headers.get('retry-after'))).toBeGreaterThan(50);
    expect(await answerOf(limited)).toEqual({
      status: 429,
      body: { code: 'RATE_LIMITED', message: expect.any(String) },
    });
    expect((await from('192.0.2.8', 5)).status).toBe(401);
    const { rows } = await house.superuser.query("select count from auth.rate_limit where key like '192.0.2.7|%'");
    expect(rows).toEqual([{ count: 4 }]);
  });

  it('lets no more through when all come at once', async () => {
    const accounts = house.another({ signInsPerMinute: 6 });
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => signIn(accounts, `${randomUUID()}@bank.example`, PASSWORD, '192.0.2.99')),
    );
    expect(answers.filter((answer) => answer.status === 401)).toHaveLength(6);
  });
});
