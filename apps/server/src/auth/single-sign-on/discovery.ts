import * as z from 'zod';
import type { GuardedFetch } from './guarded-fetch.ts';
import { isOpenUrl } from './guarded-fetch.ts';

/** What an identity provider says of itself, as far as Miji uses it. */
export interface Discovered {
  readonly issuer: string;
  readonly authorizationEndpoint: string;
  readonly tokenEndpoint: URL;
  readonly keys: URL;
  readonly algorithms: string[];
  readonly authentication: 'basic' | 'post';
}

/** Signatures that only the holder of a private key can make. One made with the shared secret proves less, `none` nothing. */
const ALGORITHMS = new Set([
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
]);

const document = z.object({
  issuer: z.string(),
  authorization_endpoint: z.url(),
  token_endpoint: z.url(),
  jwks_uri: z.url(),
  id_token_signing_alg_values_supported: z.array(z.string()),
  token_endpoint_auth_methods_supported: z.array(z.string()).default(['client_secret_basic']),
  code_challenge_methods_supported: z.array(z.string()).optional(),
});

const authenticationOf = (methods: readonly string[]): Discovered['authentication'] | null => {
  if (methods.includes('client_secret_basic')) return 'basic';
  return methods.includes('client_secret_post') ? 'post' : null;
};

/**
 * Asks an identity provider what it is. What the server itself will speak to must stand where the issuer stands: two people have
 * looked at that one address, and at no other.
 *
 * @throws Error where it does not answer, or not as one that Miji can speak with
 */
export const discover = async (issuer: string, fetch: GuardedFetch, production: boolean): Promise<Discovered> => {
  const place = new URL(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`);
  const answer = await fetch(place, { method: 'GET', headers: { accept: 'application/json' } });
  if (!answer.ok) throw new Error('the provider describes itself nowhere');
  const found = document.parse(await answer.json());
  if (found.issuer !== issuer) throw new Error('the provider calls itself by another name');
  const [tokenEndpoint, keys] = [new URL(found.token_endpoint), new URL(found.jwks_uri)];
  if ([tokenEndpoint, keys].some(({ origin }) => origin !== place.origin))
    throw new Error('the provider sends the server elsewhere');
  if (!isOpenUrl(new URL(found.authorization_endpoint), production)) throw new Error('the provider asks in the clear');
  const algorithms = found.id_token_signing_alg_values_supported.filter((name) => ALGORITHMS.has(name));
  if (algorithms.length === 0) throw new Error('the provider signs with nothing that proves who signed');
  if (found.code_challenge_methods_supported?.includes('S256') === false) throw new Error('the provider knows no PKCE');
  const authentication = authenticationOf(found.token_endpoint_auth_methods_supported);
  if (authentication === null) throw new Error('the provider takes no shared secret');
  return {
    issuer,
    authorizationEndpoint: found.authorization_endpoint,
    tokenEndpoint,
    keys,
    algorithms,
    authentication,
  };
};
