import { passProvider, startIdentityProvider } from '@miji/testing/identity-provider';
import { afterAll, describe, expect, test } from 'vitest';
import { BASE_URL } from '../api/support.ts';
import { openSingleSignOnHouse, settingOf } from './single-sign-on-house.ts';

const house = await openSingleSignOnHouse();
const { provider, stranger, group } = house;
const { own, sister, headquarters } = group;

const spoilt = await startIdentityProvider([]);
afterAll(() => spoilt.close());

const administrator = await house.as(own.people.system_administrator);
const officer = await house.as(own.people.security_officer);
const ELSEWHERE = 'https://login.hyyh.example';

interface Configuration {
  readonly configurationId: string;
}
const enter = async (desk = administrator, setting: object = settingOf(provider)): Promise<string> =>
  ((await desk.call('POST', '/single-sign-on', { company: 'HYYH', ...setting })).body as Configuration).configurationId;
const confirm = (configurationId: string, desk = officer) =>
  desk.call('POST', `/single-sign-on/${configurationId}/confirmation`, { company: 'HYYH' });
const remove = (desk = administrator) => desk.call('DELETE', '/single-sign-on?company=HYYH');
const companies = async () => (await house.get('/api/auth/single-sign-on', {})).json();
const OPEN = { companies: [{ code: 'HYYH', name: own.name }] };
const refusedAs = (code: string) => expect.objectContaining({ body: expect.objectContaining({ code }) });

describe('whoever controls a provider signs in as its people, so two people let one in (CD-20)', () => {
  test('what an administrator enters opens nothing until a security officer has confirmed it', async () => {
    const { email } = await house.member(own);
    const configurationId = await enter();
    expect(await companies()).toEqual({ companies: [] });
    expect((await house.begin('HYYH')).status).toBe(404);
    expect(await confirm(configurationId)).toEqual({ status: 200, body: { confirmed: true } });
    expect(await companies()).toEqual(OPEN);
    expect((await house.signOn('HYYH', email)).location).toBe('/');
    await remove();
  });

  test('it is entered by the system administrators of the company and of the head office, and by nobody else', async () => {
    for (const other of [own.people.general_manager, own.people.security_officer, sister.people.system_administrator]) {
      const answer = (await house.as(other)).call('POST', '/single-sign-on', {
        company: 'HYYH',
        ...settingOf(provider),
      });
      expect(await answer).toEqual(refusedAs('NOT_ENTITLED'));
    }
    expect(await enter(await house.as(headquarters.people.system_administrator))).toMatch(/^[\w-]{36}$/);
    await remove();
  });

  test('it is confirmed by the security officers of the company and of the head office, and by nobody else', async () => {
    const configurationId = await enter();
    for (const other of [own.people.system_administrator, own.people.staff, sister.people.security_officer])
      expect(await confirm(configurationId, await house.as(other))).toEqual(refusedAs('NOT_ENTITLED'));
    expect((await confirm(configurationId, await house.as(headquarters.people.security_officer))).status).toBe(200);
    await remove();
  });

  test('whoever holds both offices does not confirm what he has entered himself, nor would the database let him', async () => {
    const both = await group.hire(own, 'system_administrator');
    await group.promote(own, both, 'security_officer');
    const desk = await house.as(both);
    const configurationId = await enter(desk);
    expect(await confirm(configurationId, desk)).toEqual(refusedAs('SEPARATION_OF_DUTIES'));
    const input = { companyId: own.id, configurationId, confirmedBy: both };
    expect(await house.accounts.identityProviders.confirm(input)).toBe(false);
    const force = `update auth.single_sign_on set confirmed_at = now(), confirmed_by = set_by where configuration_id = $1`;
    await expect(house.behind(force, [configurationId])).rejects.toMatchObject({ code: '23514' });
    await remove();
  });

  test('what was entered after somebody looked is not what he confirms', async () => {
    const [seen, next] = [await enter(), await enter()];
    expect(await confirm(seen)).toEqual(refusedAs('NOT_FOUND'));
    const look = `select outcome from miji.audit_event where details->>'step' = 'confirmed' and details->>'configurationId' = any ($1)`;
    expect(await house.behind(look, [[seen, next]])).toEqual([{ outcome: 'refused' }]);
    await remove();
  });

  test('what is there works on until the next is confirmed, and is gone then', async () => {
    const { email } = await house.member(own);
    await house.configure(own);
    const next = await enter(administrator, settingOf(stranger));
    expect((await house.signOn('HYYH', email)).location).toBe('/');
    await confirm(next);
    expect(new URL((await house.begin('HYYH')).url).origin).toBe(stranger.issuer);
    await remove();
  });

  test('every step is traced with who could sign people in, and never with the secret', async () => {
    const look = `select action, outcome, code, details from miji.audit_event where company_id = $1 and action like 'single%' order by position`;
    const before = (await house.behind(look, [own.id])).length;
    await house.configure(own);
    await confirm(await enter(administrator), administrator);
    await remove();
    const events = (await house.behind(look, [own.id])).slice(before);
    expect(events).toMatchObject([
      {
        outcome: 'done',
        details: { step: 'entered', issuer: provider.issuer, clientId: 'miji', domains: 'bank.example' },
      },
      { outcome: 'done', details: { step: 'confirmed', issuer: provider.issuer } },
      { outcome: 'done', details: { step: 'entered' } },
      { outcome: 'refused', code: 'NOT_ENTITLED' },
      { outcome: 'done', details: { step: 'removed' } },
    ]);
    expect(JSON.stringify(events)).not.toContain(provider.clientSecret);
  });
});

