import { httpStatusOf, Refusal } from '@miji/contract';
import type { CallContext, Platform, SignedIn } from '@miji/services';
import { beginCall } from '@miji/services';
import { fastifyTRPCPlugin } from '@trpc/server/adapters/fastify';
import type { FastifyTRPCPluginOptions } from '@trpc/server/adapters/fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { AppRouter } from './app-router.ts';
import { appRouter } from './app-router.ts';
import { NAME_HEADER, nameOf } from './named-act.ts';
import { isFailure, notUnderstood, toRefusal, toTrpcShape, toWire } from './refusals.ts';
import { restRoutes } from './rest/rest-routes.ts';
import type { RequestContext } from './trpc.ts';

/** What the faces need from the server that carries them. */
export interface ApiOptions {
  readonly platform: Platform;
  /** who holds the session or key of a request; null where nobody does */
  readonly identify: (request: FastifyRequest) => Promise<SignedIn | null>;
  /** whether whoever sent a request is still signed in; asking does not count as his using Miji */
  readonly isStillSignedIn: (request: FastifyRequest) => Promise<boolean>;
  /** whether a request with a session cookie comes from our own pages */
  readonly isSameOrigin: (request: FastifyRequest) => boolean;
}

const TRPC = '/api/trpc';
const ON_BEHALF_OF = 'miji-on-behalf-of';
const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** The person for whom a service says it calls; only services may say so. */
const onBehalfOf = (request: FastifyRequest, signedIn: SignedIn): string | null => {
  const header = request.headers[ON_BEHALF_OF];
  if (header === undefined) return null;
  if (signedIn.kind !== 'service' || typeof header !== 'string' || !UUID.test(header)) {
    throw new Refusal('VALIDATION', { fields: [{ field: ON_BEHALF_OF, code: 'VALIDATION', article: null }] });
  }
  return header.toLowerCase();
};

/** What only looks may also come from an address bar; nothing comes from somebody else's page. */
const isOurs = (request: FastifyRequest, isSameOrigin: ApiOptions['isSameOrigin']): boolean => {
  if (request.method !== 'GET') return isSameOrigin(request);
  const site = request.headers['sec-fetch-site'];
  return site === undefined || site === 'same-origin' || site === 'none';
};

/**
 * Who calls by a request, and when: for what is served beside the two faces.
 *
 * @throws Refusal `UNAUTHENTICATED`, also for a session whose request comes from somebody else's page
 */
export const openCall = async (options: ApiOptions, request: FastifyRequest): Promise<CallContext> => {
  const { platform, identify, isSameOrigin } = options;
  const signedIn = await identify(request);
  if (signedIn === null) throw new Refusal('UNAUTHENTICATED');
  // A cookie travels with whatever page sends the request; a key does not.
  if (signedIn.kind === 'person' && !isOurs(request, isSameOrigin)) throw new Refusal('UNAUTHENTICATED');
  const at = await platform.clock.now();
  return beginCall(platform, signedIn, onBehalfOf(request, signedIn), at);
};

/** Both faces of Miji on a Fastify server: tRPC under `/api/trpc`, REST under `/api/v1`, its description at `/openapi.json`. */
export const registerApi = async (app: FastifyInstance, options: ApiOptions): Promise<void> => {
  const contextOf = (request: FastifyRequest): RequestContext => {
    let opened: Promise<CallContext> | undefined;
    return {
      open: () => (opened ??= openCall(options, request)),
      isStillOpen: () => options.isStillSignedIn(request),
      actName: () => nameOf(request.headers[NAME_HEADER]),
    };
  };
  app.addHook('onSend', async (_request, reply, payload) => {
    const isEvents = String(reply.getHeader('content-type')).startsWith('text/event-stream');
    reply.header('cache-control', isEvents ? 'no-store, no-transform' : 'no-store');
    // An answer of tRPC brings headers of its own, which would go before that one; a stream must not be changed on the way either.
    if (payload instanceof Response) {
      const isStream = payload.headers.get('content-type')?.startsWith('text/event-stream') === true;
      payload.headers.set('cache-control', isStream ? 'no-store, no-transform' : 'no-store');
    }
  });
  // A body that cannot be read fails before either face is reached, and is answered in the shape of the one that was meant.
  app.setErrorHandler((error, request, reply) => {
    const refusal = notUnderstood(error);
    if (isFailure(refusal)) request.log.error({ err: refusal.cause }, 'unexpected failure');
    const status = httpStatusOf(refusal.code);
    return reply.code(status).send(request.url.startsWith(`${TRPC}/`) ? toTrpcShape(refusal) : toWire(refusal));
  });
  const trpcOptions: FastifyTRPCPluginOptions<AppRouter>['trpcOptions'] = {
    router: appRouter,
    allowMethodOverride: true,
    maxBatchSize: 20,
    createContext: ({ req }) => contextOf(req),
    onError: ({ error, path, req }) => {
      const refusal = toRefusal(error);
      if (isFailure(refusal)) req.log.error({ err: refusal.cause, path }, 'unexpected failure');
    },
  };
  await app.register(fastifyTRPCPlugin, { prefix: TRPC, trpcOptions });
  restRoutes(app, contextOf);
};
