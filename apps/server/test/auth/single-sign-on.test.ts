import { passProvider } from '@miji/testing/identity-provider';
import { afterEach, describe, expect, test } from 'vitest';
import { BASE_URL } from '../api/support.ts';
import { openSingleSignOnHouse } from './single-sign-on-house.ts';

const house = await openSingleSignOnHouse();
const { provider, stranger, group } = house;
const { headquarters, own, sister } = group;
await house.configure(own);
await house.configure(sister, stranger);

afterEach(() => {
  provider.forge(null);
  stranger.forge(null);
});

const NOT_MATCHED = { location: '/sign-in?failed=ACCOUNT_NOT_MATCHED', session: '' };
const BROKEN_OFF = { location: '/sign-in?failed=BROKEN_OFF', session: '' };
const isIn = async (session: string): Promise<boolean> =>
  (await house.get('/api/v1/session', { cookie: session })).statusCode === 200;

/** What the trace of a company gained meanwhile. */
const tracedIn = async (companyId: string, during: () => Promise<unknown>) => {
  const look = `select action, outcome, code, details, actor_id from miji.audit_event where company_id = $1 order by position`;
  const before = (await house.behind(look, [companyId])).length;
  await during();
  return (await house.behind(look, [companyId])).slice(before);
};

describe('single sign-on (SG-09)', () => {
  test('signs in whoever works for the company, under the address that its provider has verified', async () => {
    const { email, personId } = await house.member(own);
    const { location, session } = await house.signOn('HYYH', email);
    expect(location).toBe('/');
    const answer = await house.get('/api/v1/session', { cookie: session });
    expect(answer.json()).toMatchObject({ person: { id: personId } });
  });

  test('asks the provider with state, nonce and PKCE, for nothing but who it is', async () => {
    const { url, cookie } = await house.begin('HYYH');
    const asked = new URL(url).searchParams;
    expect(Object.fromEntries(asked)).toMatchObject({
      response_type: 'code',
      code_challenge_method: 'S256',
      scope: 'openid email',
      redirect_uri: `${BASE_URL}/api/auth/callback/hyyh`,
    });
    for (const name of ['state', 'nonce', 'code_challenge']) expect(asked.get(name)).toMatch(/^[\w-]{32,}$/);
    expect(cookie).toMatch(/^miji\.state-sso-[\w-]+=/);
  });

  test('leads to where one wanted to go, and to no other site', async () => {
    const { email } = await house.member(own);
    const { url, cookie } = await house.begin('HYYH', '/requests?box=mine');
    expect((await house.finish(await passProvider(provider, url, email), cookie)).location).toBe('/requests?box=mine');
    for (const next of ['https://evil.example', '//evil.example', '/\\evil.example'])
      expect((await house.begin('HYYH', next)).status, next).toBe(400);
  });

  test('is traced as a sign-in that a provider vouched for', async () => {
    const { email, personId } = await house.member(own);
    const events = await tracedIn(own.id, () => house.signOn('HYYH', email));
    expect(events).toMatchObject([
      { action: 'session.signed_in', outcome: 'done', actor_id: personId, details: { by: 'single_sign_on' } },
    ]);
  });

  test('keeps nothing that the provider sent but the subject', async () => {
    const { email, personId } = await house.member(own);
    await house.signOn('HYYH', email);
    await house.signOn('HYYH', email);
    const rows = await house.behind(
      `select a.account_id, a.access_token, a.refresh_token, a.id_token, a.scope, a.password
         from auth.account a join auth."user" u on u.id = a.user_id
        where u.person_id = $1 and a.provider_id <> 'credential'`,
      [personId],
    );
    expect(rows).toEqual([
      {
        account_id: `${provider.issuer} ${email}`,
        access_token: null,
        refresh_token: null,
        id_token: null,
        scope: null,
        password: null,
      },
    ]);
  });
});

describe('nobody registers himself', () => {
  test.each([
    ['an address that belongs to nobody', 'nobody@bank.example', true],
    ['an address outside the domains of the company', 'guest@elsewhere.example', true],
  ])('%s is refused, and no account comes of it', async (_what, email, emailVerified) => {
    provider.accounts.set(email, { email, emailVerified });
    const count = () => house.behind('select count(*)::int as n from auth."user"', []);
    const before = await count();
    const events = await tracedIn(own.id, async () => expect(await house.signOn('HYYH', email)).toEqual(NOT_MATCHED));
    expect(await count()).toEqual(before);
    expect(events).toMatchObject([{ action: 'session.refused', outcome: 'refused', code: 'ACCOUNT_NOT_MATCHED' }]);
    expect(JSON.stringify(events)).not.toContain(email);
  });

  test('a known address outside the domains of the company is refused', async () => {
    const personId = await group.hire(own, 'staff');
    const email = `p-${personId}@elsewhere.example`;
    await house.accounts.createAccount({ personId, name: '王平', email, password: 'correct horse battery' });
    provider.accounts.set(email, { email, emailVerified: true });
    const events = await tracedIn(own.id, async () => expect(await house.signOn('HYYH', email)).toEqual(NOT_MATCHED));
    expect(events).toMatchObject([{ details: { reason: 'email_of_another_domain' } }]);
  });

  test('an address that the provider has not verified is refused', async () => {
    const { email } = await house.member(own);
    provider.accounts.set(email, { email, emailVerified: false });
    const events = await tracedIn(own.id, async () => expect(await house.signOn('HYYH', email)).toEqual(NOT_MATCHED));
    expect(events).toMatchObject([{ details: { reason: 'email_not_verified' } }]);
  });

  test('the text “true” is not a verified address', async () => {
    const { email } = await house.member(own);
    provider.forge({ claims: { email_verified: 'true' } });
    expect(await house.signOn('HYYH', email)).toEqual(NOT_MATCHED);
  });
});

