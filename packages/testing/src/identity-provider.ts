import type { KeyObject } from 'node:crypto';
import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';

/** Somebody whom the provider knows, by the name that he types at its door. */
export interface ProviderAccount {
  readonly email: string;
  readonly emailVerified: boolean;
}

/** What a provider gone wrong puts into its tokens; signed like its others unless another key is said to sign. */
export interface Forgery {
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly key?: 'own' | 'foreign';
  readonly algorithm?: 'RS256' | 'none';
}

/** An identity provider that speaks OpenID Connect, on a port of this machine. */
export interface IdentityProvider {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** who can sign in there, by subject; may change at any time */
  readonly accounts: Map<string, ProviderAccount>;
  /** Makes it forge every token from now on; null makes it honest again. */
  forge(forgery: Forgery | null): void;
  /** Makes it say something else of itself; nothing makes it honest again. */
  describe(lie: Readonly<Record<string, unknown>>): void;
  /** The requests that reached it, `POST /token`, since it was last asked. */
  reached(): readonly string[];
  close(): Promise<void>;
}

const CLIENT_ID = 'miji';

const keyPair = () => generateKeyPairSync('rsa', { modulusLength: 2_048 });

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

const tokenOf = (header: object, payload: object, key: KeyObject | null): string => {
  const text = `${part(header)}.${part(payload)}`;
  return `${text}.${key === null ? '' : sign('sha256', Buffer.from(text), key).toString('base64url')}`;
};

const decoded = (text: string | undefined): object => {
  const value: unknown = JSON.parse(Buffer.from(text ?? '', 'base64url').toString('utf8'));
  return typeof value === 'object' && value !== null ? value : {};
};

/** A token like the given one, but for what the forgery says. */
const forged = (token: string, { claims = {}, key, algorithm = 'RS256' }: Forgery, own: KeyObject): string => {
  const [header, payload] = token.split('.');
  const signer = key === 'foreign' ? keyPair().privateKey : own;
  return tokenOf(
    { ...decoded(header), alg: algorithm },
    { ...decoded(payload), ...claims },
    algorithm === 'none' ? null : signer,
  );
};

/**
 * Starts an identity provider whose accounts sign in with their name and any password.
 *
 * @param redirectUris where it sends people back to
 */
export const startIdentityProvider = async (redirectUris: readonly string[]): Promise<IdentityProvider> => {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const issuer = `http://127.0.0.1:${port}`;

  const { privateKey } = keyPair();
  const accounts = new Map<string, ProviderAccount>();
  const clientSecret = randomBytes(24).toString('base64url');
  const reached: string[] = [];
  let forgery: Forgery | null = null;
  let lie: Readonly<Record<string, unknown>> = {};

  const provider = new Provider(issuer, {
    clients: [{ client_id: CLIENT_ID, client_secret: clientSecret, redirect_uris: [...redirectUris] }],
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), kid: 'first', use: 'sig', alg: 'RS256' }] },
    cookies: { keys: [randomBytes(24).toString('hex')] },
    claims: { openid: ['sub'], email: ['email', 'email_verified'] },
    features: { claimsParameter: { enabled: true }, devInteractions: { enabled: true } },
    pkce: { required: () => true },
    findAccount: (_ctx, sub) => {
      const account = accounts.get(sub);
      if (account === undefined) return undefined;
      const { email, emailVerified } = account;
      return { accountId: sub, claims: () => ({ sub, email, email_verified: emailVerified }) };
    },
    // Its people are not asked whether Miji may know their address.
    loadExistingGrant: async (ctx) => {
      const { session, client } = ctx.oidc;
      const grant = new ctx.oidc.provider.Grant({ clientId: client?.clientId, accountId: session?.accountId });
      grant.addOIDCScope('openid email');
      grant.addOIDCClaims(['email', 'email_verified']);
      await grant.save();
      return grant;
    },
  });
  provider.use(async (ctx, next) => {
    reached.push(`${ctx.method} ${ctx.path}`);
    await next();
    const body: unknown = ctx.body;
    if (typeof body !== 'object' || body === null) return;
    if (ctx.path.startsWith('/.well-known/')) ctx.body = { ...body, ...lie };
    if (forgery !== null && ctx.path === '/token' && 'id_token' in body && typeof body.id_token === 'string')
      ctx.body = { ...body, id_token: forged(body.id_token, forgery, privateKey) };
  });
  const answer = provider.callback();
  server.on('request', (request, response) => void answer(request, response));

  return {
    issuer,
    clientId: CLIENT_ID,
    clientSecret,
    accounts,
    forge: (next) => {
      forgery = next;
    },
    describe: (next) => {
      lie = next;
    },
    reached: () => reached.splice(0),
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};

const MOST_STEPS = 12;

/**
 * Goes through the provider's pages as a browser would, each time anew: types a name, and follows where it is sent.
 *
 * @returns the address back at Miji that the provider sends to, not visited yet
 */
export const passProvider = async (provider: IdentityProvider, url: string, name: string): Promise<URL> => {
  const cookies = new Map<string, string>();
  const visit = async (place: URL, form?: Readonly<Record<string, string>>): Promise<Response> => {
    const response = await fetch(place, {
      redirect: 'manual',
      headers: { cookie: [...cookies].map(([key, value]) => `${key}=${value}`).join('; ') },
      ...(form === undefined ? {} : { method: 'POST', body: new URLSearchParams(form) }),
    });
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';', 1);
      cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
    }
    return response;
  };
  let place = new URL(url);
  let answer = await visit(place);
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const location = answer.headers.get('location');
    if (location === null) {
      if (!place.pathname.startsWith('/interaction/')) throw new Error(`the provider stopped: ${await answer.text()}`);
      answer = await visit(place, { prompt: 'login', login: name, password: 'any' });
      continue;
    }
    place = new URL(location, place);
    if (place.origin !== provider.issuer) return place;
    answer = await visit(place);
  }
  throw new Error('the provider sends round in circles');
};