describe('the secret', () => {
  test('is never given out, and stands in the database only sealed', async () => {
    await house.configure(own);
    const shown = await officer.call('GET', '/single-sign-on');
    expect(shown.body).toMatchObject({
      callback: `${BASE_URL}/api/auth/callback/hyyh`,
      confirmed: { issuer: provider.issuer, setById: own.people.system_administrator },
      waiting: null,
    });
    expect(JSON.stringify(shown)).not.toMatch(/secret/i);
    const look = `select s::text as stored, sealed_secret from auth.single_sign_on s where removed_at is null`;
    const rows = await house.behind(look, []);
    expect(rows).toHaveLength(1);
    const hex = Buffer.from(provider.clientSecret).toString('hex');
    expect(JSON.stringify(rows)).not.toContain(provider.clientSecret);
    expect(String(rows[0]?.['stored'])).not.toContain(hex);
    await remove();
  });

  test('of one company does not open in the place of another’s', async () => {
    await house.configure(own);
    await house.configure(sister, stranger);
    const swap = `update auth.single_sign_on a set sealed_secret = b.sealed_secret from auth.single_sign_on b
                   where a.company_id = $1 and b.company_id = $2 and a.removed_at is null and b.removed_at is null`;
    await house.behind(swap, [own.id, sister.id]);
    expect((await house.begin('HYYH')).status).toBe(503);
    await remove();
    await (await house.as(sister.people.system_administrator)).call('DELETE', '/single-sign-on');
  });

  test('is gone with what was removed', async () => {
    await house.configure(own);
    await remove();
    expect(await house.behind('select 1 from auth.single_sign_on where sealed_secret is not null', [])).toEqual([]);
  });
});

describe('removing', () => {
  test('ends single sign-on and its sessions at once, even for whoever is on his way', async () => {
    const [inside, underway] = [await house.member(own), await house.member(own)];
    await house.configure(own);
    const { session } = await house.signOn('HYYH', inside.email);
    const { url, cookie } = await house.begin('HYYH');
    const place = await passProvider(provider, url, underway.email);
    expect((await remove(officer)).status).toBe(200);
    expect((await house.get('/api/v1/session', { cookie: session })).statusCode).toBe(401);
    expect(await house.finish(place, cookie)).toEqual({ location: '/sign-in?failed=BROKEN_OFF', session: '' });
    expect(await companies()).toEqual({ companies: [] });
    expect(await remove()).toEqual(refusedAs('NOT_FOUND'));
  });

  test('forgets the known subjects, and so does another provider: the same text may be another person there', async () => {
    const { email, personId } = await house.member(own);
    const known = async () =>
      house.behind(
        `select 1 from auth.account a join auth."user" u on u.id = a.user_id where u.person_id = $1 and provider_id <> 'credential'`,
        [personId],
      );
    await house.configure(own);
    await house.signOn('HYYH', email);
    await house.configure(own);
    expect(await known(), 'the same provider, with a new secret').toHaveLength(1);
    await house.configure(own, stranger);
    expect(await known(), 'another provider').toHaveLength(0);
    await house.configure(own);
    await house.signOn('HYYH', email);
    await remove();
    expect(await known(), 'removed').toHaveLength(0);
  });
});

describe('an issuer is spoken to only', () => {
  test.each([
    ['under https, or on this machine', 'http://login.hyyh.example'],
    ['without a name and password in its address', 'https://me:pass@login.hyyh.example'],
    ['without a query', `${ELSEWHERE}?realm=staff`],
    ['as an address', 'login.hyyh.example'],
    ['where a provider answers', 'http://127.0.0.1:9'],
    ['where no cloud keeps its keys', 'https://169.254.169.254'],
  ])('%s', async (_rule, issuer) => {
    const setting = { company: 'HYYH', ...settingOf(provider), issuer };
    expect(await administrator.call('POST', '/single-sign-on', setting)).toEqual(refusedAs('VALIDATION'));
  });

  test('by the name that it gives itself', async () => {
    const issuer = provider.issuer.replace('127.0.0.1', 'localhost');
    const setting = { company: 'HYYH', ...settingOf(provider), issuer };
    expect(await administrator.call('POST', '/single-sign-on', setting)).toEqual(refusedAs('VALIDATION'));
    expect(provider.reached()).toContain('GET /.well-known/openid-configuration');
  });

  test.each([
    ['sends the server elsewhere for keys', { jwks_uri: `${ELSEWHERE}/keys` }],
    ['sends the server elsewhere for tokens', { token_endpoint: `${ELSEWHERE}/token` }],
    ['asks its people in the clear', { authorization_endpoint: 'http://login.hyyh.example/auth' }],
    ['signs with nothing but the shared secret', { id_token_signing_alg_values_supported: ['HS256', 'none'] }],
    ['knows no PKCE', { code_challenge_methods_supported: ['plain'] }],
    ['takes no shared secret', { token_endpoint_auth_methods_supported: ['private_key_jwt'] }],
  ])('where it does not say that it %s', async (_rule, lie) => {
    const setting = { company: 'HYYH', ...settingOf(spoilt) };
    spoilt.describe(lie);
    expect(await administrator.call('POST', '/single-sign-on', setting)).toEqual(refusedAs('VALIDATION'));
    spoilt.describe({});
    expect((await administrator.call('POST', '/single-sign-on', setting)).status).toBe(200);
  });

  test('and a provider that does not answer any more says so, and nothing else', async () => {
    const gone = await startIdentityProvider([]);
    const configurationId = await enter(administrator, settingOf(gone));
    await confirm(configurationId);
    await gone.close();
    expect((await house.begin('HYYH')).status).toBe(503);
    await remove();
  });
});