describe('the register has the last word', () => {
  test('the provider of one company signs in nobody who works only for another', async () => {
    const { email } = await house.member(sister);
    const events = await tracedIn(own.id, async () => expect(await house.signOn('HYYH', email)).toEqual(NOT_MATCHED));
    expect(events).toMatchObject([{ details: { reason: 'not_employed' } }]);
    stranger.accounts.set(email, { email, emailVerified: true });
    expect((await house.signOn('HYBX', email, stranger)).location).toBe('/');
  });

  test('whoever decides or controls elsewhere is not vouched for by a company that has given him a post beside it', async () => {
    const executive = await group.hire(headquarters, 'deputy_general_manager');
    const email = await house.account(executive);
    provider.accounts.set(email, { email, emailVerified: true });
    await group.promote(own, executive, 'staff');
    const events = await tracedIn(own.id, async () => expect(await house.signOn('HYYH', email)).toEqual(NOT_MATCHED));
    expect(events).toMatchObject([{ details: { reason: 'not_employed' } }]);
    const colleague = await house.member(own);
    await group.promote(sister, colleague.personId, 'staff');
    expect((await house.signOn('HYYH', colleague.email)).location).toBe('/');
  });

  test('whoever’s employment has ended is refused, by his address and by his known subject', async () => {
    const [known, unknown] = [await house.member(own), await house.member(own)];
    expect(await isIn((await house.signOn('HYYH', known.email)).session)).toBe(true);
    await house.dismiss(own, known.personId);
    await house.dismiss(own, unknown.personId);
    expect(await house.signOn('HYYH', known.email)).toEqual(NOT_MATCHED);
    expect(await house.signOn('HYYH', unknown.email)).toEqual(NOT_MATCHED);
  });

  test('a closed account is refused, by its address and by its known subject', async () => {
    const [known, unknown] = [await house.member(own), await house.member(own)];
    await house.signOn('HYYH', known.email);
    await house.accounts.setDisabled(known.personId, true);
    await house.accounts.setDisabled(unknown.personId, true);
    const events = await tracedIn(own.id, async () => {
      expect(await house.signOn('HYYH', known.email)).toEqual(NOT_MATCHED);
      expect(await house.signOn('HYYH', unknown.email)).toEqual(NOT_MATCHED);
    });
    expect(events.map(({ details }) => details)).toEqual([
      { reason: 'account_disabled' },
      { reason: 'account_disabled' },
    ]);
  });
});

describe('the first match holds', () => {
  test('a second subject with the same address is refused', async () => {
    const { email } = await house.member(own);
    await house.signOn('HYYH', email);
    provider.accounts.set('somebody-else', { email, emailVerified: true });
    const events = await tracedIn(own.id, async () =>
      expect(await house.signOn('HYYH', 'somebody-else')).toEqual(NOT_MATCHED),
    );
    expect(events).toMatchObject([{ details: { reason: 'subject_of_another' } }]);
    expect((await house.signOn('HYYH', email)).location).toBe('/');
  });

  test('of two subjects that come at once with the same address, one is let in', async () => {
    const { email, personId } = await house.member(own);
    provider.accounts.set('twin', { email, emailVerified: true });
    const [one, twin] = [await house.begin('HYYH'), await house.begin('HYYH')];
    const places = [
      await passProvider(provider, one.url, email),
      await passProvider(provider, twin.url, 'twin'),
    ] as const;
    const ended = await Promise.all([house.finish(places[0], one.cookie), house.finish(places[1], twin.cookie)]);
    expect(ended.filter(({ session }) => session !== '')).toHaveLength(1);
    // However close they come, the database holds one subject of a provider for an account.
    const second = `insert into auth.account (user_id, provider_id, account_id, updated_at)
      select u.id, a.provider_id, 'a second subject', now() from auth."user" u join auth.account a on a.user_id = u.id
       where u.person_id = $1 and a.provider_id <> 'credential'`;
    await expect(house.behind(second, [personId])).rejects.toMatchObject({
      code: '23505',
      constraint: 'account_user_id_provider_id_key',
    });
  });

  test('a known subject stays who he is when the provider changes his address, even to somebody else’s', async () => {
    const [one, other] = [await house.member(own), await house.member(own)];
    await house.signOn('HYYH', one.email);
    provider.accounts.set(one.email, { email: other.email, emailVerified: true });
    const { session } = await house.signOn('HYYH', one.email);
    const answer = await house.get('/api/v1/session', { cookie: session });
    expect(answer.json()).toMatchObject({ person: { id: one.personId } });
    provider.accounts.set(one.email, { email: 'new-name@elsewhere.example', emailVerified: false });
    expect((await house.signOn('HYYH', one.email)).location).toBe('/');
  });

  test('a known subject cannot come back under the address of somebody who still works there', async () => {
    const [gone, colleague] = [await house.member(own), await house.member(own)];
    await house.signOn('HYYH', gone.email);
    await house.dismiss(own, gone.personId);
    provider.accounts.set(gone.email, { email: colleague.email, emailVerified: true });
    expect(await house.signOn('HYYH', gone.email)).toEqual(NOT_MATCHED);
  });
});

