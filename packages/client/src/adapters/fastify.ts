import type { Language } from '@miji/contract';
import type { FastifyRequest, RouteGenericInterface } from 'fastify';
import type { GuardOptions } from './guard.ts';
import { examine } from './guard.ts';
import type { Refused } from './refused.ts';
import { NO_STORE, refusedBy } from './refused.ts';

export type { GuardOptions } from './guard.ts';
export type { RefusedBody, RefusedStatus } from './refused.ts';

/** What is needed of a reply. */
interface Reply {
  header(name: string, value: string): unknown;
  code(status: number): unknown;
  send(body: unknown): unknown;
}

const answer = (reply: Reply, { status, headers, body }: Refused): unknown => {
  reply.code(status);
  for (const [name, value] of Object.entries(headers)) reply.header(name, value);
  return reply.send(body);
};

/**
 * Guards a route of Fastify, as its `preHandler`: whoever may not is answered, and the route is not reached.
 *
 * @example
 * ```ts
 * import type { LocalMiji } from '@miji/client';
 * import { mijiGuard } from '@miji/client/fastify';
 * import Fastify from 'fastify';
 *
 * type Route = { Params: { number: string } };
 *
 * const service = (local: LocalMiji) =>
 *   Fastify().get<Route>(
 *     '/credit-files/:number',
 *     {
 *       preHandler: mijiGuard<Route>({
 *         local,
 *         personOf: ({ headers }) => headers['x-employee']?.toString() ?? null,
 *         itemOf: ({ params }) => params.number,
 *         purpose: '授信审查',
 *       }),
 *     },
 *     async ({ params }) => ({ file: params.number }),
 *   );
 * ```
 */
export const mijiGuard =
  <Route extends RouteGenericInterface = RouteGenericInterface>(options: GuardOptions<FastifyRequest<Route>>) =>
  async (request: FastifyRequest<Route>, reply: Reply): Promise<unknown> => {
    reply.header('cache-control', NO_STORE);
    const refused = await examine(options, request);
    return refused === null ? undefined : answer(reply, refused);
  };

/** For `setErrorHandler`: what Miji refused while a route read something is answered as the guard answers; everything else is thrown on. */
export const mijiErrors =
  (language?: Language) =>
  (error: unknown, _request: unknown, reply: Reply): unknown => {
    const refused = refusedBy(error, language);
    if (refused === null) throw error;
    return answer(reply, refused);
  };
