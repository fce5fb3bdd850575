import type { Language } from '@miji/contract';
import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import type { GuardOptions } from './guard.ts';
import { examine } from './guard.ts';
import type { Refused } from './refused.ts';
import { NO_STORE, refusedBy } from './refused.ts';

export type { GuardOptions } from './guard.ts';
export type { RefusedBody, RefusedStatus } from './refused.ts';

const answer = (response: Pick<Response, 'status'>, { status, headers, body }: Refused): void => {
  response.status(status).set(headers).json(body);
};

/**
 * Guards a route of Express: whoever may not is answered, and the route is not reached.
 *
 * @example
 * ```ts
 * import type { LocalMiji } from '@miji/client';
 * import { mijiGuard } from '@miji/client/express';
 * import express from 'express';
 *
 * const service = (local: LocalMiji) =>
 *   express().get(
 *     '/credit-files/:number',
 *     mijiGuard<{ number: string }>({
 *       local,
 *       personOf: (request) => request.header('x-employee') ?? null,
 *       itemOf: ({ params }) => params.number,
 *       purpose: '授信审查',
 *     }),
 *     (request, response) => void response.json({ file: request.params.number }),
 *   );
 * ```
 */
export const mijiGuard =
  <Params = Request['params']>(options: GuardOptions<Request<Params>>): RequestHandler<Params> =>
  async (request, response, next) => {
    response.set('cache-control', NO_STORE);
    const refused = await examine(options, request);
    if (refused === null) next();
    else answer(response, refused);
  };

/** What Miji refused while a route read something, answered as the guard answers; everything else is passed on. It goes behind the routes. */
export const mijiErrors =
  (language?: Language): ErrorRequestHandler =>
  (error, _request, response, next) => {
    const refused = refusedBy(error, language);
    if (refused === null || response.headersSent) next(error);
    else answer(response, refused);
  };
