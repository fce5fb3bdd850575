import { Refusal } from '@miji/contract';
import { Session } from './credentials.ts';

const refusalOf = async (response: Response): Promise<Refusal> => {
  const body: unknown = await response.json().catch(() => null);
  const code = typeof body === 'object' && body !== null && 'code' in body ? body.code : undefined;
  if (code === 'LOCKED' || code === 'RATE_LIMITED' || code === 'NOT_EMPLOYED') return new Refusal(code);
  return new Refusal(response.status >= 500 ? 'UNAVAILABLE' : 'UNAUTHENTICATED');
};

const PATIENCE_MS = 15_000;

/**
 * Signs a person in. Services have keys instead.
 *
 * @throws Refusal `UNAUTHENTICATED`, `LOCKED`, `RATE_LIMITED`, `NOT_EMPLOYED`, `UNAVAILABLE`
 * @example
 * ```ts
 * const session = await signIn('http://127.0.0.1:4400', { email: 'zhou.jianguo@hyyh.example', password });
 * const miji = createMijiClient({ url: 'http://127.0.0.1:4400', session });
 * ```
 */
export const signIn = async (
  url: string,
  account: { readonly email: string; readonly password: string },
): Promise<Session> => {
  const { origin } = new URL(url);
  let response: Response;
  try {
    response = await fetch(new URL('/api/auth/sign-in/email', url), {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin },
      body: JSON.stringify(account),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
  } catch (cause) {
    throw new Refusal('UNAVAILABLE', { cause });
  }
  if (!response.ok) throw await refusalOf(response);
  const cookie = response.headers
    .getSetCookie()
    .map((line) => line.split(';', 1)[0])
    .join('; ');
  return new Session(cookie, origin);
};
