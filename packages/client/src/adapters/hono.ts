import type { Language } from '@miji/contract';
import type { Context, Env, ErrorHandler, MiddlewareHandler } from 'hono';
import type { GuardOptions } from './guard.ts';
import { examine } from './guard.ts';
import type { Refused } from './refused.ts';
import { NO_STORE, refusedBy } from './refused.ts';

export type { GuardOptions } from './guard.ts';
export type { RefusedBody, RefusedStatus } from './refused.ts';

const answer = ({ body, status, headers }: Refused): Response => Response.json(body, { status, headers });

/**
 * Guards routes of Hono, on whatever it runs: whoever may not is answered, and the route is not reached.
 *
 * @example
 * ```ts
 * import type { LocalMiji } from '@miji/client';
 * import { mijiGuard } from '@miji/client/hono';
 * import { Hono } from 'hono';
 *
 * const service = (local: LocalMiji) =>
 *   new Hono().get(
 *     '/credit-files/:number',
 *     mijiGuard({
 *       local,
 *       personOf: ({ req }) => req.header('x-employee') ?? null,
 *       itemOf: ({ req }) => req.param('number') ?? null,
 *       purpose: '授信审查',
 *     }),
 *     (context) => context.json({ file: context.req.param('number') }),
 *   );
 * ```
 */
export const mijiGuard =
  <E extends Env = Env, Path extends string = string>(
    options: GuardOptions<Context<E, Path>>,
  ): MiddlewareHandler<E, Path> =>
  async (context, next) => {
    const refused = await examine(options, context);
    if (refused !== null) return answer(refused);
    await next();
    context.header('cache-control', NO_STORE);
    return undefined;
  };

/** For `onError`: what Miji refused while a route read something is answered as the guard answers; everything else is thrown on. */
export const mijiErrors =
  (language?: Language): ErrorHandler =>
  (error) => {
    const refused = refusedBy(error, language);
    if (refused === null) throw error;
    return answer(refused);
  };
