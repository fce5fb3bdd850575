import { Temporal } from '@miji/core';
import { passProvider } from '@miji/testing/identity-provider';
import type { Authenticator } from '@miji/testing/second-factor';
import { authenticatorOf, confirmByTotp, enrolTotp } from '@miji/testing/second-factor';
import { describe, expect, test } from 'vitest';
import { openSingleSignOnHouse } from './single-sign-on-house.ts';
import type { Member } from './second-factor-house.ts';
import { openSecondFactorHouse, PASSWORD } from './second-factor-house.ts';

const house = await openSecondFactorHouse();
const REQUEST = 'HYYH-SQ-2026-000007';
const at = Temporal.Instant.from('2026-11-02T02:00:00Z');
const isIn = async (cookie: string): Promise<boolean> =>
  (await house.get('/api/v1/session', { cookie })).statusCode === 200;

const withApp = async (): Promise<{ member: Member; app: Authenticator }> => {
  const member = await house.member();
  return { member, app: await enrolTotp(member.post, PASSWORD) };
};

describe('signing in with a password, once an authenticator app is set up', { timeout: 60_000 }, () => {
  test('takes a code as well, and only then opens a session', async () => {
    const { member, app } = await withApp();
    const first = await house.password(member.email);
    expect([first.answer.statusCode, first.answer.json().twoFactorRedirect]).toEqual([200, true]);
    expect(await isIn(first.cookie)).toBe(false);
    // Beside an older session too, which the new one replaces in the browser.
    const second = await house.code(`${member.cookie}; ${first.cookie}`, await app.next());
    expect(second.answer.statusCode).toBe(200);
    expect(await isIn(second.cookie)).toBe(true);
  });

  test('with the code of an act opens nothing, and its own code confirms no act', async () => {
    const { member, app } = await withApp();
    const used = await app.next();
    await member.post('/api/auth/second-factor/acts/code', { subject: REQUEST, code: used });
    const first = await house.password(member.email);
    const refused = await house.code(first.cookie, used);
    expect([refused.answer.statusCode, refused.answer.json().code]).toEqual([401, 'SECOND_FACTOR_USED']);
    const code = await app.next();
    expect((await house.code(first.cookie, code)).answer.statusCode).toBe(200);
    expect((await member.call('/second-factor/acts/code', { subject: REQUEST, code })).json().code).toBe(
      'SECOND_FACTOR_USED',
    );
  });

  test('with a wrong code is traced, under the name of whose password was right', async () => {
    const { member, app } = await withApp();
    const first = await house.password(member.email);
    const code = String((Number(await app.code()) + 1) % 1_000_000).padStart(6, '0');
    expect((await house.code(first.cookie, code)).answer.json().code).toBe('SECOND_FACTOR_WRONG');
    expect((await house.tracedOf(member.personId)).at(-1)).toMatchObject({
      action: 'second_factor.refused',
      actor_id: member.personId,
      code: 'SECOND_FACTOR_WRONG',
      details: { at: 'sign_in' },
    });
  });

  test('by the code alone opens nothing: not without the password, not with a session, not with a forged first step', async () => {
    const { member, app } = await withApp();
    for (const cookie of ['', member.cookie, 'miji.two_factor=made-up.c2lnbmF0dXJl']) {
      const { answer } = await house.code(cookie, await app.code(1));
      expect([answer.statusCode, answer.json().code, answer.cookies]).toEqual([401, 'BROKEN_OFF', []]);
    }
  });

  test('in a closed account ends at the code too', async () => {
    const { member, app } = await withApp();
    const first = await house.password(member.email);
    await house.accounts.setDisabled(member.personId, true);
    const second = await house.code(first.cookie, await app.next());
    expect(second.answer.statusCode).toBe(401);
    expect(await isIn(second.cookie)).toBe(false);
  });
});

describe('an authenticator app', { timeout: 60_000 }, () => {
  test('is set up with the password, and a wrong one is refused, counted and traced', async () => {
    const member = await house.member();
    for (const body of [{}, { password: 'not my password' }]) {
      const refused = await member.call('/second-factor/totp/begin', body);
      expect([refused.statusCode, refused.json().code]).toEqual([403, 'PASSWORD_WRONG']);
    }
    expect(await house.tracedOf(member.personId)).toMatchObject([
      { code: 'PASSWORD_WRONG', details: { at: 'enrolment' } },
      { code: 'PASSWORD_WRONG', details: { at: 'enrolment' } },
    ]);
    for (let times = 0; times < 4; times += 1)
      await member.call('/second-factor/totp/begin', { password: 'not my password' });
    expect((await member.call('/second-factor/totp/begin', { password: PASSWORD })).json().code).toBe('LOCKED');
  });

  test('shows its secret as an address and as text, once, and never in the clear in the database', async () => {
    const member = await house.member();
    const { uri, secret } = (await member.call('/second-factor/totp/begin', { password: PASSWORD })).json();
    expect(uri).toMatch(/^otpauth:\/\/totp\/Miji:/);
    expect(uri).toContain(`secret=${secret}`);
    const [row] = await house.behind(
      `select f.* from auth.two_factor f join auth."user" u on u.id = f.user_id where u.person_id = $1`,
      [member.personId],
    );
    expect(JSON.stringify(row)).not.toContain(secret);
    expect(row).toMatchObject({ verified: false, enrolled_at: null });
  });

  test('of which there is one already is not replaced, and the password alone does not remove it', async () => {
    const { member, app } = await withApp();
    expect((await member.call('/second-factor/totp/begin', { password: PASSWORD })).json().code).toBe(
      'SECOND_FACTOR_REQUIRED',
    );
    expect((await member.call('/second-factor/totp/remove', { password: PASSWORD })).json().code).toBe(
      'SECOND_FACTOR_REQUIRED',
    );
    await confirmByTotp(member.post, app, 'account');
    expect((await member.call('/second-factor/totp/begin', { password: PASSWORD })).json().code).toBe('DUPLICATE');
  });

  test('removed ends what was proved by it, and signing in takes the password alone again', async () => {
    const { member, app } = await withApp();
    await confirmByTotp(member.post, app, REQUEST);
    await confirmByTotp(member.post, app, 'account');
    expect((await member.call('/second-factor/totp/remove', { password: PASSWORD })).statusCode).toBe(200);
    expect(await house.proofsOf(member.personId)).toEqual([]);
    expect(await isIn((await house.password(member.email)).cookie)).toBe(true);
    expect((await house.tracedOf(member.personId)).map(({ action }) => action)).toEqual([
      'second_factor.enrolled',
      'second_factor.removed',
    ]);
  });

  test('tells its owner in his inbox that it was set up', async () => {
    const { member } = await withApp();
    const told = await house.behind('select kind from miji.notice where person_id = $1', [member.personId]);
    expect(told).toEqual([{ kind: 'second_factor_changed' }]);
  });
});

