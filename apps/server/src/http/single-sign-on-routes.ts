import type { SingleSignOnCompany } from '@miji/contract';
import { Refusal } from '@miji/contract';
import { traceRefusedSignIn } from '@miji/services';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { describeError } from '../auth/auth-log.ts';
import { errorResponse } from '../auth/gate.ts';
import { sameOrigin } from '../auth/same-origin.ts';
import { localOrigins } from '../platform.ts';
import type { Door } from './auth-answers.ts';
import { jsonOf, letIn, send } from './auth-answers.ts';
import { orUnavailable } from './failures.ts';
import { toHeaders } from './headers.ts';

/** Why the sign-in page is shown again: one word for everybody whom Miji does not know, whatever the reason. */
export type SingleSignOnFailure = 'ACCOUNT_NOT_MATCHED' | 'BROKEN_OFF' | 'RATE_LIMITED' | 'UNAVAILABLE';

const code = z.string().regex(/^[A-Za-z]{2,8}$/);
const beginning = z.object({
  company: code,
  next: z
    .string()
    .regex(/^\/(?![/\\])/)
    .max(500)
    .default('/'),
});
const one = z.string().max(4_096).optional();
const returning = z.object({ code: one, state: one, error: one, iss: one });

const back = async (reply: FastifyReply, failure: SingleSignOnFailure): Promise<FastifyReply> =>
  reply.code(302).header('cache-control', 'no-store').header('location', `/sign-in?failed=${failure}`).send('');

/** Sign-in through the identity provider of a company, under `/api/auth`. Every attempt that a provider vouches for is traced. */
export const singleSignOnRoutes = (app: FastifyInstance, { accounts, platform, baseUrl }: Door): void => {
  const callerOf = (request: FastifyRequest) => ({ headers: toHeaders(request.headers), address: request.ip });

  app.get('/api/auth/single-sign-on', async (_request, reply) => {
    const ids = await orUnavailable(() => accounts.singleSignOn.open());
    const found = await Promise.all(ids.map((id) => platform.companies.byId(id)));
    const companies: SingleSignOnCompany[] = found
      .flatMap((company) => (company === undefined ? [] : [{ code: company.code, name: company.name }]))
      .toSorted((a, b) => (a.code < b.code ? -1 : 1));
    return reply.header('cache-control', 'no-store').send({ companies });
  });

  app.post('/api/auth/single-sign-on', async (request, reply) => {
    const caller = callerOf(request);
    if (!sameOrigin(caller.headers, baseUrl, localOrigins(baseUrl)))
      return send(reply, errorResponse(403, 'VALIDATION', 'Only the console begins a sign-in'));
    const asked = beginning.safeParse(jsonOf(request.body));
    if (!asked.success) throw new Refusal('VALIDATION');
    const { company, next } = asked.data;
    return send(reply, await orUnavailable(() => accounts.singleSignOn.begin(caller, company, next)));
  });

  app.get<{ Params: { company: string } }>('/api/auth/callback/:company', async (request, reply) => {
    const company = code.safeParse(request.params.company);
    const said = returning.safeParse(request.query);
    if (!company.success || !said.success) return back(reply, 'BROKEN_OFF');
    try {
      const present = Object.entries(said.data).flatMap(([name, value]) =>
        value === undefined ? [] : [[name, value]],
      );
      const returned = await accounts.singleSignOn.finish(callerOf(request), company.data, Object.fromEntries(present));
      if (returned.kind === 'rate_limited') return await back(reply, 'RATE_LIMITED');
      if (returned.kind === 'broken_off') return await back(reply, 'BROKEN_OFF');
      const at = await platform.clock.now();
      if (returned.kind === 'not_matched') {
        const details = { reason: returned.reason };
        await traceRefusedSignIn(platform, 'ACCOUNT_NOT_MATCHED', at, returned.companyId, details);
        return await back(reply, 'ACCOUNT_NOT_MATCHED');
      }
      const isIn = await letIn({ accounts, platform, baseUrl }, returned.response, at, { by: 'single_sign_on' });
      return isIn ? await send(reply, returned.response) : await back(reply, 'ACCOUNT_NOT_MATCHED');
    } catch (error) {
      request.log.error({ component: 'auth', err: describeError(error) }, 'single sign-on failed to answer');
      return back(reply, 'UNAVAILABLE');
    }
  });
};
