import type { AuditDetails, Temporal } from '@miji/core';
import type { Platform } from '@miji/services';
import { traceRefusedSignIn, traceSignIn } from '@miji/services';
import type { FastifyReply } from 'fastify';
import type { Accounts } from '../auth/accounts.ts';

/** What the routes of sign-in work with. */
export interface Door {
  readonly accounts: Accounts;
  readonly platform: Platform;
  readonly baseUrl: string;
}

const SIGN_OUT = '/api/auth/sign-out';

/** Hands on an answer of the sign-in library. */
export const send = async (reply: FastifyReply, response: Response): Promise<FastifyReply> => {
  reply.code(response.status);
  for (const [name, value] of response.headers) if (name !== 'set-cookie') reply.header(name, value);
  for (const cookie of response.headers.getSetCookie()) reply.header('set-cookie', cookie);
  reply.header('cache-control', 'no-store');
  return reply.send(await response.text());
};

/** What a body says that has not been read yet; undefined where it is no JSON. */
export const jsonOf = (body: unknown): unknown => {
  try {
    return typeof body === 'string' ? JSON.parse(body) : body;
  } catch {
    return undefined;
  }
};

/** The cookie of the session that a sign-in has just opened, as the browser would send it. */
const cookieOf = (response: Response): string =>
  response.headers
    .getSetCookie()
    .map((line) => line.split(';', 1)[0])
    .join('; ');

/** The person whose session it is. */
const personOf = async (accounts: Accounts, cookie: string): Promise<string | null> => {
  const signedIn = await accounts.identify(new Headers({ cookie }));
  return signedIn?.kind === 'person' ? signedIn.personId : null;
};

const signOut = (accounts: Accounts, baseUrl: string, cookie: string): Promise<Response> => {
  const headers = { cookie, origin: new URL(baseUrl).origin };
  return accounts.handle(new Request(new URL(SIGN_OUT, baseUrl), { method: 'POST', headers }));
};

/**
 * Traces whom a session was opened for before he is told of it; false where he holds no appointment and is out again.
 *
 * @throws where he could not be traced; his session is gone then
 */
export const letIn = async (
  { accounts, platform, baseUrl }: Door,
  response: Response,
  at: Temporal.Instant,
  details: AuditDetails = {},
): Promise<boolean> => {
  const cookie = cookieOf(response);
  try {
    const personId = await personOf(accounts, cookie);
    if (personId !== null && (await traceSignIn(platform, personId, at, details))) return true;
    if (personId !== null) await accounts.endSessions(personId);
  } catch (error) {
    // A session that nobody was told of would live on for hours.
    await signOut(accounts, baseUrl, cookie);
    throw error;
  }
  await traceRefusedSignIn(platform, 'NOT_EMPLOYED', at);
  return false;
};