describe('a token is believed only', () => {
  const now = () => Math.floor(Date.now() / 1000);
  test.each([
    ['where it was made for Miji', () => ({ claims: { aud: 'another-client' } })],
    ['where it was made for Miji among others', () => ({ claims: { aud: ['miji', 'another-client'] } })],
    ['where the company’s own provider made it', () => ({ claims: { iss: stranger.issuer } })],
    ['as long as it is valid', () => ({ claims: { exp: now() - 120, iat: now() - 300 } })],
    ['while it is fresh', () => ({ claims: { iat: now() - 3_600 } })],
    ['as an answer to this very question', () => ({ claims: { nonce: 'of-another-question' } })],
    ['with the question that it answers', () => ({ claims: { nonce: undefined } })],
    ['under the provider’s own key', () => ({ key: 'foreign' }) as const],
    ['with a signature', () => ({ algorithm: 'none' }) as const],
    ['about somebody', () => ({ claims: { sub: undefined } })],
  ])('%s', async (_rule, forgery) => {
    const { email } = await house.member(own);
    provider.forge(forgery());
    const events = await tracedIn(own.id, async () => expect(await house.signOn('HYYH', email)).toEqual(NOT_MATCHED));
    expect(events).toMatchObject([{ action: 'session.refused', details: { reason: 'token_invalid' } }]);
    provider.forge(null);
    expect((await house.signOn('HYYH', email)).location).toBe('/');
  });
});

describe('the way back belongs to the way there', () => {
  test('without the cookie of its beginning nobody is let in, and the provider is not even asked', async () => {
    const { email } = await house.member(own);
    const { url } = await house.begin('HYYH');
    const place = await passProvider(provider, url, email);
    provider.reached();
    expect(await house.finish(place, '')).toEqual(BROKEN_OFF);
    expect(provider.reached()).not.toContain('POST /token');
  });

  test('with the cookie of another beginning neither', async () => {
    const { email } = await house.member(own);
    const [first, second] = [await house.begin('HYYH'), await house.begin('HYYH')];
    expect(await house.finish(await passProvider(provider, first.url, email), second.cookie)).toEqual(BROKEN_OFF);
  });

  test('it is gone once', async () => {
    const { email } = await house.member(own);
    const { url, cookie } = await house.begin('HYYH');
    const place = await passProvider(provider, url, email);
    expect((await house.finish(place, cookie)).location).toBe('/');
    expect(await house.finish(place, cookie)).toEqual(BROKEN_OFF);
  });

  test('what began with one company’s provider does not end with another’s', async () => {
    const { email } = await house.member(own);
    const { url, cookie } = await house.begin('HYYH');
    const place = await passProvider(provider, url, email);
    place.pathname = '/api/auth/callback/hybx';
    expect(await house.finish(place, cookie)).toEqual(BROKEN_OFF);
  });

  test('whoever gives up at his provider is told so, and a stranger’s noise leaves no trace', async () => {
    const events = await tracedIn(own.id, async () => {
      const { url, cookie } = await house.begin('HYYH');
      const place = new URL(`${BASE_URL}/api/auth/callback/hyyh?error=access_denied`);
      place.searchParams.set('state', new URL(url).searchParams.get('state') ?? '');
      expect(await house.finish(place, cookie)).toEqual(BROKEN_OFF);
      for (const noise of ['', '?state=x&code=y', '?error=<script>', `?code=${'x'.repeat(5_000)}`])
        expect(await house.finish(new URL(`${BASE_URL}/api/auth/callback/hyyh${noise}`), '')).toEqual(BROKEN_OFF);
    });
    expect(events).toEqual([]);
  });

  test('only the console begins a sign-in', async () => {
    const answer = await house.app.inject({
      method: 'POST',
      url: '/api/auth/single-sign-on',
      headers: { origin: 'https://evil.example', 'content-type': 'application/json' },
      payload: { company: 'HYYH' },
    });
    expect(answer.statusCode).toBe(403);
  });
});
