import type { ApiOptions } from '@miji/api';
import { registerApi, toWire } from '@miji/api';
import { Refusal } from '@miji/contract';
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import Fastify, { LogController } from 'fastify';
import type { Logger } from 'pino';
import { sameOrigin } from '../auth/same-origin.ts';
import { localOrigins } from '../platform.ts';
import type { Running } from '../platform.ts';
import { authRoutes } from './auth-routes.ts';
import { consoleFiles, securityHeaders } from './console-files.ts';
import { answerFailures, orUnavailable } from './failures.ts';
import { toHeaders } from './headers.ts';
import { healthRoutes } from './health.ts';
import { uploadRoutes } from './upload-routes.ts';

/** Eight million bytes: the longest text of an item in UTF-8 four times over, or a ledger of five thousand rows. */
const BODY_LIMIT = 8_000_000;

/** The HTTP server with everything that it serves, not listening yet. */
export const createHttpServer = async (
  running: Running,
  { baseUrl, consoleFolder, log }: { readonly baseUrl: string; readonly consoleFolder: string; readonly log: Logger },
): Promise<FastifyInstance> => {
  const { platform, accounts, pools } = running;
  const loggerInstance: FastifyBaseLogger = log;
  const app: FastifyInstance = Fastify({
    loggerInstance,
    // An address may hold the number of an item; the log keeps the route and no more.
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_LIMIT,
    routerOptions: { maxParamLength: 5_000 },
    forceCloseConnections: 'idle',
    // An address that cannot even be read is not repeated to whoever sent it.
    frameworkErrors: (_error, _request, reply) => {
      reply.hijack();
      reply.raw.writeHead(400, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' });
      reply.raw.end(JSON.stringify(toWire(new Refusal('VALIDATION'))));
    },
  });
  app.addHook('onResponse', async (request, reply) => {
    const { method, routeOptions } = request;
    request.log.info(
      { method, route: routeOptions.url, status: reply.statusCode, ms: Math.round(reply.elapsedTime) },
      'answered',
    );
  });
  answerFailures(app);
  securityHeaders(app);
  app.addHook('preClose', () => running.endStreams());
  healthRoutes(app, pools, platform);
  await authRoutes(app, { accounts, platform, baseUrl });
  const api: ApiOptions = {
    platform,
    identify: (request) => orUnavailable(() => accounts.identify(toHeaders(request.headers))),
    isStillSignedIn: (request) => orUnavailable(() => accounts.isStillSignedIn(toHeaders(request.headers))),
    isSameOrigin: (request) => sameOrigin(toHeaders(request.headers), baseUrl, localOrigins(baseUrl)),
  };
  // Before the faces: they would answer HEAD for what they only answer GET.
  await uploadRoutes(app, api);
  await app.register((scope) => registerApi(scope, api));
  await consoleFiles(app, consoleFolder);
  return app;
};

/** How long a request that is still being answered may hold up the end. */
const PATIENCE_MS = 10_000;

/** Stops listening, lets what is being answered come to its end, and hangs up on whoever then still holds the line. */
export const closeHttpServer = async (app: FastifyInstance): Promise<void> => {
  // A connection that has just been answered would otherwise be kept open for the next request.
  const idle = setInterval(() => app.server.closeIdleConnections(), 50);
  const patience = setTimeout(() => app.server.closeAllConnections(), PATIENCE_MS);
  try {
    await app.close();
  } finally {
    clearInterval(idle);
    clearTimeout(patience);
  }
};
