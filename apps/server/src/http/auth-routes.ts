import { Refusal, refusalWire } from '@miji/contract';
import type { Platform } from '@miji/services';
import { traceRefusedSignIn, traceSignIn } from '@miji/services';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Accounts } from '../auth/accounts.ts';
import { orUnavailable } from './failures.ts';
import { toHeaders } from './headers.ts';

const SIGN_IN = '/api/auth/sign-in/email';
const SIGN_OUT = '/api/auth/sign-out';

/** A request as the sign-in library takes it. */
const toRequest = (request: FastifyRequest, baseUrl: string): Request =>
  new Request(new URL(request.url, baseUrl), {
    method: request.method,
    headers: toHeaders(request.headers),
    ...(typeof request.body === 'string' && request.body !== '' ? { body: request.body } : {}),
  });

const send = async (reply: FastifyReply, response: Response): Promise<FastifyReply> => {
  reply.code(response.status);
  for (const [name, value] of response.headers) if (name !== 'set-cookie') reply.header(name, value);
  for (const cookie of response.headers.getSetCookie()) reply.header('set-cookie', cookie);
  return reply.send(await response.text());
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
 * Why somebody who gave an account and a password was not let in; null where it was no such attempt, or one too many from his address:
 * a stranger must not be able to fill the trace.
 */
const refusedAttempt = async (response: Response): Promise<'UNAUTHENTICATED' | 'LOCKED' | null> => {
  if (response.status === 401) return 'UNAUTHENTICATED';
  const body: unknown = await response
    .clone()
    .json()
    .catch(() => null);
  return typeof body === 'object' && body !== null && 'code' in body && body.code === 'LOCKED' ? 'LOCKED' : null;
};

/**
 * Sign-in under `/api/auth`: handed to the library as it came. Every attempt is traced before it is answered, and whoever holds no
 * appointment is let out again at once.
 */
export const authRoutes = async (
  app: FastifyInstance,
  { accounts, platform, baseUrl }: { accounts: Accounts; platform: Platform; baseUrl: string },
): Promise<void> => {
  await app.register(async (scope) => {
    // The library reads the body itself.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'string', bodyLimit: 16_384 }, (_request, body, done) =>
      done(null, body),
    );
    scope.all('/api/auth/*', async (request, reply) => {
      const response = await accounts.handle(toRequest(request, baseUrl), request.ip);
      // Nobody was refused: nobody could be asked.
      if (response.status >= 500) throw new Refusal('UNAVAILABLE');
      if (new URL(request.url, baseUrl).pathname !== SIGN_IN) return send(reply, response);

      const at = await orUnavailable(() => platform.clock.now());
      if (!response.ok) {
        const refused = await refusedAttempt(response);
        if (refused !== null) await traceRefusedSignIn(platform, refused, at);
        return send(reply, response);
      }
      const cookie = cookieOf(response);
      try {
        const personId = await personOf(accounts, cookie);
        if (personId !== null && (await traceSignIn(platform, personId, at))) return await send(reply, response);
        if (personId !== null) await accounts.endSessions(personId);
      } catch (error) {
        // A session that nobody was told of would live on for hours.
        await signOut(accounts, baseUrl, cookie);
        throw error;
      }
      await traceRefusedSignIn(platform, 'NOT_EMPLOYED', at);
      const refusal = refusalWire.parse({ code: 'NOT_EMPLOYED', rule: null, article: null, missing: [], fields: [] });
      return reply.code(403).send(refusal);
    });
  });
};
