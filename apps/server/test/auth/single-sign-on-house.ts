import { fileURLToPath } from 'node:url';
import type { IdentityProvider } from '@miji/testing/identity-provider';
import { passProvider, startIdentityProvider } from '@miji/testing/identity-provider';
import type { WorldCompany } from '@miji/testing';
import { afterAll } from 'vitest';
import type { ServedHouse } from '../api/support.ts';
import { BASE_URL, openServedHouse } from '../api/support.ts';

/** What a browser holds while somebody signs in. */
export interface Begun {
  readonly status: number;
  /** where the browser is sent */
  readonly url: string;
  readonly cookie: string;
}

/** Where somebody stands after his provider has sent him back. */
export interface Ended {
  readonly location: string;
  /** the session's cookie, empty where none was opened */
  readonly session: string;
}

/** The whole server with an identity provider beside it. */
export interface SingleSignOnHouse extends ServedHouse {
  readonly provider: IdentityProvider;
  /** a second one, of other people */
  readonly stranger: IdentityProvider;
  /** a member of a company, with an account and the same address at the provider; his name there is his address */
  member(company: WorldCompany): Promise<{ readonly personId: string; readonly email: string }>;
  /** one call of the REST face by the account of a person */
  as(personId: string): Promise<Desk>;
  /** enters and confirms a provider for a company, by two people */
  configure(company: WorldCompany, provider?: IdentityProvider): Promise<void>;
  /** ends all that somebody holds in a company */
  dismiss(company: WorldCompany, personId: string): Promise<void>;
  begin(company: string, next?: string): Promise<Begun>;
  finish(place: URL, cookie: string): Promise<Ended>;
  /** the whole way */
  signOn(company: string, name: string, at?: IdentityProvider): Promise<Ended>;
}

export interface Desk {
  call(method: 'GET' | 'POST' | 'DELETE', path: string, body?: object): Promise<{ status: number; body: unknown }>;
}

const NO_CONSOLE = fileURLToPath(new URL('./nowhere', import.meta.url));

const pairs = (cookies: readonly { name: string; value: string }[]): string =>
  cookies
    .filter(({ value }) => value !== '')
    .map(({ name, value }) => `${name}=${encodeURIComponent(value)}`)
    .join('; ');

/** What a company's administrator enters for a provider. */
export const settingOf = ({ issuer, clientId, clientSecret }: IdentityProvider) => ({
  issuer,
  clientId,
  clientSecret,
  domains: ['bank.example'],
});

export const openSingleSignOnHouse = async (): Promise<SingleSignOnHouse> => {
  const callbacks = ['hyjt', 'hyyh', 'hybx'].map((code) => `${BASE_URL}/api/auth/callback/${code}`);
  const [provider, stranger] = [await startIdentityProvider(callbacks), await startIdentityProvider(callbacks)];
  afterAll(() => Promise.all([provider.close(), stranger.close()]));
  const house = await openServedHouse(NO_CONSOLE);
  const { app, group } = house;

  const desks = new Map<string, Promise<Desk>>();
  const openDesk = async (personId: string): Promise<Desk> => {
    const cookie = await house.signIn(await house.account(personId));
    return {
      call: async (method, path, body) => {
        const headers = { cookie, origin: BASE_URL, 'content-type': 'application/json' };
        const sent = { method, url: `/api/v1${path}`, headers };
        const answer = await app.inject(
          body === undefined ? { ...sent, headers: { cookie, origin: BASE_URL } } : { ...sent, payload: body },
        );
        return { status: answer.statusCode, body: answer.json() };
      },
    };
  };
  const as = (personId: string): Promise<Desk> => {
    const desk = desks.get(personId) ?? openDesk(personId);
    desks.set(personId, desk);
    return desk;
  };

  const begin = async (company: string, next = '/'): Promise<Begun> => {
    const answer = await app.inject({
      method: 'POST',
      url: '/api/auth/single-sign-on',
      headers: { origin: BASE_URL, 'content-type': 'application/json' },
      payload: { company, next },
    });
    const { url = '' }: { url?: string } = answer.json();
    return { status: answer.statusCode, url, cookie: pairs(answer.cookies) };
  };
  const finish = async (place: URL, cookie: string): Promise<Ended> => {
    const answer = await app.inject({ method: 'GET', url: place.pathname + place.search, headers: { cookie } });
    const { location = '' } = answer.headers;
    return { location, session: pairs(answer.cookies.filter(({ name }) => name.endsWith('session_token'))) };
  };

  return {
    ...house,
    provider,
    stranger,
    as,
    begin,
    finish,
    member: async (company) => {
      const personId = await group.hire(company, 'staff');
      const email = await house.account(personId);
      provider.accounts.set(email, { email, emailVerified: true });
      return { personId, email };
    },
    configure: async (company, at = provider) => {
      const administrator = await as(company.people.system_administrator);
      const entered = await administrator.call('POST', '/single-sign-on', settingOf(at));
      if (entered.status !== 200) throw new Error(`entering answered ${JSON.stringify(entered)}`);
      const { configurationId } = entered.body as { configurationId: string };
      const officer = await as(company.people.security_officer);
      const confirmed = await officer.call('POST', `/single-sign-on/${configurationId}/confirmation`, {});
      if (confirmed.status !== 200) throw new Error(`confirming answered ${JSON.stringify(confirmed)}`);
    },
    dismiss: async (company, personId) => {
      const administrator = await as(company.people.system_administrator);
      const held = await administrator.call('GET', `/appointments?company=${company.code}&personId=${personId}`);
      const { entries } = held.body as { entries: readonly { appointmentId: string }[] };
      for (const { appointmentId } of entries)
        await administrator.call('POST', `/appointments/${appointmentId}/end`, { company: company.code });
    },
    signOn: async (company, name, at = provider) => {
      const { url, cookie } = await begin(company);
      return finish(await passProvider(at, url, name), cookie);
    },
  };
};
