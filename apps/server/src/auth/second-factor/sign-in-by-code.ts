import { ADDRESS_HEADER } from '../auth-options.ts';
import type { CodeAttempt } from './code-attempt.ts';
import { codeAttempts } from './code-attempt.ts';
import { SECOND_STEP } from './second-step.ts';

/** The part of better-auth that stands at the door. */
interface Door {
  handler(request: Request): Promise<Response>;
}

const OF_FIRST_STEP = /^(?:__Secure-)?miji\.two_factor=/;

/**
 * Hands the code of somebody whose password was right to better-auth, with the cookie of that first step and no other: beside a session
 * better-auth would take the code for a new app.
 *
 * @param address of the client, for the rate limit
 */
export const signInByCode = async (
  auth: Door,
  baseUrl: string,
  { headers, code }: { readonly headers: Headers; readonly code: string },
  address: string | undefined,
): Promise<CodeAttempt & { readonly response: Response }> => {
  const cookies = (headers.get('cookie') ?? '').split(/;\s*/).filter((cookie) => OF_FIRST_STEP.test(cookie));
  const own = new Headers({ 'content-type': 'application/json', cookie: cookies.join('; ') });
  for (const name of ['origin', 'user-agent', 'sec-fetch-site']) {
    const value = headers.get(name);
    if (value !== null) own.set(name, value);
  }
  if (address !== undefined) own.set(ADDRESS_HEADER, address);
  const url = new URL(`/api/auth${SECOND_STEP}`, baseUrl);
  const request = new Request(url, { method: 'POST', headers: own, body: JSON.stringify({ code }) });
  const attempt: CodeAttempt = { refused: null };
  const response = await codeAttempts.run(attempt, () => auth.handler(request));
  return { refused: attempt.refused, response };
};
