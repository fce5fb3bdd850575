import { Refusal } from '@miji/contract';
import { Session } from './credentials.ts';

/** What the server says by a word of its own; everything else is that nobody is signed in. */
const SAID = ['LOCKED', 'RATE_LIMITED', 'NOT_EMPLOYED', 'SECOND_FACTOR_WRONG', 'SECOND_FACTOR_USED'] as const;

const refusalOf = async (response: Response): Promise<Refusal> => {
  const body: unknown = await response.json().catch(() => null);
  const code = typeof body === 'object' && body !== null && 'code' in body ? body.code : undefined;
  const said = SAID.find((known) => known === code);
  if (said !== undefined) return new Refusal(said);
  return new Refusal(response.status >= 500 ? 'UNAVAILABLE' : 'UNAUTHENTICATED');
};

const PATIENCE_MS = 15_000;

/** One step of signing in; gives the cookies that it left. */
const step = async (url: string, path: string, body: object, cookie?: string): Promise<Answered> => {
  let response: Response;
  try {
    response = await fetch(new URL(path, url), {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        origin: new URL(url).origin,
        ...(cookie === undefined ? {} : { cookie }),
      },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
  } catch (cause) {
    throw new Refusal('UNAVAILABLE', { cause });
  }
  if (!response.ok) throw await refusalOf(response);
  const said: unknown = await response.json().catch(() => null);
  return {
    cookie: response.headers
      .getSetCookie()
      .map((line) => line.split(';', 1)[0])
      .join('; '),
    asksForCode: typeof said === 'object' && said !== null && 'twoFactorRedirect' in said,
  };
};

interface Answered {
  readonly cookie: string;
  readonly asksForCode: boolean;
}

/**
 * Signs a person in. Services have keys instead.
 *
 * @param account `code` is asked for where the person has set up an authenticator app, after his password was right
 * @throws Refusal `UNAUTHENTICATED`, `LOCKED`, `RATE_LIMITED`, `NOT_EMPLOYED`, `UNAVAILABLE`; `SECOND_FACTOR_REQUIRED` where a code is
 *   asked for and none can be given, `SECOND_FACTOR_WRONG`, `SECOND_FACTOR_USED`
 * @example
 * ```ts
 * import { createMijiClient, signIn } from '@miji/client';
 *
 * const password = 'miji-demo-2026';
 * const session = await signIn('http://127.0.0.1:4400', { email: 'zhou.jianguo@hyyh.example', password });
 * const miji = createMijiClient({ url: 'http://127.0.0.1:4400', session });
 * ```
 */
export const signIn = async (
  url: string,
  account: { readonly email: string; readonly password: string; readonly code?: () => string | Promise<string> },
): Promise<Session> => {
  const { origin } = new URL(url);
  const { code, ...known } = account;
  const first = await step(url, '/api/auth/sign-in/email', known);
  if (!first.asksForCode) return new Session(first.cookie, origin);
  if (code === undefined) throw new Refusal('SECOND_FACTOR_REQUIRED');
  const second = await step(url, '/api/auth/sign-in/code', { code: await code() }, first.cookie);
  return new Session(second.cookie, origin);
};
