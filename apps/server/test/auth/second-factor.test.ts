import { Temporal } from '@miji/core';
import { authenticatorOf, confirmByTotp, enrolTotp } from '@miji/testing/second-factor';
import { describe, expect, test } from 'vitest';
import { BASE_URL } from '../api/support.ts';
import { openSecondFactorHouse, PASSWORD } from './second-factor-house.ts';

const house = await openSecondFactorHouse();
const REQUEST = 'HYYH-SQ-2026-000007';
const OTHER = 'HYYH-SQ-2026-000008';
const at = Temporal.Instant.from('2026-11-02T02:00:00Z');

const take = (personId: string, subject = REQUEST) => house.accounts.takeSecondFactorProof({ personId, subject, at });
const wrong = (code: string): string => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

describe('an act confirmed by a one-time code', { timeout: 60_000 }, () => {
  test('leaves one proof, of this person and this request, for two minutes, to be taken once', async () => {
    const member = await house.member();
    const app = await enrolTotp(member.post, PASSWORD);
    const answer = await member.call('/second-factor/acts/code', { subject: REQUEST, code: await app.next() });
    expect([answer.statusCode, answer.json()]).toEqual([200, { kind: 'totp' }]);
    expect(await house.proofsOf(member.personId)).toEqual([{ subject: REQUEST, kind: 'totp', seconds: 120 }]);
    expect(await take(member.personId)).toBe('totp');
    expect(await take(member.personId)).toBeNull();
  });

  test('of two takers at the same moment one gets the proof', async () => {
    const member = await house.member();
    await confirmByTotp(member.post, await enrolTotp(member.post, PASSWORD), REQUEST);
    const taken = await Promise.all(Array.from({ length: 8 }, () => take(member.personId)));
    expect(taken.filter((kind) => kind !== null)).toEqual(['totp']);
  });

  test('is worth nothing to another person, and nothing for another request', async () => {
    const [member, other] = [await house.member(), await house.member()];
    await confirmByTotp(member.post, await enrolTotp(member.post, PASSWORD), REQUEST);
    expect(await take(other.personId)).toBeNull();
    expect(await take(member.personId, OTHER)).toBeNull();
    expect(await take(member.personId)).toBe('totp');
  });

  test('is worth nothing once its time is over, by the clock of the database', async () => {
    const member = await house.member();
    await confirmByTotp(member.post, await enrolTotp(member.post, PASSWORD), REQUEST);
    await house.behind(
      `update auth.second_factor_proof set made_at = now() - interval '2 minutes 1 second', expires_at = now() - interval '1 second'
        where person_id = $1`,
      [member.personId],
    );
    expect(await take(member.personId)).toBeNull();
  });

  test('is worth nothing once the session is over in which it was made', async () => {
    const member = await house.member();
    await confirmByTotp(member.post, await enrolTotp(member.post, PASSWORD), REQUEST);
    await member.call('/sign-out');
    expect(await take(member.personId)).toBeNull();
  });

  test('cannot be lengthened beyond two minutes, not even by a statement of the server', async () => {
    const member = await house.member();
    await confirmByTotp(member.post, await enrolTotp(member.post, PASSWORD), REQUEST);
    const longer = `update auth.second_factor_proof set expires_at = expires_at + interval '1 second' where person_id = $1`;
    await expect(house.behind(longer, [member.personId])).rejects.toMatchObject({ code: '23514' });
  });
});

