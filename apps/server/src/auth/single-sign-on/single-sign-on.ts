import type { IdentityProviders, KeyProvider } from '@miji/services';
import type { Pool } from 'pg';
import { ADDRESS_HEADER } from '../auth-options.ts';
import { errorResponse, finishLimited } from '../gate.ts';
import { attempts } from './attempt.ts';
import type { Attempt } from './attempt.ts';
import type { ConfirmedProvider } from './configurations.ts';
import { createConfigurations, providerIdOf } from './configurations.ts';
import { discover } from './discovery.ts';
import { createGuardedFetch } from './guarded-fetch.ts';
import { identityProvider } from './identity-provider.ts';
import type { NotMatched, Register } from './matching.ts';
import { match } from './matching.ts';

type Provider = ReturnType<typeof identityProvider>;
/** The part of better-auth that stands at the door. */
interface Auth {
  handler(request: Request): Promise<Response>;
}

/** How long what a provider says of itself is believed. */
const DISCOVERED_FOR_MS = 5 * 60 * 1000;

/** What came of somebody whom a provider has sent back. */
export type Returned =
  | { readonly kind: 'signed_in'; readonly response: Response }
  /** the provider did its part, and he is nobody here */
  | { readonly kind: 'not_matched'; readonly companyId: string; readonly reason: NotMatched }
  /** he did not come from the sign-in that he began, or too late; or his provider gave no answer */
  | { readonly kind: 'broken_off' }
  | { readonly kind: 'rate_limited' };

/** Whoever stands at the door: his cookies, and his address for the rate limit. */
export interface Caller {
  readonly headers: Headers;
  readonly address: string | undefined;
}

/** Signing in through the identity provider of one's company. */
export interface SingleSignOn {
  /** what the verbs that set providers up need */
  readonly providers: IdentityProviders;
  /** The ids of the companies whose provider signs people in. */
  open(): Promise<readonly string[]>;
  /**
   * Sends somebody to the provider of a company: `{ url }`, and a cookie that his way back needs. 404 where there is none, 503
   * where it does not answer, 429 after too many.
   *
   * @param next where he goes once he is signed in: a path of the console
   */
  begin(caller: Caller, company: string, next: string): Promise<Response>;
  /** Takes somebody back, with what the provider put into the address. */
  finish(caller: Caller, company: string, said: Readonly<Record<string, string>>): Promise<Returned>;
}

export interface SingleSignOnOptions {
  readonly pool: Pool;
  readonly baseUrl: string;
  readonly keys: KeyProvider;
  readonly register: Register;
  readonly production: boolean;
  /** better-auth with the provider of one company beside passwords */
  readonly createAuth: (provider: Provider) => Auth;
}

/** Signing in through the identity provider of one's company. */
export const createSingleSignOn = (options: SingleSignOnOptions): SingleSignOn => {
  const { pool, baseUrl, keys, register, production } = options;
  const configurations = createConfigurations(pool, keys);
  const fetch = createGuardedFetch({ production });
  const known = new Map<string, { readonly configurationId: string; readonly until: number; readonly auth: Auth }>();

  const callbackOf = (code: string): string => new URL(`/api/auth/callback/${code.toLowerCase()}`, baseUrl).href;

  const authOf = async (provider: ConfirmedProvider, code: string): Promise<Auth> => {
    const { companyId, configurationId, issuer } = provider;
    const found = known.get(companyId);
    if (found?.configurationId === configurationId && found.until > Date.now()) return found.auth;
    const discovered = await discover(issuer, fetch, production);
    const auth = options.createAuth(
      identityProvider({
        provider,
        discovered,
        callback: callbackOf(code),
        fetch,
        match: (said) => match(pool, register, provider, said),
      }),
    );
    known.set(companyId, { configurationId, until: Date.now() + DISCOVERED_FOR_MS, auth });
    return auth;
  };

  /** What is set up now, as the database has it at every step: what was removed signs nobody in any more. */
  const providerOf = async (code: string): Promise<ConfirmedProvider | null> => {
    const company = await register.companyByCode(code.toUpperCase());
    return company === undefined ? null : configurations.confirmed(company.id);
  };

  return {
    providers: {
      callbackOf,
      of: configurations.of,
      set: configurations.set,
      confirm: configurations.confirm,
      remove: configurations.remove,
      answers: (issuer) =>
        discover(issuer, fetch, production).then(
          () => true,
          () => false,
        ),
    },
    open: configurations.open,
    async begin(caller, code, next) {
      const provider = await providerOf(code);
      if (provider === null) return errorResponse(404, 'NOT_FOUND', 'Not found');
      const auth = await authOf(provider, code).catch(() => null);
      if (auth === null) return errorResponse(503, 'PROVIDER_UNREACHABLE', 'The identity provider does not answer');
      const headers = headersOf(caller);
      headers.set('content-type', 'application/json');
      const body = {
        provider: providerIdOf(provider.companyId),
        callbackURL: next,
        errorCallbackURL: '/sign-in',
        disableRedirect: true,
      };
      const url = new URL('/api/auth/sign-in/social', baseUrl);
      return finishLimited(
        await auth.handler(new Request(url, { method: 'POST', headers, body: JSON.stringify(body) })),
      );
    },
    async finish(caller, code, said) {
      const provider = await providerOf(code);
      const auth = provider === null ? null : await authOf(provider, code).catch(() => null);
      if (provider === null || auth === null) return { kind: 'broken_off' };
      const { companyId } = provider;
      const url = new URL(
        `/api/auth/callback/${providerIdOf(companyId)}?${new URLSearchParams(said).toString()}`,
        baseUrl,
      );
      const attempt: Attempt = { notMatched: null };
      const request = new Request(url, { headers: headersOf(caller) });
      const response = await attempts.run(attempt, () => auth.handler(request));
      if (response.status === 429) return { kind: 'rate_limited' };
      if (attempt.notMatched !== null) return { kind: 'not_matched', companyId, reason: attempt.notMatched };
      return opensSession(response) ? { kind: 'signed_in', response } : { kind: 'broken_off' };
    },
  };
};

/** What better-auth learns of whoever calls: nothing that he says himself about his address. */
const headersOf = ({ headers, address }: Caller): Headers => {
  const own = new Headers();
  for (const name of ['cookie', 'origin', 'user-agent', 'sec-fetch-site']) {
    const value = headers.get(name);
    if (value !== null) own.set(name, value);
  }
  if (address !== undefined) own.set(ADDRESS_HEADER, address);
  return own;
};

const opensSession = (response: Response): boolean =>
  response.headers.getSetCookie().some((cookie) => /^[^=]*\.session_token=[^;]/.test(cookie));
