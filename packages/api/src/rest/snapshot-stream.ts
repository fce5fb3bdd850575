import { Readable } from 'node:stream';
import { Refusal, snapshotCursor } from '@miji/contract';
import { followSnapshot, requireKeyFor } from '@miji/services';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isFailure, toRefusal, toWire } from '../refusals.ts';
import type { RequestContext } from '../trpc.ts';
import { goneOf } from './gone.ts';

/** An event of a stream as browsers and others read it. */
const eventOf = (event: string, data: object, id?: string): string =>
  `event: ${event}\n${id === undefined ? '' : `id: ${id}\n`}data: ${JSON.stringify(data)}\n\n`;

/** Where whoever comes has been before: in the address, or by the header with which streams are opened again. */
const cursorOf = ({ query, headers }: FastifyRequest): string => {
  const asked: unknown = Reflect.get(Object(query), 'cursor');
  const cursor = snapshotCursor.safeParse(headers['last-event-id'] ?? asked);
  if (!cursor.success)
    throw new Refusal('VALIDATION', { fields: [{ field: 'cursor', code: 'VALIDATION', article: null }] });
  return cursor.data;
};

/**
 * What changes in the rights of a company, for its service that keeps a snapshot: `changed` with what has, `alive` where nothing has,
 * both signed; `refused` before the end, with the reason.
 *
 * @param contextOf who calls, and when
 */
export const snapshotStream = (
  app: FastifyInstance,
  contextOf: (request: FastifyRequest) => RequestContext,
  refuse: (reply: FastifyReply, error: unknown) => FastifyReply,
): void => {
  app.get('/api/v1/snapshot/stream', async (request, reply) => {
    try {
      const caller = contextOf(request);
      const ctx = await caller.open();
      requireKeyFor(ctx, 'snapshot.changes');
      const news = followSnapshot(ctx, cursorOf(request), { isStillOpen: caller.isStillOpen, signal: goneOf(reply) });
      // What is wrong with the call itself is still answered as everywhere else.
      const first = await news.next();
      const said = async function* (): AsyncGenerator<string, void> {
        try {
          for (let { value } = first; value !== undefined; { value } = await news.next()) {
            yield eventOf(value.kind, value.message, value.cursor);
          }
        } catch (error) {
          const refusal = toRefusal(error);
          if (isFailure(refusal) && refusal.code === 'INTERNAL')
            request.log.error({ err: refusal.cause }, 'a stream failed');
          yield eventOf('refused', toWire(refusal));
        } finally {
          await news.return();
        }
      };
      return await reply
        .header('content-type', 'text/event-stream; charset=utf-8')
        .header('x-accel-buffering', 'no')
        .send(Readable.from(said()));
    } catch (error) {
      return refuse(reply, error);
    }
  });
};
