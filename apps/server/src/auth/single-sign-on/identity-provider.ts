import type { OAuth2Tokens, OAuthProvider } from 'better-auth/oauth2';
import {
  authorizationCodeRequest,
  createAuthorizationURL,
  getOAuth2Tokens,
  verifyProviderIdToken,
} from 'better-auth/oauth2';
import { createRemoteJWKSet, customFetch, decodeJwt } from 'jose';
import * as z from 'zod';
import { attempts } from './attempt.ts';
import type { ConfirmedProvider } from './configurations.ts';
import { providerIdOf } from './configurations.ts';
import type { Discovered } from './discovery.ts';
import type { GuardedFetch } from './guarded-fetch.ts';
import { ANSWER_WITHIN_MS } from './guarded-fetch.ts';
import type { Claims, Matched, NotMatched } from './matching.ts';
import { claims, subjectOf } from './matching.ts';

/** A token is made while somebody waits for it. */
const TOKEN_MAX_AGE = '10m';

/** A token for several readers must say that it was made for Miji. */
const isMadeFor =
  (clientId: string) =>
  ({ aud, azp }: Record<string, unknown>): boolean =>
    azp === undefined ? !Array.isArray(aud) || aud.length === 1 : azp === clientId;

/** What a provider of better-auth is made of. */
export interface Making {
  readonly provider: ConfirmedProvider;
  readonly discovered: Discovered;
  /** where people are sent back to */
  readonly callback: string;
  readonly fetch: GuardedFetch;
  readonly match: (said: Claims) => Promise<Matched | NotMatched>;
}

/**
 * The identity provider of a company as better-auth takes one. State, PKCE, nonce, cookies and the check of the token are
 * better-auth's; Miji adds where it may speak to, and whose account is meant.
 */
export const identityProvider = ({ provider, discovered, callback, fetch, match }: Making): OAuthProvider<Claims> => {
  const { clientId, clientSecret } = provider;
  const options = { clientId, clientSecret, redirectURI: callback };
  const keys = createRemoteJWKSet(discovered.keys, {
    timeoutDuration: ANSWER_WITHIN_MS,
    [customFetch]: (url) => fetch(new URL(url), { method: 'GET', headers: { accept: 'application/json' } }),
  });
  const exchange = async (code: string, codeVerifier: string | undefined): Promise<OAuth2Tokens> => {
    if (codeVerifier === undefined) throw new Error('a code without its verifier is nobody’s');
    const { body, headers } = await authorizationCodeRequest({
      code,
      codeVerifier,
      redirectURI: callback,
      options,
      authentication: discovered.authentication,
      tokenEndpoint: discovered.tokenEndpoint.href,
    });
    const sent = new Headers(headers);
    const answer = await fetch(discovered.tokenEndpoint, {
      method: 'POST',
      headers: Object.fromEntries(sent),
      body: body.toString(),
    });
    if (!answer.ok) throw new Error('the provider gave no token');
    const { idToken } = getOAuth2Tokens(z.looseObject({}).parse(await answer.json()));
    // Nothing but the identity is wanted: a token that opens something at the provider is let go of here.
    return idToken === undefined ? {} : { idToken };
  };
  const self: OAuthProvider<Claims> = {
    id: providerIdOf(provider.companyId),
    name: provider.companyId,
    issuer: discovered.issuer,
    requiresIdTokenNonce: true,
    disableSignUp: true,
    disableImplicitSignUp: true,
    options: { disableSignUp: true },
    idToken: {
      jwks: keys,
      issuer: discovered.issuer,
      audience: clientId,
      algorithms: discovered.algorithms,
      maxTokenAge: TOKEN_MAX_AGE,
      verifyClaims: isMadeFor(clientId),
    },
    accountSubject: ({ profile }) => subjectOf(discovered.issuer, profile.sub),
    createAuthorizationURL: ({ state, codeVerifier, idTokenNonce }) =>
      createAuthorizationURL({
        id: providerIdOf(provider.companyId),
        options,
        authorizationEndpoint: discovered.authorizationEndpoint,
        state,
        codeVerifier,
        scopes: ['openid', 'email'],
        // In the token itself, where it is signed, and not behind a further question: better-auth adds the address to this list.
        claims: [],
        redirectURI: callback,
        ...(idTokenNonce === undefined ? {} : { nonce: idTokenNonce }),
      }),
    validateAuthorizationCode: ({ code, codeVerifier }) => exchange(code, codeVerifier),
    getUserInfo: async ({ idToken, expectedIdTokenNonce }) => {
      const refuse = (reason: NotMatched): null => {
        const attempt = attempts.getStore();
        if (attempt !== undefined) attempt.notMatched = reason;
        return null;
      };
      if (idToken === undefined || expectedIdTokenNonce === undefined) return refuse('token_invalid');
      if (!(await verifyProviderIdToken(self, idToken, expectedIdTokenNonce))) return refuse('token_invalid');
      const said = claims.safeParse(decodeJwt(idToken));
      if (!said.success) return refuse('token_invalid');
      const matched = await match(said.data);
      if (typeof matched === 'string') return refuse(matched);
      // The account's own address: better-auth finds it by that, and the provider has nothing to say about it.
      return { user: { email: matched.email, name: matched.name, emailVerified: true }, data: said.data };
    },
  };
  return self;
};
