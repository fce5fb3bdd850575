import { Refusal, refusalWire, signInByCode } from '@miji/contract';
import { traceRefusedSignIn, traceSecondFactor } from '@miji/services';
import type { Temporal } from '@miji/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Door } from './auth-answers.ts';
import { jsonOf, letIn, send } from './auth-answers.ts';
import { orUnavailable } from './failures.ts';
import { toHeaders } from './headers.ts';
import { sameOrigin } from '../auth/same-origin.ts';
import { localOrigins } from '../platform.ts';
import { secondFactorRoutes } from './second-factor-routes.ts';
import { singleSignOnRoutes } from './single-sign-on-routes.ts';

const SIGN_IN = '/api/auth/sign-in/email';

/** Whether the password was right and an authenticator app is asked for next: nobody is signed in yet. */
const asksForCode = async (response: Response): Promise<boolean> => {
  const body: unknown = await response
    .clone()
    .json()
    .catch(() => null);
  return typeof body === 'object' && body !== null && 'twoFactorRedirect' in body && body.twoFactorRedirect === true;
};

/** A request as the sign-in library takes it. */
const toRequest = (request: FastifyRequest, baseUrl: string): Request =>
  new Request(new URL(request.url, baseUrl), {
    method: request.method,
    headers: toHeaders(request.headers),
    ...(typeof request.body === 'string' && request.body !== '' ? { body: request.body } : {}),
  });

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
export const authRoutes = async (app: FastifyInstance, { accounts, platform, baseUrl }: Door): Promise<void> => {
  await app.register(async (scope) => {
    // The library reads the body itself.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'string', bodyLimit: 16_384 }, (_request, body, done) =>
      done(null, body),
    );
    singleSignOnRoutes(scope, { accounts, platform, baseUrl });
    secondFactorRoutes(scope, { accounts, platform, baseUrl });
    const letInOrNot = async (reply: FastifyReply, response: Response, at: Temporal.Instant): Promise<FastifyReply> => {
      if (await letIn({ accounts, platform, baseUrl }, response, at)) return send(reply, response);
      const refusal = refusalWire.parse({
        code: 'NOT_EMPLOYED',
        rule: null,
        article: null,
        missing: [],
        fields: [],
        counterexample: null,
      });
      return reply.code(403).send(refusal);
    };
    scope.post('/api/auth/sign-in/code', async (request, reply) => {
      const headers = toHeaders(request.headers);
      const said = signInByCode.input.safeParse(jsonOf(request.body));
      if (!sameOrigin(headers, baseUrl, localOrigins(baseUrl)) || !said.success) throw new Refusal('VALIDATION');
      const { code } = said.data;
      const { response, refused } = await orUnavailable(() => accounts.signInByCode({ headers, code }, request.ip));
      if (response.status >= 500) throw new Refusal('UNAVAILABLE');
      const at = await orUnavailable(() => platform.clock.now());
      if (refused !== null) {
        const details = { at: 'sign_in' };
        await traceSecondFactor(platform, refused.personId, at, {
          action: 'second_factor.refused',
          code: refused.code,
          details,
        });
      }
      return response.ok ? letInOrNot(reply, response, at) : send(reply, response);
    });
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
      return (await asksForCode(response)) ? send(reply, response) : letInOrNot(reply, response, at);
    });
  });
};
