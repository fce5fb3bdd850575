import type { SingleSignOnCompany } from '@miji/contract';
import { singleSignOnCompanies } from '@miji/contract';
import { z } from 'zod';

export type SignInFailure =
  | 'WRONG'
  | 'NOT_EMPLOYED'
  | 'LOCKED'
  | 'SECOND_FACTOR_WRONG'
  | 'SECOND_FACTOR_USED'
  | 'RATE_LIMITED'
  | 'OFFLINE'
  | 'UNAVAILABLE'
  | 'ACCOUNT_NOT_MATCHED'
  | 'BROKEN_OFF'
  | 'PROVIDER_UNREACHABLE';

const failure = z.object({ code: z.string().catch('') });

/** What the server says by a word of its own. */
const SAID = z.enum(['LOCKED', 'NOT_EMPLOYED', 'SECOND_FACTOR_WRONG', 'SECOND_FACTOR_USED', 'BROKEN_OFF']);

const post = (path: string, body: unknown): Promise<Response> =>
  fetch(path, {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

const failureOf = async (response: Response): Promise<SignInFailure> => {
  const { code } = failure.catch({ code: '' }).parse(await response.json().catch(() => ({})));
  const said = SAID.safeParse(code);
  if (said.success) return said.data;
  if (response.status === 429) return 'RATE_LIMITED';
  return response.status >= 500 ? 'UNAVAILABLE' : 'WRONG';
};

const answer = z.object({ twoFactorRedirect: z.literal(true) });

/** Opens a session; null on success, `CODE` where a one-time code is asked for next, otherwise why not. */
export const signIn = async (email: string, password: string): Promise<SignInFailure | 'CODE' | null> => {
  const response = await post('/api/auth/sign-in/email', { email, password }).catch(() => null);
  if (response === null) return 'OFFLINE';
  if (!response.ok) return failureOf(response);
  return answer.safeParse(await response.json().catch(() => null)).success ? 'CODE' : null;
};

/** The second step, for whoever has an authenticator app; `BROKEN_OFF` where the first one is too long ago. */
export const signInByCode = async (code: string): Promise<SignInFailure | null> => {
  const response = await post('/api/auth/sign-in/code', { code }).catch(() => null);
  if (response === null) return 'OFFLINE';
  return response.ok ? null : failureOf(response);
};

const SINGLE_SIGN_ON = '/api/auth/single-sign-on';

/** The companies whose people may sign in where their company knows them; none where nobody can be asked. */
export const companiesToSignOn = async (): Promise<readonly SingleSignOnCompany[]> => {
  const response = await fetch(SINGLE_SIGN_ON, { credentials: 'same-origin' });
  return singleSignOnCompanies.parse(await response.json()).companies;
};

const departure = z.object({ url: z.url({ protocol: /^https?$/ }) });

/**
 * Goes to the identity provider of a company; the page is left where this succeeds.
 *
 * @param next where one wants to be afterwards: a path of the console
 * @returns why not, or null on the way
 */
export const signOn = async (company: string, next: string): Promise<SignInFailure | null> => {
  const response = await post(SINGLE_SIGN_ON, { company, next }).catch(() => null);
  if (response === null) return 'OFFLINE';
  const { success, data } = departure.safeParse(await response.json().catch(() => null));
  if (response.ok && success) {
    window.location.assign(data.url);
    return null;
  }
  if (response.status === 429) return 'RATE_LIMITED';
  return response.status === 503 ? 'PROVIDER_UNREACHABLE' : 'UNAVAILABLE';
};

/** Ends the session; false where the server could not be told. */
export const signOut = async (): Promise<boolean> => {
  const response = await post('/api/auth/sign-out', {}).catch(() => null);
  return response?.ok ?? false;
};
