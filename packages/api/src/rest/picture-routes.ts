import { PICTURE_LIMIT, Refusal } from '@miji/contract';
import type { CallContext } from '@miji/services';
import { requireKeyFor, whoseCopy } from '@miji/services';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { RequestContext } from '../trpc.ts';

const PICTURES = ['image/png', 'image/jpeg', 'image/webp', 'application/octet-stream'];

/**
 * Where pictures are sent to, as they are: whose copy they show. Who calls is looked at before a byte of the picture is taken in.
 *
 * @param contextOf who calls, and when
 */
export const pictureRoutes = async (
  scope: FastifyInstance,
  contextOf: (request: FastifyRequest) => RequestContext,
  refuse: (reply: FastifyReply, error: unknown) => FastifyReply,
): Promise<void> => {
  const callers = new WeakMap<FastifyRequest, CallContext>();
  scope.addContentTypeParser(PICTURES, { parseAs: 'buffer', bodyLimit: PICTURE_LIMIT }, (_request, body, parsed) =>
    parsed(null, body),
  );
  scope.addHook('onRequest', async (request, reply) => {
    try {
      const ctx = await contextOf(request).open();
      requireKeyFor(ctx, 'marks.whoseCopy');
      callers.set(request, ctx);
    } catch (error) {
      return refuse(reply, error);
    }
  });
  scope.post('/api/v1/marks/whose-copy', async (request, reply) => {
    try {
      const ctx = callers.get(request);
      if (ctx === undefined) throw new Refusal('UNAUTHENTICATED');
      if (!Buffer.isBuffer(request.body)) throw new Refusal('CONTENT_TYPE_UNKNOWN');
      return await whoseCopy(ctx, request.body);
    } catch (error) {
      return refuse(reply, error);
    }
  });
};
