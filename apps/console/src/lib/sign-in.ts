import { z } from 'zod';

export type SignInFailure = 'WRONG' | 'NOT_EMPLOYED' | 'LOCKED' | 'RATE_LIMITED' | 'OFFLINE' | 'UNAVAILABLE';

const failure = z.object({ code: z.string().catch('') });

const post = (path: string, body: unknown): Promise<Response> =>
  fetch(path, {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

/** Opens a session; null on success, otherwise why not. */
export const signIn = async (email: string, password: string): Promise<SignInFailure | null> => {
  const response = await post('/api/auth/sign-in/email', { email, password }).catch(() => null);
  if (response === null) return 'OFFLINE';
  if (response.ok) return null;
  const { code } = failure.catch({ code: '' }).parse(await response.json().catch(() => ({})));
  if (code === 'LOCKED' || code === 'NOT_EMPLOYED') return code;
  if (response.status === 429) return 'RATE_LIMITED';
  return response.status >= 500 ? 'UNAVAILABLE' : 'WRONG';
};

/** Ends the session; false where the server could not be told. */
export const signOut = async (): Promise<boolean> => {
  const response = await post('/api/auth/sign-out', {}).catch(() => null);
  return response?.ok ?? false;
};