describe('a code', { timeout: 60_000 }, () => {
  test('that is wrong leaves no proof, is refused with SECOND_FACTOR_WRONG, and traced without it', async () => {
    const member = await house.member();
    const app = await enrolTotp(member.post, PASSWORD);
    const code = wrong(await app.code());
    const answer = await member.call('/second-factor/acts/code', { subject: REQUEST, code });
    expect([answer.statusCode, answer.json().code]).toEqual([403, 'SECOND_FACTOR_WRONG']);
    expect(await house.proofsOf(member.personId)).toEqual([]);
    const traced = await house.tracedOf(member.personId);
    expect(traced).toMatchObject([
      { action: 'second_factor.enrolled', outcome: 'done', details: { kind: 'totp' } },
      {
        action: 'second_factor.refused',
        outcome: 'refused',
        code: 'SECOND_FACTOR_WRONG',
        details: { at: 'act', subject: REQUEST },
      },
    ]);
    expect(JSON.stringify(traced)).not.toContain(code);
  });

  test('counts once: the same again is refused, for the same request and for another', async () => {
    const member = await house.member();
    const app = await enrolTotp(member.post, PASSWORD);
    const code = await app.next();
    expect((await member.call('/second-factor/acts/code', { subject: REQUEST, code })).statusCode).toBe(200);
    for (const subject of [REQUEST, OTHER]) {
      const again = await member.call('/second-factor/acts/code', { subject, code });
      expect([again.statusCode, again.json().code]).toEqual([403, 'SECOND_FACTOR_USED']);
    }
    expect(await take(member.personId, OTHER)).toBeNull();
  });

  test('of the enrolment confirms no act', async () => {
    const member = await house.member();
    const begun = (await member.call('/second-factor/totp/begin', { password: PASSWORD })).json();
    const code = await authenticatorOf(begun.uri).code();
    expect((await member.call('/second-factor/totp/confirm', { code })).statusCode).toBe(200);
    const answer = await member.call('/second-factor/acts/code', { subject: REQUEST, code });
    expect(answer.json().code).toBe('SECOND_FACTOR_USED');
  });

  test('typed five times at once makes one proof', async () => {
    const member = await house.member();
    const app = await enrolTotp(member.post, PASSWORD);
    const code = await app.next();
    const answers = await Promise.all(
      Array.from({ length: 5 }, (_, index) =>
        member.call('/second-factor/acts/code', { subject: `HYYH-SQ-2026-00010${index}`, code }),
      ),
    );
    expect(answers.filter(({ statusCode }) => statusCode === 200)).toHaveLength(1);
    expect(await house.proofsOf(member.personId)).toHaveLength(1);
  });

  test('of somebody else’s app is a wrong one', async () => {
    const [member, other] = [await house.member(), await house.member()];
    await enrolTotp(member.post, PASSWORD);
    const code = await (await enrolTotp(other.post, PASSWORD)).next();
    expect((await member.call('/second-factor/acts/code', { subject: REQUEST, code })).json().code).toBe(
      'SECOND_FACTOR_WRONG',
    );
  });

  test('five times wrong locks acts and signing in together, the right one too, and the right password opens neither', async () => {
    const member = await house.member();
    const app = await enrolTotp(member.post, PASSWORD);
    const right = await app.code(1);
    for (let times = 0; times < 5; times += 1) {
      await member.call('/second-factor/acts/code', { subject: REQUEST, code: wrong(right) });
      if (times === 2) await house.password(member.email);
    }
    const answer = await member.call('/second-factor/acts/code', { subject: REQUEST, code: right });
    expect([answer.statusCode, answer.json().code]).toEqual([429, 'LOCKED']);
    const { cookie } = await house.password(member.email);
    const { answer: atTheDoor } = await house.code(cookie, right);
    expect([atTheDoor.statusCode, atTheDoor.json().code]).toEqual([429, 'LOCKED']);
    expect((await house.tracedOf(member.personId)).slice(-2)).toMatchObject([
      { code: 'LOCKED', details: { at: 'act' } },
      { code: 'LOCKED', details: { at: 'sign_in' } },
    ]);
  });

  test('is asked of nobody who has set up no app', async () => {
    const member = await house.member();
    const answer = await member.call('/second-factor/acts/code', { subject: REQUEST, code: '123456' });
    expect([answer.statusCode, answer.json().code]).toEqual([403, 'SECOND_FACTOR_REQUIRED']);
  });

  test('of an app that was begun and never confirmed counts for nothing', async () => {
    const member = await house.member();
    const { uri } = (await member.call('/second-factor/totp/begin', { password: PASSWORD })).json();
    const code = await authenticatorOf(uri).code();
    expect((await member.call('/second-factor/acts/code', { subject: REQUEST, code })).json().code).toBe(
      'SECOND_FACTOR_REQUIRED',
    );
    expect((await house.password(member.email)).answer.json().twoFactorRedirect).toBeUndefined();
  });
});

describe('the routes', { timeout: 60_000 }, () => {
  test('answer nobody who is not signed in, no other site, and no service', async () => {
    const member = await house.member();
    const path = '/api/auth/second-factor/acts/code';
    const body = { subject: REQUEST, code: '123456' };
    expect((await house.post(path, '', body)).statusCode).toBe(401);
    expect((await house.post(path, member.cookie, body, { origin: 'https://evil.example' })).statusCode).toBe(401);
    expect(
      (await house.post(path, member.cookie, body, { authorization: `Bearer miji_${'A'.repeat(43)}` })).statusCode,
    ).toBe(401);
    expect((await house.get('/api/auth/second-factor', {})).statusCode).toBe(401);
  });

  test.each([
    { subject: 'x', code: '123456' },
    { subject: REQUEST, code: '12345' },
    { subject: REQUEST, code: 123456 },
    { subject: REQUEST },
  ])('take nothing of another form: %j', async (body) => {
    const member = await house.member();
    expect((await member.call('/second-factor/acts/code', body)).json().code).toBe('VALIDATION');
  });

  test('are limited for each person', async () => {
    const member = await house.member();
    const answers = await Promise.all(
      Array.from({ length: 65 }, () => house.get('/api/auth/second-factor', { cookie: member.cookie })),
    );
    expect(answers.filter(({ statusCode }) => statusCode === 429)).toHaveLength(5);
  });

  test('give no secret away afterwards', async () => {
    const member = await house.member();
    await enrolTotp(member.post, PASSWORD);
    const told = (await house.get('/api/auth/second-factor', { cookie: member.cookie })).json();
    expect(told).toEqual({ totp: expect.any(String), passkeys: [], passkeyHost: 'localhost', changeBy: 'password' });
    const session = await house.get('/api/auth/get-session', { cookie: member.cookie, origin: BASE_URL });
    expect(session.body).not.toMatch(/secret|backup/i);
  });
});
