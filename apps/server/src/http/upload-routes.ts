import { Readable } from 'node:stream';
import type { ApiOptions } from '@miji/api';
import { isFailure, openCall, toRefusal, toWire } from '@miji/api';
import { httpStatusOf, Refusal } from '@miji/contract';
import type { RefusalCode } from '@miji/core';
import type { CallContext } from '@miji/services';
import { requireKeyFor } from '@miji/services';
import { MemoryLocker, Server } from '@tus/server';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { toHeaders } from './headers.ts';
import { UploadStore } from './upload-store.ts';

const PATH = '/api/v1/uploads';
const PIECE = 'application/offset+octet-stream';
const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;

/** What the protocol itself refuses, in the words of the house. */
const CODES: Readonly<Record<number, RefusalCode>> = {
  404: 'NOT_FOUND',
  409: 'VERSION_CONFLICT',
  410: 'UPLOAD_GONE',
  413: 'CONTENT_TOO_LARGE',
};

/**
 * Files come in by the tus protocol: begun by POST, sent by PATCH in as many pieces as it takes, asked after by HEAD, taken back by
 * DELETE. Who may do so with a file, and what becomes of its bytes, is the verbs' business; nothing of a body is kept here.
 */
export const uploadRoutes = async (app: FastifyInstance, options: ApiOptions): Promise<void> => {
  const locker = new MemoryLocker();
  const serve = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    try {
      const ctx = await openCall(options, request);
      requireKeyFor(ctx, 'uploads.get');
      return await send(reply, await answer(ctx, locker, request));
    } catch (error) {
      return refuse(reply, error);
    }
  };
  await app.register(async (scope) => {
    // The body is read by the verb that seals it, and by nobody before.
    scope.addContentTypeParser(PIECE, (_request, _payload, done) => done(null));
    scope.addHook('onSend', async (_request, reply) => {
      reply.header('cache-control', 'no-store');
    });
    scope.route({ method: 'POST', url: PATH, handler: serve });
    scope.route({
      method: ['HEAD', 'PATCH', 'DELETE'],
      url: `${PATH}/:id`,
      handler: (request, reply) => {
        const id: unknown = Reflect.get(Object(request.params), 'id');
        return typeof id === 'string' && UUID.test(id)
          ? serve(request, reply)
          : refuse(reply, new Refusal('NOT_FOUND'));
      },
    });
  });
};

const answer = async (ctx: CallContext, locker: MemoryLocker, request: FastifyRequest): Promise<Response> => {
  const store = new UploadStore(ctx);
  const server = new Server({
    path: PATH,
    relativeLocation: true,
    datastore: store,
    locker,
    namingFunction: (_request, metadata) => store.begin(metadata, Number(request.headers['upload-length'])),
    maxSize: ctx.platform.uploadLimit,
    onResponseError: (_request, error) => {
      if (error instanceof Error) throw error;
      return undefined;
    },
  });
  const { method } = request;
  const hasBody = method === 'PATCH';
  const response = await server.handleWeb(
    new Request(new URL(request.url, 'http://miji'), {
      method,
      headers: toHeaders(request.headers),
      ...(hasBody ? { body: Readable.toWeb(request.raw), duplex: 'half' } : {}),
    }),
  );
  if (response.status >= 400) throw new Refusal(CODES[response.status] ?? 'VALIDATION');
  return response;
};

/** The page is our own or there is none; what the protocol says to pages of others is left out. */
const send = async (reply: FastifyReply, response: Response): Promise<FastifyReply> => {
  for (const [name, value] of response.headers) {
    if (!name.startsWith('access-control-') && name !== 'content-length') reply.header(name, value);
  }
  return reply.code(response.status).send();
};

const refuse = async (reply: FastifyReply, error: unknown): Promise<FastifyReply> => {
  const refusal = toRefusal(error);
  if (isFailure(refusal)) reply.log.error({ err: refusal.cause }, 'unexpected failure');
  return reply.code(httpStatusOf(refusal.code)).header('tus-resumable', '1.0.0').send(toWire(refusal));
};
