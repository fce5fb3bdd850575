import { Readable } from 'node:stream';
import { Refusal, snapshotCursor, snapshotNonce } from '@miji/contract';
import { followSnapshot, requireKeyFor } from '@miji/services';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { isFailure, toRefusal, toWire } from '../refusals.ts';
import type { RequestContext } from '../trpc.ts';
import { goneOf } from './gone.ts';

/** An event of a stream as browsers and others read it. */
const eventOf = (event: string, data: object, id?: string): string =>
  `event: ${event}\n${id === undefined ? '' : `id: ${id}\n`}data: ${JSON.stringify(data)}\n\n`;

/** Where whoever comes has been before: in the address, or by the header with which streams are opened again. */
const cursorOf = ({ query, headers }: FastifyRequest): string =>
  read('cursor', snapshotCursor, headers['last-event-id'] ?? Reflect.get(Object(query), 'cursor'));

const nonceOf = ({ query }: FastifyRequest): string | undefined =>
  read('nonce', snapshotNonce.optional(), Reflect.get(Object(query), 'nonce'));

const read = <T extends z.ZodType>(field: string, schema: T, value: unknown): z.output<T> => {
  const { success, data } = schema.safeParse(value);
  if (!success) throw new Refusal('VALIDATION', { fields: [{ field, code: 'VALIDATION', article: null }] });
  return data;
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
      const signal = goneOf(reply);
      const heard = { from: cursorOf(request), nonce: nonceOf(request) };
      const news = followSnapshot(ctx, { ...heard, isStillOpen: caller.isStillOpen, signal });
      // What is wrong with the call itself is still answered as everywhere else.
      const first = await news.next();
      // A line that is cut before anything was read from it has nobody else to end what it began.
      const end = (): void => void news.return();
      signal.addEventListener('abort', end);
      if (signal.aborted) end();
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