describe('whoever has lost his second factor', { timeout: 60_000 }, () => {
  const officer = async (personId: string) => house.signIn(await house.account(personId));
  const reset = (cookie: string, company: string, personId: string) =>
    house.post(`/api/v1/people/${personId}/second-factor/reset`, cookie, { company });
  const { own, sister, headquarters } = house.group;

  test('gets rid of it by his company’s system administrator, is told so, and is out everywhere', async () => {
    const { member, app } = await withApp();
    await confirmByTotp(member.post, app, REQUEST);
    const administrator = await officer(own.people.system_administrator);
    const answer = await reset(administrator, own.code, member.personId);
    expect([answer.statusCode, answer.json()]).toEqual([200, { removed: 1 }]);
    expect(await house.accounts.takeSecondFactorProof({ personId: member.personId, subject: REQUEST, at })).toBeNull();
    expect(await isIn(member.cookie)).toBe(false);
    expect(await isIn((await house.password(member.email)).cookie)).toBe(true);
    expect((await house.tracedOf(member.personId)).at(-1)).toMatchObject({
      action: 'second_factor.removed',
      actor_id: own.people.system_administrator,
      details: { by: 'administrator' },
    });
    const told = await house.behind('select kind from miji.notice where person_id = $1', [member.personId]);
    expect(told).toHaveLength(2);
  });

  test('by nobody else, by no other company’s, and by nobody for himself', async () => {
    const { member } = await withApp();
    const [stranger, administrator] = [
      await officer(sister.people.system_administrator),
      await officer(own.people.system_administrator),
    ];
    const attempts = [
      await reset(member.cookie, own.code, member.personId),
      await reset(stranger, own.code, member.personId),
      await reset(stranger, sister.code, member.personId),
      await reset(administrator, own.code, own.people.system_administrator),
      await reset(administrator, own.code, own.people.general_manager),
    ];
    expect(attempts.map((answer) => answer.json().code)).toEqual([
      'NOT_ENTITLED',
      'NOT_ENTITLED',
      'NOT_FOUND',
      'SEPARATION_OF_DUTIES',
      'NOT_ENTITLED',
    ]);
    expect(await isIn(member.cookie)).toBe(true);
  });

  test('of those who decide, by the head office’s system administrator alone', async () => {
    const groups = await officer(headquarters.people.system_administrator);
    expect((await reset(groups, own.code, own.people.general_manager)).statusCode).toBe(200);
  });
});

describe('whoever signs in through his company', { timeout: 60_000 }, () => {
  test('sets an app up within five minutes of signing in, and not later', async () => {
    const elsewhere = await openSingleSignOnHouse();
    const { own } = elsewhere.group;
    await elsewhere.configure(own);
    const { personId, email } = await elsewhere.member(own);
    await elsewhere.behind(
      `delete from auth.account where provider_id = 'credential' and user_id = (select id from auth."user" where person_id = $1)`,
      [personId],
    );
    const begun = await elsewhere.begin(own.code);
    const { session } = await elsewhere.finish(await passProvider(elsewhere.provider, begun.url, email), begun.cookie);
    const call = (path: string, body: object = {}) => elsewhere.post(`/api/auth/second-factor${path}`, session, body);
    const known = await elsewhere.get('/api/auth/second-factor', { cookie: session });
    expect(known.json().changeBy).toBe('fresh_sign_in');

    const older = (interval: string) =>
      elsewhere.behind(
        `update auth.session s set created_at = now() - $2::interval from auth."user" u where u.id = s.user_id and u.person_id = $1`,
        [personId, interval],
      );
    await older('5 minutes 1 second');
    expect((await call('/totp/begin')).json().code).toBe('SIGN_IN_AGAIN');
    expect((await call('/totp/begin', { password: PASSWORD })).json().code).toBe('SIGN_IN_AGAIN');
    await older('4 minutes');
    const app = authenticatorOf((await call('/totp/begin')).json().uri);
    expect((await call('/totp/confirm', { code: await app.next() })).statusCode).toBe(200);
    expect((await call('/acts/code', { subject: REQUEST, code: await app.next() })).json()).toEqual({ kind: 'totp' });
    await older('6 minutes');
    expect((await call('/totp/remove')).json().code).toBe('SIGN_IN_AGAIN');
  });
});
