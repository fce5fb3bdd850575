import { Temporal } from '@miji/core';
import { describe, expect, test } from 'vitest';
import type { Member } from './second-factor-house.ts';
import { openSecondFactorHouse, PASSKEY_ORIGIN, PASSWORD } from './second-factor-house.ts';
import type { SoftPasskey, Twist } from './soft-passkey.ts';
import { softPasskey } from './soft-passkey.ts';

const house = await openSecondFactorHouse();
const REQUEST = 'HYYH-SQ-2026-000007';
const OTHER = 'HYYH-SQ-2026-000008';
const at = Temporal.Instant.from('2026-11-02T02:00:00Z');

/** Offers a passkey and sends back what the device makes of it, cookie and all. */
const offer = async (member: Member, passkey: SoftPasskey, twist: Twist = {}) => {
  const begun = await member.call('/second-factor/passkeys/begin', { password: PASSWORD });
  if (begun.statusCode !== 200) return begun;
  const cookie = begun.cookies.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`).join('; ');
  const response = passkey.create(begun.json().challenge, twist);
  return house
    .inSession(member, `${member.cookie}; ${cookie}`)
    .call('/second-factor/passkeys/finish', { response, name: '办公电脑' });
};

/** A member with one passkey. */
const holder = async (): Promise<{ member: Member; passkey: SoftPasskey }> => {
  const [member, passkey] = [await house.member(), softPasskey('localhost', PASSKEY_ORIGIN)];
  const answer = await offer(member, passkey);
  expect([answer.statusCode, answer.body]).toEqual([200, '{}']);
  return { member, passkey };
};

const ask = async (member: Member, subject = REQUEST): Promise<string> =>
  (await member.call('/second-factor/acts/passkey/begin', { subject })).json().challenge;
const answer = (member: Member, response: object, subject = REQUEST) =>
  member.call('/second-factor/acts/passkey', { subject, response });
const take = (personId: string, subject = REQUEST) => house.accounts.takeSecondFactorProof({ personId, subject, at });

/** What came of an answer that should confirm nothing. */
const tried = async (member: Member, response: object, subject = REQUEST): Promise<readonly unknown[]> => {
  const refused = await answer(member, response, subject);
  return [refused.statusCode, refused.json().code, await take(member.personId), await take(member.personId, OTHER)];
};
const NOTHING = [403, 'SECOND_FACTOR_WRONG', null, null];

describe('a passkey', { timeout: 60_000 }, () => {
  test('confirms an act, and leaves a proof that is taken once', async () => {
    const { member, passkey } = await holder();
    const confirmed = await answer(member, passkey.get(await ask(member)));
    expect([confirmed.statusCode, confirmed.json()]).toEqual([200, { kind: 'passkey' }]);
    expect(await take(member.personId)).toBe('passkey');
    expect(await take(member.personId)).toBeNull();
  });

  test('is asked to verify the person, for this host, with his own keys alone', async () => {
    const { member, passkey } = await holder();
    const asked = (await member.call('/second-factor/acts/passkey/begin', { subject: REQUEST })).json();
    expect(asked).toMatchObject({
      rpId: 'localhost',
      userVerification: 'required',
      allowCredentials: [{ id: passkey.id, transports: ['internal'] }],
    });
  });

  test.each<[string, Twist]>([
    ['by a device that did not verify who holds it', { unverified: true }],
    ['on a page of another site', { origin: 'https://evil.example' }],
    ['to another question', { challenge: Buffer.alloc(32, 7).toString('base64url') }],
  ])('that answers %s confirms nothing', async (_, twist) => {
    const { member, passkey } = await holder();
    expect(await tried(member, passkey.get(await ask(member), twist))).toEqual(NOTHING);
  });

  test('whose answer is sent twice confirms once', async () => {
    const { member, passkey } = await holder();
    const response = passkey.get(await ask(member));
    expect((await answer(member, response)).statusCode).toBe(200);
    expect(await take(member.personId)).toBe('passkey');
    expect(await tried(member, response)).toEqual(NOTHING);
  });

  test('asked about one request confirms no other', async () => {
    const { member, passkey } = await holder();
    expect(await tried(member, passkey.get(await ask(member)), OTHER)).toEqual(NOTHING);
    await ask(member, OTHER);
    expect(await tried(member, passkey.get(await ask(member)), OTHER)).toEqual(NOTHING);
  });

  test('asked in one session answers in no other, not even of the same person', async () => {
    const { member, passkey } = await holder();
    const elsewhere = house.inSession(member, (await house.password(member.email)).cookie);
    expect(await tried(elsewhere, passkey.get(await ask(member)))).toEqual(NOTHING);
  });

  test('of somebody else is none', async () => {
    const [one, other] = [await holder(), await holder()];
    expect(await tried(one.member, other.passkey.get(await ask(one.member)))).toEqual(NOTHING);
  });

  test('whose counter went back is a copied one', async () => {
    const { member, passkey } = await holder();
    expect((await answer(member, passkey.get(await ask(member), { counter: 5 }))).statusCode).toBe(200);
    await take(member.personId);
    expect(await tried(member, passkey.get(await ask(member), { counter: 5 }))).toEqual(NOTHING);
  });

  test('that answers too late confirms nothing', async () => {
    const { member, passkey } = await holder();
    const challenge = await ask(member);
    await house.behind(
      `update auth.second_factor_challenge c set expires_at = now() - interval '1 second'
         from auth.session s join auth."user" u on u.id = s.user_id where s.id = c.session_id and u.person_id = $1`,
      [member.personId],
    );
    expect(await tried(member, passkey.get(challenge))).toEqual(NOTHING);
  });

  test('opens no session', async () => {
    const { member, passkey } = await holder();
    const answered = await answer(member, passkey.get(await ask(member)));
    expect(answered.cookies).toEqual([]);
    for (const path of ['/passkey/verify-authentication', '/passkey/generate-authenticate-options'])
      expect((await house.post(`/api/auth${path}`, '', {})).statusCode).toBe(404);
  });
});

describe('a new passkey', { timeout: 60_000 }, () => {
  test('of a device that did not verify the person is not taken', async () => {
    const member = await house.member();
    const refused = await offer(member, softPasskey('localhost', PASSKEY_ORIGIN), { unverified: true });
    expect(refused.json().code).toBe('SECOND_FACTOR_WRONG');
    expect((await house.get('/api/auth/second-factor', { cookie: member.cookie })).json().passkeys).toEqual([]);
  });

  test('beside an older one has to be confirmed by that one: the password alone is not worth as much', async () => {
    const { member, passkey } = await holder();
    const another = softPasskey('localhost', PASSKEY_ORIGIN);
    expect((await offer(member, another)).json().code).toBe('SECOND_FACTOR_REQUIRED');
    await answer(member, passkey.get(await ask(member, 'account')), 'account');
    expect((await offer(member, another)).statusCode).toBe(200);
    expect((await offer(member, softPasskey('localhost', PASSKEY_ORIGIN))).json().code).toBe('SECOND_FACTOR_REQUIRED');
  });

  test('is told of by name, and can be renamed by its holder alone', async () => {
    const [{ member }, { member: other }] = [await holder(), await holder()];
    const list = async () => (await house.get('/api/auth/second-factor', { cookie: member.cookie })).json().passkeys;
    const [{ id, name }] = await list();
    expect(name).toBe('办公电脑');
    expect((await other.call('/second-factor/passkeys/rename', { id, name: '他人' })).json().code).toBe('NOT_FOUND');
    expect((await member.call('/second-factor/passkeys/rename', { id, name: '手机' })).statusCode).toBe(200);
    expect(await list()).toMatchObject([{ id, name: '手机', usedAt: null }]);
  });

  test('is removed with password and confirmation, which ends what was proved by it', async () => {
    const { member, passkey } = await holder();
    const [{ id }] = (await house.get('/api/auth/second-factor', { cookie: member.cookie })).json().passkeys;
    const remove = (body: object) => member.call('/second-factor/passkeys/remove', { id, ...body });
    expect((await remove({})).json().code).toBe('PASSWORD_WRONG');
    expect((await remove({ password: PASSWORD })).json().code).toBe('SECOND_FACTOR_REQUIRED');
    await answer(member, passkey.get(await ask(member)));
    await answer(member, passkey.get(await ask(member, 'account')), 'account');
    expect((await remove({ password: PASSWORD })).statusCode).toBe(200);
    expect(await take(member.personId)).toBeNull();
    expect((await member.call('/second-factor/acts/passkey/begin', { subject: REQUEST })).json().code).toBe(
      'SECOND_FACTOR_REQUIRED',
    );
    expect((await house.tracedOf(member.personId)).map(({ action }) => action)).toEqual([
      'second_factor.enrolled',
      'second_factor.refused',
      'second_factor.removed',
    ]);
  });
});
